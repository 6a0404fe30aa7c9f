import { type Static, Type } from 'typebox'
import { bilingual, day, instant } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { type PolicyOwner, policyOwners } from './policy-figure.ts'
import { type PolicyUnit, policyUnits } from './policy-unit.ts'

const content = Type.Union([Type.Number(), Type.Boolean(), Type.String({ maxLength: 60_000 })])
const key = Type.String({ pattern: '^[a-z0-9.-]{3,80}$' })
const owner = Type.Enum(Object.keys(policyOwners) as PolicyOwner[])
const unit = Type.Enum(Object.keys(policyUnits) as PolicyUnit[])

/** What everybody may see of a value in force (Articles 12, 17). */
const publicValue = Type.Object({
  key,
  title: bilingual,
  scope: Type.String(),
  value: content,
  unit,
  /** The value as it is printed, with its unit. */
  shown: bilingual,
  number: Type.Integer(),
  effectiveFrom: day,
  /** Last day in force, also when a later value cuts it off; null while open. */
  effectiveTo: Type.Union([day, Type.Null()]),
  legalReference: Type.String(),
  source: Type.String(),
  owner,
  /** False: no official text of this city says so yet; print it as a provisional value (M17.6). */
  verified: Type.Boolean(),
})
export type PublicPolicyValue = Static<typeof publicValue>

/** A version with the persons behind it, for the offices. */
const version = Type.Object({
  policyValueId: Type.String({ format: 'uuid' }),
  key,
  scope: Type.String(),
  value: content,
  unit,
  status: Type.Enum(['proposed', 'approved', 'withdrawn']),
  number: Type.Union([Type.Integer(), Type.Null()]),
  effectiveFrom: day,
  effectiveTo: Type.Union([day, Type.Null()]),
  legalReference: Type.String(),
  source: Type.String(),
  owner,
  verified: Type.Boolean(),
  author: Type.String(),
  proposedAt: instant,
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  decidedAt: Type.Union([instant, Type.Null()]),
  reason: Type.Union([Type.String(), Type.Null()]),
})

export const proposePolicyValue = {
  name: 'propose-policy-value',
  kind: 'command',
  chapter: 'policy',
  article: 17,
  title: { zh: '提议规则取值', en: 'Propose a value of a rule' },
  input: Type.Object(
    {
      key,
      /** `city`, `district:<code>` or `bank:<id>`. */
      scope: Type.String({ maxLength: 60 }),
      value: content,
      effectiveFrom: day,
      effectiveTo: Type.Optional(day),
      legalReference: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
      source: Type.String({ minLength: 2, maxLength: 500 }),
      verified: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    policyValueId: Type.String({ format: 'uuid' }),
    replaces: Type.Union([Type.Object({ value: content, number: Type.Integer() }), Type.Null()]),
  }),
} as const satisfies Operation

export const approvePolicyValue = {
  name: 'approve-policy-value',
  kind: 'command',
  chapter: 'policy',
  article: 17,
  title: { zh: '批准规则取值', en: 'Approve a value of a rule' },
  input: Type.Object({ policyValueId: Type.String({ format: 'uuid' }) }, { additionalProperties: false }),
  answer: Type.Object({ number: Type.Integer() }),
} as const satisfies Operation

export const withdrawPolicyProposal = {
  name: 'withdraw-policy-proposal',
  kind: 'command',
  chapter: 'policy',
  article: 17,
  title: { zh: '撤回规则提议', en: 'Withdraw a proposed value' },
  input: Type.Object(
    { policyValueId: Type.String({ format: 'uuid' }), reason: Type.String({ minLength: 2, maxLength: 500 }) },
    { additionalProperties: false },
  ),
  answer: Type.Object({}),
} as const satisfies Operation

export const policyValues = {
  name: 'policy-values',
  kind: 'public',
  chapter: 'policy',
  article: 12,
  title: { zh: '现行规则取值', en: 'Values of the rules in force' },
  input: Type.Object(
    {
      /** Today when absent. A later day previews what is approved already. */
      on: Type.Optional(day),
      /** Only keys that begin so, `sla.` for the promises. */
      prefix: Type.Optional(Type.String({ maxLength: 80 })),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ on: day, values: Type.Array(publicValue) }),
} as const satisfies Operation

