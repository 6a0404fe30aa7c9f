import { Type } from 'typebox'
import { personalFields } from '../access/personal-field.ts'
import { type Purpose, purposes } from '../access/purpose.ts'
import { roles } from '../access/role.ts'
import { channels, delayCauses } from '../application/application.ts'
import { channels as lossChannels } from '../card/card.ts'
import { functions } from '../card/report-loss.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { funnelSteps } from './funnel.ts'

/** Both days count; at most a year. A district officer is answered for the own district, a bank for itself. */
const days = { from: day, to: day } as const
const district = Type.String({ pattern: '^\\d{6}$' })
const place = { district: Type.Optional(district), bankId: Type.Optional(uuid) } as const

/** Null: fewer than `fewerThan`, but not none. */
const count = nullable(Type.Integer({ minimum: 0 }))
/** Null where nothing is held back because the figures are those of the whole city. */
const fewerThan = nullable(Type.Integer({ minimum: 2 }))
const percentiles = nullable(Type.Object({ p50: Type.Number(), p90: Type.Number(), p99: Type.Number() }))

/** How many apply, where and when (M1.2). Days and channels without an application are left out. */
export const applicationsByDay = {
  name: 'applications-by-day',
  kind: 'query',
  chapter: 'oversight',
  article: 1,
  title: { zh: '每日申领量', en: 'Applications by day and channel' },
  input: Type.Object({ ...days, ...place }),
  answer: Type.Object({
    ...days,
    fewerThan,
    days: Type.Array(Type.Object({ day, channel: oneOf(channels), asked: count, accepted: count, refused: count })),
  }),
} as const satisfies Operation

/** What stands where now (M1.2): every open application is in exactly one step. */
export const productionFunnel = {
  name: 'production-funnel',
  kind: 'query',
  chapter: 'oversight',
  article: 1,
  title: { zh: '在办漏斗', en: 'Open applications by step and bank' },
  input: Type.Object(place),
  answer: Type.Object({
    at: instant,
    fewerThan,
    banks: Type.Array(Type.Object({ bankId: uuid, name: bilingual })),
    /** In the order of the way, all of them; `banks` in the order of the banks above. */
    steps: Type.Array(
      Type.Object({ step: oneOf(funnelSteps), title: bilingual, all: count, banks: Type.Array(count) }),
    ),
  }),
} as const satisfies Operation

/** Whether promises are kept (M1.2, M12.3). `way` is the rule that made the promise. */
export const promiseFigures = {
  name: 'promise-figures',
  kind: 'query',
  chapter: 'oversight',
  article: 12,
  title: { zh: '承诺时限统计', en: 'Promises kept, at risk and expected' },
  input: Type.Object({ ...days, ...place }),
  answer: Type.Object({
    ...days,
    at: instant,
    fewerThan,
    /** Cards that became ready in these days. */
    ways: Type.Array(
      Type.Object({
        way: Type.String(),
        kept: count,
        late: count,
        /** Working days from the asking to the ready card; null where there is none, or too few to be told. */
        workingDays: percentiles,
        /** Cards whose years lie outside the working-day calendar. */
        unmeasured: count,
      }),
    ),
    /** Promises that are open now. */
    open: Type.Array(Type.Object({ way: Type.String(), onTrack: count, atRisk: count, late: count })),
    /** Where those at risk or late are waiting. */
    causes: Type.Array(Type.Object({ cause: oneOf(delayCauses), title: bilingual, count })),
    /** The next ten working days; days off count with the working day after them. Shorter where the calendar ends. */
    forecast: Type.Array(
      Type.Object({
        day,
        /** Open promises that fall due. */
        due: count,
        /** Cards that will be ready if each takes the median time of its way. */
        expected: count,
        /** Of those due, cards that would then come later. */
        expectedLate: count,
      }),
    ),
  }),
} as const satisfies Operation

/**
 * How fast a lost card stops (M9.5). The social-security function stops in the transaction of the report itself; the
 * financial one when its bank has signed for the notice.
 */
export const lossFigures = {
  name: 'loss-figures',
  kind: 'query',
  chapter: 'oversight',
  article: 9,
  title: { zh: '挂失时效统计', en: 'Loss reports and how fast they take effect' },
  input: Type.Object({ ...days, ...place }),
  answer: Type.Object({
    ...days,
    fewerThan,
    reports: Type.Array(
      Type.Object({
        function: oneOf(functions),
        provisional: count,
        formal: count,
        released: count,
        lapsed: count,
      }),
    ),
    /** Reports by the way on which they came; one that stops both functions counts once. */
    channels: Type.Array(Type.Object({ channel: oneOf(lossChannels), count })),
    /** Social-security functions that were stopped, each at the instant of its report. */
    stoppedAtOnce: count,
    bankStop: Type.Object({
      /** Seconds from the report to the bank's signature; `to` is not in the bin, null is open. */
      bins: Type.Array(Type.Object({ from: Type.Integer(), to: nullable(Type.Integer()), count })),
      /** Notices that no bank has signed for yet. */
      waiting: count,
      seconds: percentiles,
    }),
  }),
} as const satisfies Operation

