/** How three lists of one day disagree about one number (M13.4). */
export const differenceKinds = {
  'ours-only': { zh: '我方有、对方无', en: 'only we have it' },
  'theirs-only': { zh: '对方有、我方无', en: 'only the partner has it' },
  'amount-differs': { zh: '与对方金额不符', en: "the partner's amount differs" },
  'bank-missing': { zh: '银行无此笔', en: 'the bank does not have it' },
  'bank-differs': { zh: '与银行金额不符', en: "the bank's amount differs" },
  'bank-only': { zh: '仅银行有此笔', en: 'only the bank has it' },
} as const satisfies Record<string, { zh: string; en: string }>
export type DifferenceKind = keyof typeof differenceKinds

/** What the three say of one number: fen on the account of the partner, and on the clearing account of the bank between. */
export interface ThreeSides {
  readonly reference: string
  readonly ours: number | null
  readonly theirs: number | null
  /** The bank through which it went, or which says so. */
  readonly bank: string | null
  readonly oursAtBank: number | null
  readonly bankSays: number | null
}

/** Undefined where all agree. The partner's word is asked first, then the bank's. */
export function differenceOf({ ours, theirs, oursAtBank, bankSays }: ThreeSides): DifferenceKind | undefined {
  if (ours === null && theirs === null) return bankSays === null ? undefined : 'bank-only'
  if (ours === null) return 'theirs-only'
  if (theirs === null) return 'ours-only'
  if (ours !== theirs) return 'amount-differs'
  if (oursAtBank === bankSays) return undefined
  if (bankSays === null) return 'bank-missing'
  return oursAtBank === null ? 'bank-only' : 'bank-differs'
}

/** Whether it is settled at the bank's account rather than at the partner's. */
export function isAtBank(kind: DifferenceKind): boolean {
  return kind === 'bank-missing' || kind === 'bank-differs' || kind === 'bank-only'
}