export const policyHistory = {
  name: 'policy-history',
  kind: 'query',
  chapter: 'policy',
  article: 17,
  title: { zh: '规则取值沿革', en: 'History of a rule' },
  input: Type.Object({ key }, { additionalProperties: false }),
  answer: Type.Object({ title: bilingual, versions: Type.Array(version) }),
} as const satisfies Operation

export const policyProposals = {
  name: 'policy-proposals',
  kind: 'query',
  chapter: 'policy',
  article: 17,
  title: { zh: '待批准的规则提议', en: 'Proposed values that wait for approval' },
  input: Type.Object({}, { additionalProperties: false }),
  answer: Type.Object({ proposals: Type.Array(version) }),
} as const satisfies Operation

export const unverifiedPolicyValues = {
  name: 'unverified-policy-values',
  kind: 'query',
  chapter: 'policy',
  article: 17,
  title: { zh: '未经核实的现行取值', en: 'Values in force without an official source' },
  input: Type.Object({ on: Type.Optional(day) }, { additionalProperties: false }),
  answer: Type.Object({
    on: day,
    /** A year that begins within a month and has no working-day calendar yet: promises into it will be refused. */
    calendarYearMissing: Type.Union([Type.Integer(), Type.Null()]),
    offices: Type.Array(Type.Object({ owner, title: bilingual, values: Type.Array(publicValue) })),
  }),
} as const satisfies Operation

const articleNumber = Type.Enum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18])
const words = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 2000 }),
  en: Type.String({ minLength: 1, maxLength: 4000 }),
})
const interpretation = {
  article: articleNumber,
  question: words,
  answer: words,
  /** The rules in which the answer takes effect. */
  policyKeys: Type.Array(key, { maxItems: 20, uniqueItems: true }),
  source: Type.String({ minLength: 2, maxLength: 500 }),
} as const

export const publishInterpretation = {
  name: 'publish-interpretation',
  kind: 'command',
  chapter: 'policy',
  article: 17,
  title: { zh: '公布条文解释', en: 'Publish an interpretation' },
  input: Type.Object(interpretation, { additionalProperties: false }),
  answer: Type.Object({ interpretationId: Type.String({ format: 'uuid' }) }),
} as const satisfies Operation

export const withdrawInterpretation = {
  name: 'withdraw-interpretation',
  kind: 'command',
  chapter: 'policy',
  article: 17,
  title: { zh: '撤回条文解释', en: 'Withdraw an interpretation' },
  input: Type.Object(
    { interpretationId: Type.String({ format: 'uuid' }), reason: Type.String({ minLength: 2, maxLength: 500 }) },
    { additionalProperties: false },
  ),
  answer: Type.Object({}),
} as const satisfies Operation

export const measures = {
  name: 'measures',
  kind: 'public',
  chapter: 'policy',
  article: 1,
  title: { zh: '管理办法逐条对照', en: 'The Measures, article by article' },
  input: Type.Object({}, { additionalProperties: false }),
  answer: Type.Object({
    title: bilingual,
    /** Number of the official document. */
    document: Type.String(),
    issuedOn: day,
    inForceFrom: day,
    articles: Type.Array(
      Type.Object({
        number: articleNumber,
        title: bilingual,
        dutyBearer: bilingual,
        /** In our words; the Measures themselves are the authority. */
        summary: bilingual,
        /** What the system has to do for it, and whether that part of the system is built. */
        points: Type.Array(Type.Object({ id: Type.String(), text: bilingual, built: Type.Boolean() })),
        /** The operations that carry the article out. */
        operations: Type.Array(
          Type.Object({
            chapter: Type.String(),
            name: Type.String(),
            kind: Type.Enum(['command', 'query', 'public']),
            title: bilingual,
          }),
        ),
      }),
    ),
  }),
} as const satisfies Operation

export const interpretations = {
  name: 'interpretations',
  kind: 'public',
  chapter: 'policy',
  article: 17,
  title: { zh: '条文解释', en: 'Interpretations' },
  input: Type.Object({ article: Type.Optional(articleNumber) }, { additionalProperties: false }),
  answer: Type.Object({
    interpretations: Type.Array(
      Type.Object({
        interpretationId: Type.String({ format: 'uuid' }),
        ...interpretation,
        publishedOn: day,
        withdrawnOn: Type.Union([day, Type.Null()]),
        withdrawnBecause: Type.Union([Type.String(), Type.Null()]),
      }),
    ),
  }),
} as const satisfies Operation
