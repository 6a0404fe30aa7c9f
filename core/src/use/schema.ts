import { Type } from 'typebox'
import { personalFields } from '../access/personal-field.ts'
import { personalRead } from '../access/personal-read.ts'
import type { Purpose } from '../access/purpose.ts'
import { relationsToLoss } from '../card/relation-to-loss.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { presentation } from '../presentation/presentation.ts'
import { carriers } from '../service/card-service.ts'
import { institutionKinds } from '../service/institution.ts'
import { useReasons } from '../service/judge-use.ts'
import { ageBands } from './told-facts.ts'

const serviceId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' })
const terminalId = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' })
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const limit = Type.Integer({ minimum: 1, maximum: 200 })
const reason = Type.Object({ code: oneOf(useReasons), zh: Type.String(), en: Type.String() })

/** What a card is shown for; each has its legal basis. */
const purposesOfUse = ['card-use', 'settlement', 'benefit', 'travel'] as const satisfies readonly Purpose[]

/** The one question (docs/adr/0011): may this card, now, for this service? A no is an answer, too. */
export const decideUse = {
  name: 'decide-use',
  kind: 'command',
  chapter: 'use',
  article: 9,
  title: { zh: '用卡判定', en: 'Decide on a use of the card' },
  path: '/v1/decisions',
  input: Type.Object({
    serviceId,
    presentation,
    purpose: oneOf(purposesOfUse),
    /** The terminal that the card was shown to, where the institution's own system asks for it. A terminal names itself by signing in. */
    terminalId: Type.Optional(terminalId),
    /** Told after the fact, by a terminal that was off line. */
    late: Type.Optional(Type.Literal(true)),
    /** Personal items that are wanted unmasked, of those that service and agreement allow. */
    reveal: Type.Optional(Type.Array(oneOf(personalFields), { maxItems: personalFields.length })),
  }),
  answer: Type.Object({
    /** What settlement and fees name; it opens for this institution alone. */
    decisionId: Type.String({ maxLength: 240 }),
    allowed: Type.Boolean(),
    reason: nullable(reason),
    relation: oneOf(relationsToLoss),
    usedAt: instant,
    /** The same person for the same institution; two institutions cannot join theirs. Null when the answer is no. */
    pseudonym: nullable(Type.String({ maxLength: 22 })),
    facts: Type.Object({
      'insurance-kind': Type.Optional(oneOf(['employee-medical', 'resident-medical', 'none'] as const)),
      'age-band': Type.Optional(oneOf(ageBands)),
      district: Type.Optional(Type.String()),
      'free-rider': Type.Optional(Type.Boolean()),
    }),
    /** Masked unless `reveal` names them. */
    personal: Type.Partial(
      Type.Object({
        name: nullable(Type.String()),
        identityNumber: nullable(Type.String()),
        phone: nullable(Type.String()),
        address: nullable(Type.String()),
        bankCardNumber: nullable(Type.String()),
        documentNumber: nullable(Type.String()),
      }),
    ),
    /** For the display of the terminal. */
    display: bilingual,
  }),
} as const satisfies Operation

/** What a refusal at a terminal leaves on the card. */
export const noteChipDoubt = {
  name: 'note-chip-doubt',
  kind: 'command',
  chapter: 'use',
  article: 14,
  title: { zh: '登记可疑芯片', en: 'Note a doubted chip' },
  input: Type.Object({
    personId: uuid,
    cardId: uuid,
    reason: oneOf(['cryptogram-wrong', 'counter-repeated'] as const),
    counter: Type.Integer({ minimum: 0, maximum: 0xffff_ffff }),
    reportedBy: Type.String({ minLength: 1, maxLength: 64 }),
  }),
  answer: Type.Object({ social: Type.String() }),
} as const satisfies Operation

const use = Type.Object({
  useId: uuid,
  cardId: uuid,
  serviceId: Type.String(),
  service: nullable(bilingual),
  institutionId: Type.String(),
  institution: nullable(bilingual),
  terminalId: nullable(Type.String()),
  place: nullable(Type.String()),
  carrier: oneOf(carriers),
  usedAt: instant,
  decidedAt: instant,
  told: oneOf(['online', 'late'] as const),
  allowed: Type.Boolean(),
  reason: nullable(reason),
  relation: oneOf(relationsToLoss),
})

const page = {
  /** The newest month with all of its uses when absent: this one. */
  month: Type.Optional(month),
  after: Type.Optional(Type.String({ maxLength: 80 })),
  limit: Type.Optional(limit),
}

/** Where was my card used (M2.9): a month at a time. */
export const myUses = {
  name: 'my-uses',
  kind: 'query',
  chapter: 'use',
  article: 2,
  title: { zh: '我的用卡记录', en: 'Where my card was used' },
  input: Type.Object({
    /** Whom the reader represents; their own when absent. */
    personId: Type.Optional(uuid),
    ...page,
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({ month, uses: Type.Array(use), next }),
} as const satisfies Operation

export const usesOfPerson = {
  name: 'uses-of-person',
  kind: 'query',
  chapter: 'use',
  article: 9,
  title: { zh: '查询用卡记录', en: 'Uses of a person’s cards' },
  input: Type.Object({ personId: uuid, ...page, purpose: personalRead.purpose, caseId: personalRead.caseId }),
  answer: myUses.answer,
} as const satisfies Operation

/** M13.2, M14.7: from the instant of the report on the holder does not answer for use. */
export const useAroundLoss = {
  name: 'use-around-loss',
  kind: 'query',
  chapter: 'use',
  article: 13,
  title: { zh: '挂失前后的用卡记录', en: 'Uses before and after a report of loss' },
  input: Type.Object({
    personId: uuid,
    cardId: uuid,
    limit: Type.Optional(limit),
    purpose: personalRead.purpose,
    caseId: personalRead.caseId,
  }),
  answer: Type.Object({
    /** Null while no loss is on record; then nothing is told apart. */
    lostAt: nullable(instant),
    /** The last ones before the report, the newest first. */
    before: Type.Array(use),
    /** From the report on, the oldest first. */
    after: Type.Array(use),
  }),
} as const satisfies Operation

/** M5.9: how the card was used in a month that is over, in numbers that point at nobody. */
export const useStatistics = {
  name: 'use-statistics',
  kind: 'query',
  chapter: 'use',
  article: 5,
  title: { zh: '用卡统计', en: 'Statistics of use' },
  input: Type.Object({
    month,
    by: oneOf(['district', 'institution-kind'] as const),
    serviceId: Type.Optional(serviceId),
  }),
  answer: Type.Object({
    month,
    countedTo: day,
    /** Numbers are rounded to this. */
    rounding: Type.Integer(),
    /** Numbers over fewer people are not told. */
    minimumCell: Type.Integer(),
    services: Type.Array(
      Type.Object({
        serviceId: Type.String(),
        service: nullable(bilingual),
        /** Null where it would point at somebody. */
        total: nullable(Type.Integer()),
        cells: Type.Array(
          Type.Object({
            group: Type.Union([oneOf(institutionKinds), Type.String({ pattern: '^\\d{6}$' })]),
            uses: nullable(Type.Integer()),
          }),
        ),
      }),
    ),
  }),
} as const satisfies Operation