/** The banks side by side (M7.15): time, refusals, stock. */
export const bankFigures = {
  name: 'bank-figures',
  kind: 'query',
  chapter: 'oversight',
  article: 7,
  title: { zh: '各银行对比', en: 'The banks side by side' },
  input: Type.Object({ ...days, bankId: Type.Optional(uuid) }),
  answer: Type.Object({
    ...days,
    at: instant,
    fewerThan,
    banks: Type.Array(
      Type.Object({
        bankId: uuid,
        name: bilingual,
        /** Of the return files of these days. */
        accounts: Type.Object({ opened: count, failed: count }),
        declined: Type.Array(Type.Object({ state: oneOf(['no-account', 'account-mismatch']), count })),
        /** Days from the export of a batch to its return file, of the files of these days. */
        daysInHand: nullable(Type.Object({ p50: Type.Number(), p90: Type.Number(), longest: Type.Number() })),
        /** With the bank now. */
        inHand: Type.Object({ batches: Type.Integer(), lines: count, since: nullable(instant) }),
        /** Cards of the bank that became ready in these days. */
        promises: Type.Object({ kept: count, late: count }),
        /** What was refused to the staff of the bank, by code of the catalogue; the most frequent first. */
        refusals: Type.Array(Type.Object({ code: Type.String(), count })),
        /** Blanks at its outlets now. */
        stock: Type.Object({ onHand: Type.Integer(), outlets: Type.Integer(), outletsWithout: Type.Integer() }),
        /** Good cards made at a counter in these days. */
        instantCards: count,
      }),
    ),
  }),
} as const satisfies Operation

/** The log is read for supervision and for nothing else; the read leaves a row of its own. */
const supervision = { purpose: Type.Literal('supervision') } as const
const outcome = oneOf(['accepted', 'refused', 'read'])
const purpose = oneOf(Object.keys(purposes) as Purpose[])
const identifier = Type.String({ minLength: 1, maxLength: 200 })

const auditEntry = {
  entryId: uuid,
  at: instant,
  actorRole: oneOf(roles),
  organisationId: Type.String(),
  officeId: nullable(Type.String()),
  operation: Type.String(),
  article: Type.Integer(),
  outcome,
  refusal: nullable(Type.String()),
  purpose: nullable(purpose),
  legalBasis: nullable(Type.String()),
  /** Which personal fields were in the answer, never what they said. */
  fields: Type.Array(Type.Object({ field: oneOf(personalFields), unmasked: Type.Boolean() })),
} as const

/**
 * Who did or saw what (Article 11), the newest first. At most 31 days at once, a year for one person or one actor.
 * A page may hold fewer rows than its limit although `next` is given: so far had been looked.
 */
export const auditRows = {
  name: 'audit-rows',
  kind: 'query',
  chapter: 'oversight',
  article: 11,
  title: { zh: '审计日志', en: 'Rows of the audit log' },
  input: Type.Object({
    ...supervision,
    ...days,
    personId: Type.Optional(uuid),
    actorId: Type.Optional(identifier),
    operation: Type.Optional(identifier),
    outcome: Type.Optional(outcome),
    /** The purpose for which data were read. */
    readFor: Type.Optional(purpose),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: Type.Object({
    rows: Type.Array(
      Type.Object({
        ...auditEntry,
        /** The end of the identifier only where the actor is a citizen. */
        actor: Type.String(),
        /** The end of the identifier of the person concerned; null where the row concerns nobody. */
        person: nullable(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** One row, with the identifiers that lead on from it; the person concerned can see that it was opened (M11.3). */
export const auditRow = {
  name: 'audit-row',
  kind: 'query',
  chapter: 'oversight',
  article: 11,
  title: { zh: '审计日志详情', en: 'One row of the audit log' },
  input: Type.Object({ ...supervision, entryId: uuid }),
  answer: Type.Object({
    ...auditEntry,
    actorId: Type.String(),
    personId: nullable(uuid),
    caseId: nullable(Type.String()),
    commandId: uuid,
  }),
} as const satisfies Operation
