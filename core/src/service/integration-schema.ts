import { Type } from 'typebox'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { loadingPlaces } from './card-service.ts'
import { serviceId } from './condition-schema.ts'
import { migrationLineStatuses, migrationStatuses } from './holder-migration.ts'

const name = Type.Object({
  zh: Type.String({ minLength: 2, maxLength: 60 }),
  en: Type.String({ minLength: 2, maxLength: 120 }),
})
const institutionId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const reference = Type.String({ minLength: 2, maxLength: 80 })
/** As it was sent: what cannot be money is a result of its row. */
const sentFen = Type.Integer({ minimum: -10_000_000_000, maximum: 10_000_000_000 })
const integrated = Type.Object({ serviceId })
const position = Type.Integer({ minimum: 1, maximum: 10_000_000 })

export const announceIntegration = {
  name: 'announce-integration',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '公告整合服务', en: 'Announce that a card gives way to the social security card' },
  input: Type.Object({ serviceId, oldCard: name, noOwnCardFrom: day, oldRightsUntil: day }),
  answer: integrated,
} as const satisfies Operation

export const signIntegration = {
  name: 'sign-integration',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '签署整合服务', en: 'Sign the end of a card' },
  input: Type.Object({ serviceId }),
  answer: integrated,
} as const satisfies Operation

export const prolongOldRights = {
  name: 'prolong-old-rights',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '延长旧卡权益', en: 'Prolong the rights of old cards' },
  input: Type.Object({ serviceId, oldRightsUntil: day }),
  answer: integrated,
} as const satisfies Operation

const integration = {
  serviceId,
  service: bilingual,
  owner: bilingual,
  oldCard: bilingual,
  noOwnCardFrom: day,
  oldRightsUntil: day,
} as const

export const integratedServices = {
  name: 'integrated-services',
  kind: 'public',
  chapter: 'service',
  article: 16,
  title: { zh: '整合服务登记', en: 'Register of integrated services' },
  input: Type.Object({}),
  answer: Type.Object({ on: day, services: Type.Array(Type.Object(integration)) }),
} as const satisfies Operation

/** Whoever asks for the old card is told what takes its place, and how (M16.2). */
export const endedCard = {
  name: 'ended-card',
  kind: 'public',
  chapter: 'service',
  article: 16,
  title: { zh: '旧卡的替代办法', en: 'What takes the place of an old card' },
  input: Type.Object({ card: Type.String({ minLength: 2, maxLength: 120 }) }),
  answer: Type.Object({
    on: day,
    ...integration,
    /** False while own cards are still issued. */
    ended: Type.Boolean(),
    answer: bilingual,
    /** How the entitlement comes onto the social security card; empty when every enabled card has it. */
    load: Type.Object({
      needed: Type.Boolean(),
      places: Type.Array(Type.Object({ place: oneOf(loadingPlaces), zh: Type.String(), en: Type.String() })),
      condition: bilingual,
    }),
  }),
} as const satisfies Operation

export const integrationsAnnounced = {
  name: 'integrations-announced',
  kind: 'query',
  chapter: 'service',
  article: 16,
  title: { zh: '待签的整合服务', en: 'Announced integrations that wait for a signature' },
  input: Type.Object({}),
  answer: Type.Object({
    integrations: Type.Array(Type.Object({ ...integration, announcedBy: Type.String() })),
  }),
} as const satisfies Operation

export const openMigration = {
  name: 'open-migration',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '建立旧卡迁移批次', en: 'Open a batch of old cards' },
  input: Type.Object({
    serviceId,
    /** The department's own name of the file. */
    reference,
    /** Who holds the money of the old cards; absent when they carry none. */
    institutionId: Type.Optional(institutionId),
  }),
  answer: Type.Object({ migrationId: uuid }),
} as const satisfies Operation

export const receiveMigrationLines = {
  name: 'receive-migration-lines',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '接收旧卡迁移明细', en: 'Receive lines of old cards' },
  input: Type.Object({
    migrationId: uuid,
    lines: Type.Array(
      Type.Object({
        position,
        identityNumber: Type.String({ minLength: 7, maxLength: 18 }),
        oldCardNumber: Type.String({ minLength: 2, maxLength: 32 }),
        /** What the old card gives. */
        from: day,
        until: nullable(day),
        balanceFen: sentFen,
      }),
      { minItems: 1, maxItems: 500 },
    ),
  }),
  answer: Type.Object({
    results: Type.Array(
      Type.Object({
        position,
        status: oneOf([...migrationLineStatuses, 'differs']),
        refusal: nullable(Type.String()),
      }),
    ),
  }),
} as const satisfies Operation

export const settleMigrationLine = {
  name: 'settle-migration-line',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '迁移等待中的旧卡', en: 'Move an old card that waited for its holder’s card' },
  input: Type.Object({ personId: uuid, migrationId: uuid, position }),
  answer: Type.Object({ status: oneOf(migrationLineStatuses) }),
} as const satisfies Operation

export const closeMigration = {
  name: 'close-migration',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '关闭旧卡迁移批次', en: 'Close a batch of old cards' },
  input: Type.Object({
    migrationId: uuid,
    /** What the department has counted in its file. */
    lines: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
    balanceFen: Type.Integer({ minimum: -1_000_000_000_000, maximum: 1_000_000_000_000 }),
  }),
  answer: Type.Object({ migrationId: uuid }),
} as const satisfies Operation

/** A second person agrees with the totals: then the money of the old cards moves, within minutes and by itself. */
export const approveMigration = {
  name: 'approve-migration',
  kind: 'command',
  chapter: 'service',
  article: 16,
  title: { zh: '复核旧卡余额', en: 'Approve the money of a batch of old cards' },
  input: Type.Object({ migrationId: uuid }),
  answer: Type.Object({ lines: Type.Integer(), balanceFen: Type.Integer() }),
} as const satisfies Operation

export const migrations = {
  name: 'migrations',
  kind: 'query',
  chapter: 'service',
  article: 16,
  title: { zh: '旧卡迁移批次', en: 'Batches of old cards' },
  input: Type.Object({
    migrationId: Type.Optional(uuid),
    serviceId: Type.Optional(serviceId),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: Type.Object({
    /** The newest first. */
    migrations: Type.Array(
      Type.Object({
        migrationId: uuid,
        serviceId,
        service: bilingual,
        reference: Type.String(),
        institutionId: nullable(Type.String()),
        status: oneOf(migrationStatuses),
        linesReceived: Type.Integer(),
        balanceReceived: Type.Integer(),
        /** How many lines ended how. */
        results: Type.Array(Type.Object({ status: oneOf(migrationLineStatuses), lines: Type.Integer() })),
        openedAt: instant,
        closedAt: nullable(instant),
        approvedAt: nullable(instant),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const migrationRows = {
  name: 'migration-rows',
  kind: 'query',
  chapter: 'service',
  article: 16,
  title: { zh: '旧卡迁移明细结果', en: 'Results of a batch of old cards' },
  input: Type.Object({
    migrationId: uuid,
    status: Type.Optional(oneOf(migrationLineStatuses)),
    /** The last position of the page before. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  answer: Type.Object({
    /** By the department's positions: no person is named. */
    rows: Type.Array(
      Type.Object({
        position,
        status: oneOf(migrationLineStatuses),
        words: bilingual,
        refusal: nullable(Type.String()),
        balanceFen: Type.Integer(),
        changedAt: instant,
      }),
    ),
    /** The same page as a file. */
    csv: Type.String(),
    next: nullable(Type.Integer()),
  }),
} as const satisfies Operation
