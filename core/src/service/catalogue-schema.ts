import { Type } from 'typebox'
import { personalFields } from '../access/personal-field.ts'
import { bilingual, day, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { carriers, loadingPlaces, loadings, releasableFacts, serviceActions, serviceFields } from './card-service.ts'
import { condition, serviceId } from './condition-schema.ts'
import { institutionKinds } from './institution.ts'

const fieldNames = Object.keys(serviceFields) as (keyof typeof serviceFields)[]
const field = oneOf(fieldNames)
const name = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 60 }),
  en: Type.String({ minLength: 1, maxLength: 120 }),
})
const organisationId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const institutionId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const reason = Type.String({ minLength: 2, maxLength: 300 })
const legalBasis = Type.String({ minLength: 4, maxLength: 300 })
const district = Type.String({ pattern: '^\\d{6}$' })
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const some = <Values extends readonly string[]>(values: Values, minItems = 0) =>
  Type.Array(oneOf(values), { minItems, maxItems: values.length, uniqueItems: true })

const ofService = {
  serviceId,
  field,
  name,
  organisationId,
  carriers: some(carriers, 1),
  actions: some(serviceActions, 1),
  loading: oneOf(loadings),
  loadedAt: some(loadingPlaces),
  holdsDays: nullable(Type.Integer({ minimum: 1, maximum: 36_600 })),
} as const

export const publishService = {
  name: 'publish-service',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '发布用卡服务', en: 'Publish a service of the card' },
  input: Type.Object({
    ...ofService,
    condition,
    personal: some(personalFields),
    facts: some(releasableFacts),
    feeKey: nullable(Type.String({ pattern: '^[a-z][a-z0-9.-]{1,79}$' })),
    replacesCard: nullable(name),
    from: day,
    until: nullable(day),
    /** Present when the service wants a card of its own; then it says why, and which services of the field were considered. */
    ownCard: Type.Optional(
      Type.Object({
        reason: Type.Optional(Type.String({ maxLength: 500 })),
        considered: Type.Optional(Type.Array(serviceId, { maxItems: 200, uniqueItems: true })),
      }),
    ),
  }),
  answer: Type.Object({ serviceId }),
} as const satisfies Operation

export const endService = {
  name: 'end-service',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '终止用卡服务', en: 'End a service of the card' },
  input: Type.Object({ serviceId, until: day, reason }),
  answer: Type.Object({ serviceId }),
} as const satisfies Operation

const told = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) => Type.Array(schema)
const place = oneOf(loadingPlaces)

/** One entry as everybody may read it. */
const published = {
  serviceId,
  field,
  fieldName: bilingual,
  name: bilingual,
  owner: bilingual,
  ownerId: Type.String(),
  carriers: told(Type.Object({ carrier: oneOf(carriers), zh: Type.String(), en: Type.String() })),
  actions: told(Type.Object({ action: oneOf(serviceActions), zh: Type.String(), en: Type.String() })),
  loading: oneOf(loadings),
  loadedAt: told(Type.Object({ place, zh: Type.String(), en: Type.String() })),
  holdsDays: nullable(Type.Integer()),
  condition: bilingual,
  /** What it costs today; null when it is free. A figure without an official text says so. */
  fee: nullable(Type.Object({ fen: Type.Integer(), verified: Type.Boolean(), source: Type.String() })),
  replacesCard: nullable(bilingual),
  from: day,
  until: nullable(day),
} as const

export const cardServices = {
  name: 'card-services',
  kind: 'public',
  chapter: 'service',
  article: 5,
  title: { zh: '用卡服务目录', en: 'Catalogue of services of the card' },
  input: Type.Object({ on: Type.Optional(day), field: Type.Optional(field) }),
  answer: Type.Object({
    on: day,
    /** Every field of Article 5 that was asked for, with what is in force in it. */
    fields: Type.Array(Type.Object({ field, name: bilingual, services: Type.Array(Type.Object(published)) })),
  }),
} as const satisfies Operation

