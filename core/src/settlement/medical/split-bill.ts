import type { MedicalRow, MedicalSegment } from '../../policy/table/medical-table.ts'
import type { Accumulator } from './accumulator.ts'
import { type PricedLine, shareOf } from './bill.ts'
import type { RuleRead, Terms } from './terms.ts'

/** Why some fen of a bill are whose. */
export const splitRules = [
  'class-c',
  'over-item-ceiling',
  'class-b-share',
  'no-referral',
  'not-covered',
  'deductible',
  'segment-paid',
  'segment-own',
  'over-year-ceiling',
  'above-segments',
] as const
export type SplitRule = (typeof splitRules)[number]

export type Payer = 'fund' | 'large-amount' | 'holder'

/** One step of the explanation. The amounts of all lines of a split sum up to the bill, to the fen. */
export interface SplitLine {
  readonly rule: SplitRule
  /** The version of the table or of the catalogue's entry. */
  readonly source: string
  readonly verified: boolean
  /** The amount to which the rate was applied. */
  readonly base: number
  readonly perMille: number
  readonly amount: number
  readonly payer: Payer
}

/** Who pays what: the four sum up to the bill. */
export interface Shares {
  readonly fund: number
  readonly largeAmount: number
  readonly account: number
  readonly own: number
}

export interface Split {
  readonly shares: Shares
  readonly lines: readonly SplitLine[]
  /** What the personal account may pay at most. */
  readonly accountMost: number
}

export function totalOf({ fund, largeAmount, account, own }: Shares): number {
  return fund + largeAmount + account + own
}

/**
 * Article 2: who pays which fen of a bill. Out of scope, then the own share of class B, the deductible, the segments by what has
 * accumulated in the year, the large-amount fund; of the rest the personal account what it holds, and the holder what remains.
 */
export function splitBill(
  bill: readonly PricedLine[],
  terms: Terms,
  before: Accumulator,
  accountHolds: number,
): { readonly split: Split; readonly after: Accumulator } {
  const outside = catalogueLines(bill)
  const inScope = bill.reduce((sum, line) => sum + line.inScope, 0)
  const { lines: inside, after } = inScopeLines(inScope, terms, before)
  const lines = [...outside, ...inside]
  const paidBy = (payer: Payer) => lines.reduce((sum, line) => sum + (line.payer === payer ? line.amount : 0), 0)
  const holder = paidBy('holder')
  const outOfScope = bill.reduce((sum, line) => sum + line.outOfScope, 0)
  const accountMost = terms.accountInScopeOnly.value ? holder - outOfScope : holder
  const account = Math.min(accountMost, Math.max(0, accountHolds))
  const shares = { fund: paidBy('fund'), largeAmount: paidBy('large-amount'), account, own: holder - account }
  return { split: { shares, lines, accountMost }, after }
}

/** What the catalogue leaves to the holder; lines of one version of an entry are told together. */
function catalogueLines(bill: readonly PricedLine[]): readonly SplitLine[] {
  const merged = new Map<string, SplitLine>()
  const add = (rule: SplitRule, source: string, base: number, perMille: number, amount: number) => {
    if (amount === 0) return
    const key = `${rule} ${source}`
    const so = merged.get(key)
    merged.set(key, {
      ...{ rule, source, verified: false, perMille, payer: 'holder' },
      base: (so?.base ?? 0) + base,
      amount: (so?.amount ?? 0) + amount,
    })
  }
  for (const { item, class: itemClass, amount, outOfScope, ownShare, ownPerMille } of bill) {
    const source = `medical-item/${item}`
    if (itemClass === 'C') add('class-c', source, amount, 1000, outOfScope)
    else add('over-item-ceiling', source, amount, 1000, outOfScope)
    add('class-b-share', source, amount - outOfScope, ownPerMille, ownShare)
  }
  return [...merged.values()]
}

export interface Step extends MedicalSegment {
  readonly payer: 'fund' | 'large-amount'
  readonly read: RuleRead
}

function inScopeLines(
  inScope: number,
  terms: Terms,
  before: Accumulator,
): { readonly lines: readonly SplitLine[]; readonly after: Accumulator } {
  const { row, read } = terms.fund
  const lines: SplitLine[] = []
  const add = (rule: SplitRule, by: RuleRead, payer: Payer, base: number, perMille: number, amount: number) => {
    if (amount > 0) lines.push({ rule, source: by.rule, verified: by.verified, base, perMille, amount, payer })
  }
  const admissions = before.admissions + (terms.treatment === 'inpatient' ? 1 : 0)
  if (row === null || (row.needsReferral && !terms.referred)) {
    add(row === null ? 'not-covered' : 'no-referral', read, 'holder', inScope, 1000, inScope)
    return { lines, after: { ...before, admissions } }
  }
  const deductible = Math.min(inScope, deductibleDue(row, terms, before))
  add('deductible', read, 'holder', inScope, 1000, deductible)
  const end = before.inScope + inScope
  let [position, fund, largeAmount] = [before.inScope + deductible, before.fund, before.largeAmount]
  for (const step of stepsOf(terms)) {
    const from = Math.max(position, step.from)
    const to = Math.min(end, step.to ?? end)
    if (to <= from) continue
    add('above-segments', read, 'holder', from - position, 1000, from - position)
    const base = to - from
    const full = shareOf(base, step.perMille)
    const ceiling = (step.payer === 'fund' ? row : terms.largeAmount?.row)?.ceiling ?? null
    const room = ceiling === null ? full : Math.max(0, ceiling - (step.payer === 'fund' ? fund : largeAmount))
    const paid = Math.min(full, room)
    add('segment-paid', step.read, step.payer, base, step.perMille, paid)
    add('segment-own', step.read, 'holder', base, 1000 - step.perMille, base - full)
    add('over-year-ceiling', step.read, 'holder', full, 1000, full - paid)
    if (step.payer === 'fund') fund += paid
    else largeAmount += paid
    position = to
  }
  add('above-segments', read, 'holder', end - position, 1000, end - position)
  return { lines, after: { inScope: end, deductible: before.deductible + deductible, fund, largeAmount, admissions } }
}

function deductibleDue({ deductible }: MedicalRow, { treatment }: Terms, before: Accumulator): number {
  if (treatment === 'outpatient') return Math.max(0, deductible.first - before.deductible)
  return before.admissions === 0 ? deductible.first : deductible.following
}

/** The segments of the fund and of the large-amount fund in the order of the amounts; where both would pay, the fund does. */
export function stepsOf({ fund, largeAmount }: Pick<Terms, 'fund' | 'largeAmount'>): readonly Step[] {
  const of = (row: MedicalRow | null | undefined, payer: Step['payer'], read: RuleRead) =>
    (row?.segments ?? []).map((segment): Step => ({ ...segment, payer, read }))
  return [
    ...of(fund.row, 'fund', fund.read),
    ...(largeAmount === null ? [] : of(largeAmount.row, 'large-amount', largeAmount.read)),
  ].sort((one, other) => one.from - other.from)
}

/** Whether two splits say the same; their form in a row may order the members differently. */
export function sameSplit(one: Split, other: Split): boolean {
  const said = ({ shares, lines, accountMost }: Split) =>
    JSON.stringify([
      [shares.fund, shares.largeAmount, shares.account, shares.own, accountMost],
      lines.map(({ rule, source, base, perMille, amount, payer }) => [rule, source, base, perMille, amount, payer]),
    ])
  return said(one) === said(other)
}
