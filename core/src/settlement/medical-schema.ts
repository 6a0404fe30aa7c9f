import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { mostFen } from '../ledger/transfer.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { claimStatuses } from './medical/medical-claim.ts'
import { itemClasses, itemKinds } from './medical/medical-item.ts'
import { itemListStatuses } from './medical/medical-item-list.ts'
import { settlementRoutes } from './medical/medical-settlement.ts'
import { splitRules } from './medical/split-bill.ts'
import { treatments } from './medical/terms.ts'

const decisionId = Type.String({ pattern: '^[A-Za-z0-9_-]{16,240}$' })
const number = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' })
const code = Type.String({ pattern: '^[A-Z0-9]{1,30}$' })
const fen = Type.Integer({ minimum: 1, maximum: mostFen })
const held = Type.Integer()
const reason = Type.String({ minLength: 1, maxLength: 200 })
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const year = Type.Integer({ minimum: 2000, maximum: 2100 })
const limit = Type.Integer({ minimum: 1, maximum: 200 })
const detail = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))
/** Most lines that one message can carry; how many a bill may have is a rule. */
const linesMost = 500

const line = Type.Object({ code, quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }), amount: fen })
const bill = {
  billNumber: number,
  servedOn: day,
  lines: Type.Array(line, { minItems: 1, maxItems: linesMost }),
  emergency: Type.Optional(Type.Literal(true)),
  referred: Type.Optional(Type.Literal(true)),
} as const
const cardBill = { decisionId, ...bill, useAccount: Type.Optional(Type.Boolean()) } as const

const shares = Type.Object({ fund: held, largeAmount: held, account: held, own: held })
const accumulator = Type.Object({
  inScope: held,
  deductible: held,
  fund: held,
  largeAmount: held,
  admissions: Type.Integer(),
})
const words = { zh: Type.String(), en: Type.String() } as const
const explanation = {
  amount: held,
  shares,
  lines: Type.Array(
    Type.Object({
      rule: oneOf(splitRules),
      source: Type.String(),
      verified: Type.Boolean(),
      base: held,
      perMille: Type.Integer(),
      amount: held,
      payer: oneOf(['fund', 'large-amount', 'holder'] as const),
      ...words,
    }),
  ),
  insuredAs: bilingual,
  assumed: Type.Array(bilingual),
  before: accumulator,
  after: accumulator,
  /** False: at least one figure is provisional. */
  verified: Type.Boolean(),
} as const

export const previewSettlement = {
  name: 'preview-settlement',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '就医预结算', en: 'Preview a medical settlement' },
  input: Type.Object(cardBill),
  answer: Type.Object({ preview: Type.String(), validUntil: instant, ...explanation }),
} as const satisfies Operation

export const settleBillOperation = {
  name: 'settle',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '就医结算', en: 'Settle a medical bill' },
  input: Type.Object({ ...cardBill, preview: Type.Optional(Type.String({ maxLength: 1000 })) }),
  answer: Type.Object({ settlementId: uuid, ...explanation }),
} as const satisfies Operation

/** One outcome per line of a list: done, or refused with its code and the words for it. */
const outcome = <const Done extends Parameters<typeof Type.Object>[0]>(done: Done) =>
  Type.Union([
    Type.Object({ status: Type.Literal('done'), ...done }),
    Type.Object({ status: Type.Literal('refused'), code: Type.String(), detail, ...words }),
  ])

/** A hospital that was off line tells what it settled meanwhile. Lines of several holders: each is judged for itself, in order. */
export const uploadLateSettlements = {
  name: 'upload-late-settlements',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '补传脱机结算', en: 'Upload settlements made off line' },
  input: Type.Object({ bills: Type.Array(Type.Object(cardBill), { minItems: 1, maxItems: 200 }) }),
  answer: Type.Object({ outcomes: Type.Array(outcome({ settlementId: uuid, shares })) }),
} as const satisfies Operation

const takenBack = Type.Object({ settlementId: uuid, back: shares, recalculated: Type.Integer() })

export const reverseSettlement = {
  name: 'reverse-settlement',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '撤销就医结算', en: 'Reverse a medical settlement' },
  input: Type.Object({ billNumber: number, reason }),
  answer: takenBack,
} as const satisfies Operation

export const refundSettlement = {
  name: 'refund-settlement',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '就医退费', en: 'Refund lines of a medical settlement' },
  input: Type.Object({
    billNumber: number,
    lines: Type.Array(Type.Integer({ minimum: 1, maximum: linesMost }), { minItems: 1, maxItems: linesMost }),
    reason,
  }),
  answer: takenBack,
} as const satisfies Operation

export const admitOperation = {
  name: 'admit',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '入院登记', en: 'Admit to hospital' },
  input: Type.Object({
    decisionId,
    admissionNumber: number,
    admittedOn: day,
    emergency: Type.Optional(Type.Literal(true)),
    referred: Type.Optional(Type.Literal(true)),
  }),
  answer: Type.Object({ stayId: uuid }),
} as const satisfies Operation

export const addChargesOperation = {
  name: 'add-charges',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '上传住院费用', en: 'Add charges of a stay' },
  input: Type.Object({ admissionNumber: number, day, lines: bill.lines }),
  answer: Type.Object({ charged: held, sum: held }),
} as const satisfies Operation

export const dischargeAndSettleOperation = {
  name: 'discharge-and-settle',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '出院结算', en: 'Discharge and settle' },
  input: Type.Object({
    admissionNumber: number,
    billNumber: number,
    dischargedOn: day,
    useAccount: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({
    bills: Type.Array(Type.Object({ settlementId: uuid, billNumber: Type.String(), until: day, ...explanation })),
  }),
} as const satisfies Operation

export const claimByHandOperation = {
  name: 'claim-by-hand',
  kind: 'command',
  chapter: 'settlement',
  article: 1,
  title: { zh: '受理手工报销', en: 'Take a claim by hand' },
  input: Type.Object({
    personId: uuid,
    institutionId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,59}$' }),
    ...bill,
    papers: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  answer: Type.Object({ claimId: uuid }),
} as const satisfies Operation

export const decideClaimOperation = {
  name: 'decide-claim',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '审批手工报销', en: 'Decide a claim by hand' },
  input: Type.Object({
    personId: uuid,
    claimId: uuid,
    /** Absent: approved. */
    refusedBecause: Type.Optional(reason),
  }),
  answer: Type.Object({ settled: nullable(Type.Object({ settlementId: uuid, ...explanation })) }),
} as const satisfies Operation

/** M1.3: what waits for a second person, and what became of the rest; the holder is in it by identifier alone. */
export const medicalClaims = {
  name: 'medical-claims',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '手工报销受理清单', en: 'Claims by hand' },
  input: Type.Object({
    status: Type.Optional(oneOf(claimStatuses)),
    after: Type.Optional(uuid),
    limit: Type.Optional(limit),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    /** The latest first. */
    claims: Type.Array(
      Type.Object({
        personId: uuid,
        claimId: uuid,
        institutionId: Type.String(),
        institution: nullable(bilingual),
        billNumber: Type.String(),
        servedOn: day,
        emergency: Type.Boolean(),
        lines: Type.Array(
          Type.Object({ code: Type.String(), name: nullable(bilingual), quantity: Type.Integer(), amount: held }),
        ),
        amount: held,
        /** Which papers were seen, by their numbers. */
        papers: Type.String(),
        takenBy: Type.String(),
        takenAt: instant,
        status: oneOf(claimStatuses),
        decidedBy: nullable(Type.String()),
        reason: nullable(Type.String()),
        settlementId: nullable(uuid),
      }),
    ),
    next,
  }),
} as const satisfies Operation

const creditsMost = 1000
const credits = Type.Array(Type.Object({ personId: uuid, reference: number, amount: fen }), {
  minItems: 1,
  maxItems: creditsMost,
})

export const proposeAccountCreditsOperation = {
  name: 'propose-account-credits',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '拟定个人账户划入', en: 'Propose credits of personal accounts' },
  input: Type.Object({
    declaredCount: Type.Integer({ minimum: 1, maximum: creditsMost }),
    declaredFen: Type.Integer({ minimum: 1, maximum: creditsMost * mostFen }),
    credits,
  }),
  answer: Type.Object({ creditListId: uuid }),
} as const satisfies Operation

/** A second person sends the list that was proposed. */
export const creditMedicalAccountOperation = {
  name: 'credit-medical-account',
  kind: 'command',
  chapter: 'settlement',
  article: 5,
  title: { zh: '复核个人账户划入', en: 'Approve credits of personal accounts' },
  input: Type.Object({ creditListId: uuid, credits }),
  answer: Type.Object({ outcomes: Type.Array(outcome({ transferId: uuid })) }),
} as const satisfies Operation

const itemContent = {
  code,
  from: day,
  kind: oneOf(itemKinds),
  name: Type.Object({
    zh: Type.String({ minLength: 1, maxLength: 100 }),
    en: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  class: oneOf(itemClasses),
  ownPerMille: Type.Integer({ minimum: 0, maximum: 1000 }),
  ceiling: nullable(fen),
  until: nullable(day),
  source: Type.String({ minLength: 1, maxLength: 200 }),
} as const

/** Proposes them; nothing is published before a second person has approved. */
export const publishMedicalItems = {
  name: 'publish-medical-items',
  kind: 'command',
  chapter: 'settlement',
  article: 12,
  title: { zh: '发布医保目录', en: 'Publish entries of the hospital catalogue' },
  input: Type.Object({ items: Type.Array(Type.Object(itemContent), { minItems: 1, maxItems: 1000 }) }),
  answer: Type.Object({
    /** What a second person approves; null where no line can be published, and for the sample catalogue. */
    listId: nullable(uuid),
    outcomes: Type.Array(outcome({ version: Type.String() })),
  }),
} as const satisfies Operation

export const decideMedicalItems = {
  name: 'decide-medical-items',
  kind: 'command',
  chapter: 'settlement',
  article: 12,
  title: { zh: '审批医保目录', en: 'Decide on proposed entries of the hospital catalogue' },
  input: Type.Object({
    listId: uuid,
    /** Absent: approved. */
    refusedBecause: Type.Optional(reason),
  }),
  answer: Type.Object({ outcomes: Type.Array(outcome({ version: Type.String() })) }),
} as const satisfies Operation

export const medicalItemLists = {
  name: 'medical-item-lists',
  kind: 'query',
  chapter: 'settlement',
  article: 12,
  title: { zh: '医保目录拟定清单', en: 'Proposed entries of the hospital catalogue' },
  input: Type.Object({
    status: Type.Optional(oneOf(itemListStatuses)),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
  }),
  answer: Type.Object({
    /** The newest first. */
    lists: Type.Array(
      Type.Object({
        listId: uuid,
        items: Type.Array(Type.Object(itemContent)),
        status: oneOf(itemListStatuses),
        proposedBy: Type.String(),
        proposedAt: instant,
        decidedBy: nullable(Type.String()),
        decidedAt: nullable(instant),
        reason: nullable(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const medicalItems = {
  name: 'medical-items',
  kind: 'public',
  chapter: 'settlement',
  article: 12,
  title: { zh: '医保目录查询', en: 'Hospital catalogue' },
  input: Type.Object(
    {
      code: Type.Optional(code),
      /** Part of what the item is called. */
      words: Type.Optional(Type.String({ minLength: 1, maxLength: 50 })),
      on: Type.Optional(day),
      after: Type.Optional(code),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ on: day, items: Type.Array(Type.Object(itemContent)), next }),
} as const satisfies Operation

const settlement = Type.Object({
  settlementId: uuid,
  billNumber: Type.String(),
  institutionId: Type.String(),
  institution: nullable(bilingual),
  servedOn: day,
  treatment: oneOf(treatments),
  route: oneOf(settlementRoutes),
  status: oneOf(['settled', 'reversed'] as const),
  amount: held,
  shares,
  refunds: Type.Integer(),
  settledAt: instant,
  changedAt: instant,
})

const reached = nullable(
  Type.Object({
    insuredAs: bilingual,
    source: Type.String(),
    verified: Type.Boolean(),
    deductible: held,
    deductibleLeft: held,
    perMille: Type.Integer(),
    next: nullable(Type.Object({ from: held, left: held, perMille: Type.Integer() })),
  }),
)

/** M2.5: what was settled for the holder in a year, what has accumulated, and of one bill every fen. */
export const mySettlements = {
  name: 'my-settlements',
  kind: 'query',
  chapter: 'settlement',
  article: 2,
  title: { zh: '我的就医结算', en: 'My medical settlements' },
  input: Type.Object({
    ...personalRead,
    personId: uuid,
    year: Type.Optional(year),
    /** Explains this one. */
    settlementId: Type.Optional(uuid),
  }),
  answer: Type.Object({
    year,
    accumulators: Type.Object({ outpatient: accumulator, inpatient: accumulator }),
    /** How the next bill would begin, as the latest one was settled; null before the first, and where nothing is paid. */
    reached: Type.Object({ outpatient: reached, inpatient: reached }),
    settlements: Type.Array(settlement),
    /** Receipt data of the bill that was asked for. */
    explained: nullable(
      Type.Object({
        ...settlement.properties,
        items: Type.Array(
          Type.Object({
            line: Type.Integer(),
            code: Type.String(),
            name: nullable(bilingual),
            class: oneOf(itemClasses),
            quantity: Type.Integer(),
            amount: held,
            outOfScope: held,
            ownShare: held,
          }),
        ),
        explanation: explanation.lines,
        insuredAs: bilingual,
        assumed: Type.Array(bilingual),
        verified: Type.Boolean(),
      }),
    ),
  }),
} as const satisfies Operation

/** What the institution itself settled, by its own bill numbers; nobody's name or number. */
export const settlementsOfInstitution = {
  name: 'settlements-of-institution',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '本机构结算', en: 'Settlements of the institution' },
  input: Type.Object({
    day,
    after: Type.Optional(uuid),
    limit: Type.Optional(limit),
  }),
  answer: Type.Object({
    settlements: Type.Array(
      Type.Object({
        settlementId: uuid,
        billNumber: Type.String(),
        servedOn: day,
        route: oneOf(settlementRoutes),
        status: oneOf(['settled', 'reversed'] as const),
        amount: held,
        shares,
        settledAt: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** What the funds paid, per month; nobody in particular. */
export const settlementFigures = {
  name: 'settlement-figures',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '医保结算统计', en: 'Figures of medical settlement' },
  input: Type.Object({ from: month, to: month }),
  answer: Type.Object({
    figures: Type.Array(
      Type.Object({
        month: Type.String(),
        insurance: Type.String(),
        treatment: oneOf(treatments),
        bills: Type.Integer(),
        amount: held,
        shares,
      }),
    ),
  }),
} as const satisfies Operation