export const cardService = {
  name: 'card-service',
  kind: 'public',
  chapter: 'service',
  article: 5,
  title: { zh: '用卡服务', en: 'Service of the card' },
  input: Type.Object({ serviceId, on: Type.Optional(day) }),
  answer: Type.Object({
    on: day,
    service: Type.Object(published),
    /** What a decision for this service may tell at most. */
    tells: Type.Object({
      personal: Type.Array(Type.Object({ field: oneOf(personalFields), zh: Type.String(), en: Type.String() })),
      facts: Type.Array(Type.Object({ fact: oneOf(releasableFacts), zh: Type.String(), en: Type.String() })),
    }),
    ownCard: nullable(Type.Object({ reason: Type.String(), considered: Type.Array(serviceId) })),
  }),
} as const satisfies Operation

/** M16.4: what stands in a field already, before a card of its own is thought of. */
export const carriersFor = {
  name: 'carriers-for',
  kind: 'public',
  chapter: 'service',
  article: 16,
  title: { zh: '领域内现有载体', en: 'Existing carriers of a field' },
  input: Type.Object({ field }),
  answer: Type.Object({ on: day, services: Type.Array(Type.Object(published)) }),
} as const satisfies Operation

const institution = {
  institutionId,
  kind: oneOf(institutionKinds),
  organisationId,
  name,
  district,
  grade: nullable(Type.Integer({ minimum: 1, maximum: 3 })),
  community: Type.Boolean(),
  validFrom: day,
  validUntil: nullable(day),
} as const

export const registerInstitution = {
  name: 'register-institution',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '登记用卡机构', en: 'Register an institution' },
  input: Type.Object(institution),
  answer: Type.Object({ institutionId }),
} as const satisfies Operation

export const changeInstitution = {
  name: 'change-institution',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '变更用卡机构登记', en: 'Change the record of an institution' },
  input: Type.Object({
    institutionId,
    name: Type.Optional(name),
    district: Type.Optional(district),
    grade: Type.Optional(institution.grade),
    community: Type.Optional(Type.Boolean()),
  }),
  answer: Type.Object({ institutionId }),
} as const satisfies Operation

export const endInstitution = {
  name: 'end-institution',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '终止用卡机构登记', en: 'End the record of an institution' },
  input: Type.Object({ institutionId, validUntil: day }),
  answer: Type.Object({ institutionId }),
} as const satisfies Operation

export const institutions = {
  name: 'institutions',
  kind: 'query',
  chapter: 'service',
  article: 5,
  title: { zh: '用卡机构', en: 'Institutions' },
  input: Type.Object({
    institutionId: Type.Optional(institutionId),
    kind: Type.Optional(institution.kind),
    organisationId: Type.Optional(organisationId),
    district: Type.Optional(district),
    after: Type.Optional(institutionId),
    limit,
  }),
  answer: Type.Object({ institutions: Type.Array(Type.Object(institution)), next }),
} as const satisfies Operation

const agreement = {
  institutionId,
  serviceId,
  personal: some(personalFields),
  facts: some(releasableFacts),
  legalBasis,
  from: day,
  until: nullable(day),
} as const

export const proposeAgreement = {
  name: 'propose-agreement',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '提出用卡协议', en: 'Propose an agreement' },
  input: Type.Object(agreement),
  answer: Type.Object({ agreementId: uuid }),
} as const satisfies Operation

export const signAgreement = {
  name: 'sign-agreement',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '签署用卡协议', en: 'Sign an agreement' },
  input: Type.Object({ agreementId: uuid }),
  answer: Type.Object({ agreementId: uuid }),
} as const satisfies Operation

export const endAgreement = {
  name: 'end-agreement',
  kind: 'command',
  chapter: 'service',
  article: 5,
  title: { zh: '终止用卡协议', en: 'End an agreement' },
  input: Type.Object({ agreementId: uuid, reason }),
  answer: Type.Object({ agreementId: uuid }),
} as const satisfies Operation

const agreementStatus = oneOf(['proposed', 'in-force', 'ended'])

export const agreements = {
  name: 'agreements',
  kind: 'query',
  chapter: 'service',
  article: 5,
  title: { zh: '用卡协议', en: 'Agreements' },
  input: Type.Object({
    institutionId: Type.Optional(institutionId),
    serviceId: Type.Optional(serviceId),
    status: Type.Optional(agreementStatus),
    after: Type.Optional(uuid),
    limit,
  }),
  answer: Type.Object({
    agreements: Type.Array(
      Type.Object({
        agreementId: uuid,
        ...agreement,
        institution: bilingual,
        service: bilingual,
        status: agreementStatus,
        proposedBy: Type.String(),
        signedBy: nullable(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation
