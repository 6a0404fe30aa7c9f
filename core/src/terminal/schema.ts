import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { publicKeys } from '../access/schema.ts'
import { bilingual, day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { carriers } from '../service/card-service.ts'
import { readerStates, terminalHealths, terminalKinds, terminalStatuses } from './terminal.ts'
import { terminalConditions } from './terminal-condition.ts'

/** The name of its system client, too. */
const terminalId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })
const institutionId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const serviceId = Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$' })
const district = Type.String({ pattern: '^\\d{6}$' })
const place = Type.String({ minLength: 1, maxLength: 100 })
const reason = Type.String({ minLength: 2, maxLength: 200 })
const after = Type.Optional(Type.String({ maxLength: 64 }))
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const shard = Type.Integer({ minimum: 0, maximum: 9999 })
const version = Type.Integer({ minimum: 1, maximum: 2_000_000_000 })
const count = Type.Integer({ minimum: 0 })

const named = Type.Object({ terminalId })

export const registerTerminal = {
  name: 'register-terminal',
  kind: 'command',
  chapter: 'terminal',
  article: 5,
  title: { zh: '登记终端', en: 'Register a terminal' },
  input: Type.Object({
    terminalId,
    institutionId,
    kind: oneOf(terminalKinds),
    services: Type.Array(serviceId, { minItems: 1, maxItems: 40, uniqueItems: true }),
    place,
    /** Where it stands; that of the institution when absent. */
    district: Type.Optional(district),
    keys: publicKeys,
    offline: Type.Boolean(),
  }),
  answer: named,
} as const satisfies Operation

export const replaceTerminalKeys = {
  name: 'replace-terminal-keys',
  kind: 'command',
  chapter: 'terminal',
  article: 5,
  title: { zh: '更换终端公钥', en: 'Replace the public keys of a terminal' },
  input: Type.Object({ terminalId, keys: publicKeys }),
  answer: named,
} as const satisfies Operation

export const suspendTerminal = {
  name: 'suspend-terminal',
  kind: 'command',
  chapter: 'terminal',
  article: 5,
  title: { zh: '暂停终端', en: 'Suspend a terminal' },
  input: Type.Object({ terminalId, reason }),
  answer: named,
} as const satisfies Operation

export const resumeTerminal = {
  name: 'resume-terminal',
  kind: 'command',
  chapter: 'terminal',
  article: 5,
  title: { zh: '恢复终端', en: 'Let a suspended terminal serve again' },
  input: Type.Object({ terminalId }),
  answer: named,
} as const satisfies Operation

export const retireTerminal = {
  name: 'retire-terminal',
  kind: 'command',
  chapter: 'terminal',
  article: 5,
  title: { zh: '停用终端', en: 'Retire a terminal' },
  input: Type.Object({ terminalId, reason }),
  answer: named,
} as const satisfies Operation

const heldLists = Type.Array(Type.Object({ shard, version }), { maxItems: 256 })

/** Sent by the terminal itself every few minutes; also how it learns of newer lists (M9.5, M12.6). */
export const reportTerminalHealth = {
  name: 'report-terminal-health',
  kind: 'command',
  chapter: 'terminal',
  article: 12,
  title: { zh: '终端状态上报', en: 'A terminal says how it is' },
  input: Type.Object({
    software: Type.String({ pattern: '^[\\w.+-]{1,64}$' }),
    clock: instant,
    waiting: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
    reader: oneOf(readerStates),
    lists: heldLists,
  }),
  answer: Type.Object({
    at: instant,
    status: oneOf(terminalStatuses),
    health: oneOf(terminalHealths),
    lists: Type.Array(Type.Object({ shard, version })),
  }),
} as const satisfies Operation

const shownTerminal = {
  terminalId,
  institutionId,
  kind: oneOf(terminalKinds),
  services: Type.Array(serviceId),
  place,
  district,
  offline: Type.Boolean(),
  status: oneOf(terminalStatuses),
  condition: oneOf(terminalConditions),
  registeredOn: day,
  seenAt: nullable(instant),
  reader: nullable(oneOf(readerStates)),
  software: nullable(Type.String()),
  waiting: count,
  clockOffMs: nullable(Type.Integer()),
} as const

const conditionCounts = { ok: count, degraded: count, failing: count, silent: count } as const

export const terminals = {
  name: 'terminals',
  kind: 'query',
  chapter: 'terminal',
  article: 12,
  title: { zh: '终端一览', en: 'Terminals' },
  input: Type.Object({
    /** An institution sees its own whatever it asks. */
    institutionId: Type.Optional(institutionId),
    district: Type.Optional(district),
    kind: Type.Optional(oneOf(terminalKinds)),
    status: Type.Optional(oneOf(terminalStatuses)),
    condition: Type.Optional(oneOf(terminalConditions)),
    after,
    limit,
  }),
  answer: Type.Object({
    terminals: Type.Array(Type.Object(shownTerminal)),
    /** Of all that fit the filter but for the condition, the retired ones left out. */
    counts: Type.Object(conditionCounts),
    /** The same by kind of terminal. */
    kinds: Type.Array(Type.Object({ kind: oneOf(terminalKinds), ...conditionCounts })),
    next,
  }),
} as const satisfies Operation

