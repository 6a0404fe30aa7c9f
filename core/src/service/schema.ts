import { Type } from 'typebox'
import type { Operation } from '../operation/operation.ts'
import { guideChannels, guideItemContent } from './guide-item.ts'

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
