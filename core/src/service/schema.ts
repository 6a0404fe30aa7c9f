import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { instant, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { guideChannels, guideItemContent } from './guide-item.ts'
import { bestScore, ratedChapters, ratedServiceNames, worstScore } from './rating.ts'

const day = Type.String({ format: 'date' })
const item = Type.String({ pattern: '^[a-z][a-z0-9-]{2,59}$' })
const text = Type.Object({ zh: Type.String(), en: Type.String() })
const channels = Object.keys(guideChannels) as (keyof typeof guideChannels)[]
const channel = Type.Enum(channels)

const version = {
  number: Type.Integer(),
  effectiveFrom: day,
  /** Last day in force, also when a later version cuts it off; null while open. */
  effectiveTo: Type.Union([day, Type.Null()]),
  source: Type.String(),
  /** False: the text is the platform's and waits for its office. */
  verified: Type.Boolean(),
} as const

const page = Type.Object({
  title: text,
  conditions: Type.Array(text),
  materials: Type.Array(text),
  steps: Type.Array(text),
  channels: Type.Array(Type.Object({ channel, zh: Type.String(), en: Type.String() })),
  timeLimits: Type.Array(Type.Object({ of: text, limit: text })),
  fees: Type.Array(Type.Object({ of: text, fee: text })),
  contact: text,
})

export const guide = {
  name: 'guide',
  kind: 'public',
  chapter: 'service',
  article: 12,
  title: { zh: '办事指南', en: 'Service guide' },
  input: Type.Object({ on: Type.Optional(day) }, { additionalProperties: false }),
  answer: Type.Object({
    on: day,
    items: Type.Array(Type.Object({ item, title: text, owner: text, ...version })),
  }),
} as const satisfies Operation

export const guideItem = {
  name: 'guide-item',
  kind: 'public',
  chapter: 'service',
  article: 12,
  title: { zh: '办事指南事项', en: 'Item of the service guide' },
  input: Type.Object({ item, on: Type.Optional(day) }, { additionalProperties: false }),
  answer: Type.Object({
    item,
    on: day,
    page,
    /** Where every figure on the page comes from. */
    figures: Type.Array(
      Type.Object({
        key: Type.String(),
        title: text,
        shown: text,
        number: Type.Integer(),
        effectiveFrom: day,
        legalReference: Type.String(),
        source: Type.String(),
        verified: Type.Boolean(),
      }),
    ),
    owner: text,
    legalReference: Type.String(),
    ...version,
    history: Type.Array(Type.Object({ title: text, ...version })),
  }),
} as const satisfies Operation

export const proposeGuideItem = {
  name: 'propose-guide-item',
  kind: 'command',
  chapter: 'service',
  article: 12,
  title: { zh: '提议办事指南事项', en: 'Propose an item of the service guide' },
  input: Type.Object(
    {
      item,
      content: guideItemContent,
      effectiveFrom: day,
      effectiveTo: Type.Optional(day),
      source: Type.String({ minLength: 2, maxLength: 500 }),
      verified: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ policyValueId: Type.String({ format: 'uuid' }) }),
} as const satisfies Operation

const score = Type.Integer({ minimum: worstScore, maximum: bestScore })
const month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const officeId = Type.String({ minLength: 1, maxLength: 64 })
const ratedChapter = oneOf(ratedChapters)

/** Feedback on every result page (M12.7). */
export const rateService = {
  name: 'rate-service',
  kind: 'command',
  chapter: 'service',
  article: 12,
  title: { zh: '评价服务', en: 'Rate a service' },
  input: Type.Object({
    personId: uuid,
    operation: oneOf(ratedServiceNames),
    score,
    words: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    /** What the QR of the receipt says, where one was given: it leads to the office that served. */
    receipt: Type.Optional(Type.String({ maxLength: 400 })),
  }),
  answer: Type.Object({ ratingId: uuid }),
} as const satisfies Operation

/** The answers, measured (M12.7). */
export const serviceRatings = {
  name: 'service-ratings',
  kind: 'query',
  chapter: 'service',
  article: 12,
  title: { zh: '服务评价统计', en: 'How services were rated' },
  input: Type.Object({
    /** First and last month; the last twelve when absent. */
    from: Type.Optional(month),
    to: Type.Optional(month),
    chapter: Type.Optional(ratedChapter),
    officeId: Type.Optional(officeId),
    district: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    /** A row for each office, of the month `to` alone. */
    byOffice: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({
    /** The newest month first. */
    ratings: Type.Array(
      Type.Object({
        month,
        chapter: ratedChapter,
        /** Null without `byOffice`, and for what was done on line. */
        officeId: nullable(officeId),
        office: nullable(text),
        count: Type.Integer(),
        average: Type.Number(),
        /** How often one, two, … five was given. */
        scores: Type.Array(Type.Integer()),
      }),
    ),
  }),
} as const satisfies Operation

export const serviceRatingWords = {
  name: 'service-rating-words',
  kind: 'query',
  chapter: 'service',
  article: 12,
  title: { zh: '评价留言', en: 'What holders wrote with their ratings' },
  input: Type.Object({
    month,
    chapter: Type.Optional(ratedChapter),
    officeId: Type.Optional(officeId),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    purpose: personalRead.purpose,
  }),
  answer: Type.Object({
    /** The newest first; nobody is named. */
    ratings: Type.Array(
      Type.Object({
        ratingId: uuid,
        operation: oneOf(ratedServiceNames),
        chapter: ratedChapter,
        score,
        officeId: nullable(officeId),
        ratedAt: instant,
        words: Type.String(),
      }),
    ),
    next: nullable(uuid),
  }),
} as const satisfies Operation