export const terminal = {
  name: 'terminal',
  kind: 'query',
  chapter: 'terminal',
  article: 12,
  title: { zh: '终端详情', en: 'One terminal' },
  input: Type.Object({ terminalId }),
  answer: Type.Object({
    ...shownTerminal,
    /** `thumbprint` as in RFC 7638: what the device shows, too. */
    keys: Type.Array(Type.Object({ crv: Type.String(), kid: nullable(Type.String()), thumbprint: Type.String() })),
    /** What it holds of each list, and what there is. */
    lists: Type.Array(Type.Object({ shard, newest: count, held: nullable(version), since: nullable(instant) })),
  }),
} as const satisfies Operation

/** What a terminal shows of itself, and the rules by which it judges a code while it is without the network. */
export const thisTerminal = {
  name: 'this-terminal',
  kind: 'query',
  chapter: 'terminal',
  article: 5,
  title: { zh: '本终端', en: 'This terminal' },
  input: Type.Object({}),
  answer: Type.Object({
    terminalId,
    place,
    kind: oneOf(terminalKinds),
    status: oneOf(terminalStatuses),
    offline: Type.Boolean(),
    institution: bilingual,
    /** Those that an agreement in force covers today. */
    services: Type.Array(Type.Object({ serviceId, name: bilingual, carriers: Type.Array(oneOf(carriers)) })),
    codeSeconds: count,
    skewSeconds: count,
    /** Uses are told within so many days. */
    lateDays: count,
  }),
} as const satisfies Operation

const acknowledgements = ['acknowledged', 'behind', 'silent'] as const

/** The proof page after a loss: who knows, who does not yet, and of whom nothing has been heard (M9.5, M13.4). */
export const listAcknowledgements = {
  name: 'list-acknowledgements',
  kind: 'query',
  chapter: 'terminal',
  article: 9,
  title: { zh: '名单版本确认情况', en: 'Which terminals hold a version of a status list' },
  input: Type.Object({
    shard,
    /** The newest when absent. */
    version: Type.Optional(version),
    institutionId: Type.Optional(institutionId),
    acknowledgement: Type.Optional(oneOf(acknowledgements)),
    after,
    limit,
  }),
  answer: Type.Object({
    /** The version that was looked for; null while the list has none. */
    version: nullable(version),
    publishedAt: nullable(instant),
    /** Every list that there is. */
    lists: Type.Array(Type.Object({ shard, newest: version, publishedAt: instant })),
    counts: Type.Object({ acknowledged: count, behind: count, silent: count }),
    terminals: Type.Array(
      Type.Object({
        terminalId,
        institutionId,
        kind: oneOf(terminalKinds),
        place,
        district,
        acknowledgement: oneOf(acknowledgements),
        held: nullable(version),
        since: nullable(instant),
        seenAt: nullable(instant),
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** What the receipt of a loss promises: since when terminals without a network know of it, and how many do (M13.2, M9.5). */
export const lossSpread = {
  name: 'loss-spread',
  kind: 'query',
  chapter: 'terminal',
  article: 13,
  title: { zh: '挂失送达终端情况', en: 'How far the state of a card has reached' },
  input: Type.Object({ personId: uuid, cardId: uuid, ...personalRead }),
  answer: Type.Object({
    /** Null while the newest state of the card waits for the next publication. */
    published: nullable(Type.Object({ shard, version, at: instant })),
    /** Terminals that work without a network. */
    terminals: count,
    acknowledged: count,
    byKind: Type.Array(Type.Object({ kind: oneOf(terminalKinds), terminals: count, acknowledged: count })),
  }),
} as const satisfies Operation

/** Availability as Article 12 publishes it (M12.6): how many work, never which ones do not. */
export const terminalHealth = {
  name: 'terminal-health',
  kind: 'public',
  chapter: 'terminal',
  article: 12,
  title: { zh: '终端可用情况', en: 'How many terminals work' },
  input: Type.Object({ district: Type.Optional(district), kind: Type.Optional(oneOf(terminalKinds)) }),
  answer: Type.Object({
    at: instant,
    districts: Type.Array(Type.Object({ district, kind: oneOf(terminalKinds), terminals: count, healthy: count })),
  }),
} as const satisfies Operation

/** Where a holder finds a counter or a kiosk of an institution that works now (M12.6). */
export const terminalsNearby = {
  name: 'terminals-nearby',
  kind: 'public',
  chapter: 'terminal',
  article: 12,
  title: { zh: '附近的用卡服务点', en: 'Places with a working counter or kiosk' },
  input: Type.Object({ district, service: Type.Optional(serviceId), after, limit }),
  answer: Type.Object({
    at: instant,
    places: Type.Array(
      Type.Object({
        institutionId,
        name: Type.Object({ zh: Type.String(), en: Type.String() }),
        kind: oneOf(['counter', 'kiosk']),
        terminals: count,
        healthy: count,
      }),
    ),
    next,
  }),
} as const satisfies Operation
