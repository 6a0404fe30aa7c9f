import type { Day, Instant } from '../calendar/instant.ts'

/** What a holder goes home with a paper about. The order is that of the tokens: a new kind goes to the end. */
export const receiptKinds = ['loss-report', 'application', 'collection', 'enabling'] as const
export type ReceiptKind = (typeof receiptKinds)[number]

/** What a receipt is printed on: a sheet, or the roll of a counter printer. */
export const receiptPapers = ['a4', 'roll-80'] as const
export type ReceiptPaper = (typeof receiptPapers)[number]

interface Words {
  readonly zh: string
  readonly en: string
}

/** The events of which a receipt is the paper: all of them happened at the instant that stands on it. */
export const receiptEvents = {
  'loss-report': ['social-loss-reported', 'social-loss-confirmed', 'finance-loss-reported', 'finance-loss-confirmed'],
  application: ['application-submitted', 'application-accepted'],
  collection: ['card-collected'],
  enabling: ['social-enabled'],
} as const satisfies Record<ReceiptKind, readonly string[]>

const titles = {
  'loss-report': { zh: '挂失回执', en: 'receipt of a loss report' },
  application: { zh: '申领回执', en: 'receipt of an application' },
  collection: { zh: '领卡回执', en: 'receipt of a collected card' },
  enabling: { zh: '启用回执', en: 'receipt of an enabled card' },
} as const satisfies Record<ReceiptKind, Words>

/** Channels of cards and of applications, in words. */
const places: Readonly<Record<string, Words>> = {
  web: { zh: '网上办理', en: 'on line' },
  online: { zh: '网上办理', en: 'on line' },
  app: { zh: '手机应用', en: 'in the app' },
  kiosk: { zh: '自助终端', en: 'at a terminal' },
  hotline: { zh: '服务热线', en: 'by the hotline' },
  counter: { zh: '经办窗口', en: 'at a service point' },
  'district-point': { zh: '经办窗口', en: 'at a service point' },
  bank: { zh: '银行网点', en: 'at a bank outlet' },
  'bank-counter': { zh: '银行网点', en: 'at a bank outlet' },
  instant: { zh: '银行网点即时制卡', en: 'at a bank outlet, issued at once' },
  employer: { zh: '用人单位', en: 'through the employer' },
  system: { zh: '系统', en: 'by the system' },
}

const handedOver = { zh: '发卡现场或投递', en: 'where the card was handed over' }

/** What is on record of a receipt. */
export interface ReceiptFact {
  readonly name: string
  readonly at: Instant
  /** Its place in the history of the card or the application. */
  readonly version: number
  readonly data: {
    readonly receiptId?: string
    readonly channel?: string
    readonly until?: Instant
    readonly promise?: { readonly promisedOn: Day }
  }
  readonly cardNumber: string | null
  /** The office at which the holder stood, where one was. */
  readonly office: Words | null
}

export interface VerifiedReceipt {
  readonly kind: ReceiptKind
  readonly title: Words
  readonly at: Instant
  readonly place: Words
  readonly office: Words | null
  readonly state: Words
  /** When a provisional report lapses; the later one where there are two. */
  readonly until: Instant | null
  readonly cardNumberEnding: string | null
}

/** Article 13: whoever holds the paper learns whether it is ours and what it says, and nothing about its holder. */
export function verifiedReceipt(kind: ReceiptKind, facts: readonly ReceiptFact[]): VerifiedReceipt | undefined {
  const [first] = facts
  if (first === undefined) return undefined
  const states = facts.flatMap((fact) => stateOf(fact) ?? [])
  const until = facts.flatMap(({ data }) => data.until ?? []).sort()
  return {
    kind,
    title: titles[kind],
    at: first.at,
    place: places[first.data.channel ?? ''] ?? handedOver,
    office: first.office,
    state: { zh: states.map(({ zh }) => zh).join('；'), en: states.map(({ en }) => en).join('; ') },
    until: until.at(-1) ?? null,
    cardNumberEnding: first.cardNumber?.slice(-4) ?? null,
  }
}

function stateOf({ name, data }: ReceiptFact): Words | undefined {
  switch (name) {
    case 'social-loss-reported':
      return { zh: '社会保障功能临时挂失', en: 'social-security function stopped provisionally' }
    case 'social-loss-confirmed':
      return { zh: '社会保障功能正式挂失', en: 'social-security function stopped for good' }
    case 'finance-loss-reported':
      return { zh: '金融功能临时挂失', en: 'financial function stopped provisionally' }
    case 'finance-loss-confirmed':
      return { zh: '金融功能正式挂失', en: 'financial function stopped for good' }
    case 'application-submitted':
      return { zh: '申请已收到', en: 'application received' }
    case 'application-accepted': {
      const promised = data.promise?.promisedOn
      if (promised === undefined) return { zh: '已受理', en: 'accepted' }
      return { zh: `已受理，承诺 ${promised} 前办结`, en: `accepted, promised by ${promised}` }
    }
    case 'card-collected':
      return { zh: '卡片已交付', en: 'card handed over' }
    case 'social-enabled':
      return { zh: '社会保障功能已启用', en: 'social-security function enabled' }
    default:
      return undefined
  }
}
