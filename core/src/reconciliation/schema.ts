import { Type } from 'typebox'
import { bilingual, day, instant, next, nullable, oneOf, seenVersion, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { type DifferenceKind, differenceKinds } from './difference.ts'
import { exceptionStatuses } from './reconciliation-exception.ts'

const partner = Type.String({ minLength: 1, maxLength: 80, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' })
const kinds = Object.keys(differenceKinds) as DifferenceKind[]
const encoding = oneOf(['utf-8', 'gb18030'])
const base64 = Type.String({ maxLength: 8_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' })
const fen = Type.Integer()
const after = Type.Optional(Type.String({ maxLength: 200 }))
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))

const fileAnswer = { day, count: Type.Integer(), total: fen, digest: Type.String() } as const

const exception = {
  exceptionId: uuid,
  partner: Type.String(),
  day,
  reference: Type.String(),
  kind: oneOf(kinds),
  kindName: bilingual,
  /** Fen as each says: we, the partner; we at the bank between, that bank. Null: has no such line. */
  ours: nullable(fen),
  theirs: nullable(fen),
  bank: nullable(Type.String()),
  oursAtBank: nullable(fen),
  bankSays: nullable(fen),
  status: oneOf(exceptionStatuses),
  foundAt: instant,
  /** Calendar days since it was found, and whether that is more than the rules allow; null when it is over. */
  ageDays: nullable(Type.Integer()),
  overdue: Type.Boolean(),
} as const

export const reconciliationFile = {
  name: 'reconciliation-file',
  kind: 'query',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '我方对账文件', en: 'Our file of a day for a partner' },
  input: Type.Object({ partner, day, encoding: Type.Optional(encoding) }),
  answer: Type.Object({
    fileName: Type.String(),
    encoding,
    /** The bytes of the file, base64. */
    content: Type.String(),
    /** Detached JWS over the bytes (RFC 7515 appendix F, ES256); the keys stand with those of the office. */
    signature: Type.String(),
    ...fileAnswer,
  }),
} as const satisfies Operation

export const receivePartnerFile = {
  name: 'receive-partner-file',
  kind: 'command',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '提交对账文件', en: 'Send the file of a day' },
  input: Type.Object({ encoding, content: base64 }),
  answer: Type.Object(fileAnswer),
} as const satisfies Operation

export const compareReconciliationDay = {
  name: 'compare-reconciliation-day',
  kind: 'command',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '三方对账', en: 'Compare the three lists of a day' },
  input: Type.Object({ partner, day }),
  answer: Type.Object({
    status: oneOf(['waiting', 'compared']),
    found: Type.Integer(),
    vanished: Type.Integer(),
  }),
} as const satisfies Operation

export const proposeClosing = {
  name: 'propose-closing',
  kind: 'command',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '提出差异处理意见', en: 'Propose how a difference is closed' },
  input: Type.Object({
    exceptionId: uuid,
    reason: Type.String({ minLength: 4, maxLength: 500 }),
    /** Our books follow the others: the difference moves over the suspense account. */
    correct: Type.Boolean(),
  }),
  answer: Type.Object({}),
} as const satisfies Operation

export const rejectClosing = {
  name: 'reject-closing',
  kind: 'command',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '退回差异处理意见', en: 'Send a proposed closing back' },
  input: Type.Object({ exceptionId: uuid }),
  answer: Type.Object({}),
} as const satisfies Operation

export const approveClosing = {
  name: 'approve-closing',
  kind: 'command',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '复核差异处理意见', en: 'Close a difference as the second person' },
  input: Type.Object({ exceptionId: uuid, version: seenVersion }),
  answer: Type.Object({ transferId: nullable(uuid) }),
} as const satisfies Operation

const sum = Type.Object({ count: Type.Integer(), net: fen })

export const reconciliationDays = {
  name: 'reconciliation-days',
  kind: 'query',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '对账日历', en: 'Days and partners of reconciliation' },
  input: Type.Object({ from: day, to: day, partner: Type.Optional(partner), after, limit }),
  answer: Type.Object({
    days: Type.Array(
      Type.Object({
        partner: Type.String(),
        partnerName: nullable(bilingual),
        day,
        status: oneOf(['balanced', 'open', 'waiting']),
        /** Whose files have not come. */
        missing: Type.Array(Type.String()),
        ours: sum,
        theirs: sum,
        /** Differences that are not closed. */
        open: Type.Integer(),
        comparedAt: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const reconciliationExceptions = {
  name: 'reconciliation-exceptions',
  kind: 'query',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '对账差异', en: 'Differences of reconciliation' },
  input: Type.Object({
    partner: Type.Optional(partner),
    day: Type.Optional(day),
    status: Type.Optional(oneOf(exceptionStatuses)),
    after,
    limit,
  }),
  answer: Type.Object({ exceptions: Type.Array(Type.Object(exception)), next }),
} as const satisfies Operation

export const reconciliationException = {
  name: 'reconciliation-exception',
  kind: 'query',
  chapter: 'reconciliation',
  article: 13,
  title: { zh: '一项对账差异', en: 'One difference of reconciliation' },
  input: Type.Object({ exceptionId: uuid }),
  answer: Type.Object({
    ...exception,
    /** The approval names the version that was read. */
    version: seenVersion,
    proposedBy: nullable(Type.String()),
    proposedAt: nullable(instant),
    reason: nullable(Type.String()),
    correct: Type.Boolean(),
    closedBy: nullable(Type.String()),
    closedAt: nullable(instant),
    /** The correction, where one was made. */
    transferId: nullable(uuid),
    /** Our transfer of that number, where there is one. */
    ourTransferId: nullable(uuid),
  }),
} as const satisfies Operation
