import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { eightBytes, identificationCode, resetInformation } from '../card/chip-fields.ts'
import { day, instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { batchStates } from './batch.ts'
import { chipContent, orderTerms } from './factory-order.ts'
import { failStages, lineStates } from './line.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const cardNumber = Type.String({ pattern: '^[0-9A-Z]{9}$' })
const organisationId = text(60)
const reason = text(50)
const ofBatch = { batchId: uuid } as const
const state = Type.Object({ state: Type.String() })
/** The bytes of a file in GB18030 as base64; 10,000 lines are about 2 MB. */
const fileBytes = Type.String({ minLength: 4, maxLength: 6_000_000, pattern: '^[0-9A-Za-z+/]+={0,2}$' })
/** SM3 over each file as it was read out of the finished chip. */
const readBack = Type.Array(
  Type.Object({
    /** `3F00EF06`, `3F00DF01EF05`; `PSE` for the number in the bank's application. */
    path: Type.String({ pattern: '^(PSE|3F00[0-9A-F]{4,8})$' }),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
  { maxItems: 100 },
)
/** The counted answer of the chip to INTERNAL AUTHENTICATE, and what it was asked. */
const chipProof = Type.Object({
  random1: eightBytes,
  random2: eightBytes,
  counter: Type.Integer({ minimum: 1, maximum: 0x7fffffff }),
  cryptogram: Type.String({ pattern: '^([0-9A-F]{16}){1,2}$' }),
})
const keyVersion = Type.Integer({ minimum: 1, maximum: 255 })
const taken = Type.Object({ batchId: uuid, good: Type.Integer(), failed: Type.Integer() })

export const formBatches = {
  name: 'form-batches',
  kind: 'command',
  chapter: 'production',
  article: 3,
  title: { zh: '组批', en: 'Form batches from accepted applications of a bank and a district' },
  input: Type.Object({ bankId: uuid, district: Type.String({ pattern: '^\\d{6}$' }) }),
  answer: Type.Object({
    batches: Type.Array(Type.Object({ batchId: uuid, batchNumber: Type.String(), lines: Type.Integer() })),
    held: Type.Integer(),
  }),
} as const satisfies Operation

export const releaseBatch = {
  name: 'release-batch',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '批次复核放行', en: 'Release a batch, by a second person' },
  input: Type.Object({ ...ofBatch }),
  answer: state,
} as const satisfies Operation

export const exportToBank = {
  name: 'export-to-bank',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '导出银行', en: 'Put a batch out for its bank' },
  input: Type.Object({ ...ofBatch }),
  answer: state,
} as const satisfies Operation

export const takeBankReturn = {
  name: 'take-bank-return',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '银行回盘', en: 'Take the return file of the bank' },
  input: Type.Object({ file: fileBytes }),
  answer: taken,
} as const satisfies Operation

export const requestCertificates = {
  name: 'request-certificates',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '申请证书', en: 'Ask for the certificates of a batch' },
  input: Type.Object({ ...ofBatch, certifierId: organisationId }),
  answer: Type.Object({ requested: Type.Integer() }),
} as const satisfies Operation

export const takeCertificates = {
  name: 'take-certificates',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '证书结果回送', en: 'Take the results of the certificate system' },
  input: Type.Object({
    ...ofBatch,
    results: Type.Array(
      Type.Object({
        cardNumber,
        /** 0 processed; 1xxxx, 2xxxx, 3xxxx error codes of certificate system, CA and key management. */
        code: Type.Integer({ minimum: 0, maximum: 39_999 }),
        serial: Type.Optional(Type.String({ pattern: '^[0-9A-F]{1,64}$' })),
      }),
      { maxItems: 10_000 },
    ),
  }),
  answer: taken,
} as const satisfies Operation

export const exportToFactory = {
  name: 'export-to-factory',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '导出制卡厂', en: 'Put a batch out for a factory' },
  input: Type.Object({ ...ofBatch, makerId: organisationId }),
  answer: Type.Object({ exported: Type.Integer() }),
} as const satisfies Operation

export const takeFactoryReturn = {
  name: 'take-factory-return',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '制卡回盘', en: 'Take the return file of the factory' },
  input: Type.Object({ file: fileBytes }),
  answer: taken,
} as const satisfies Operation

export const replaceKeys = {
  name: 'replace-keys',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '密钥替换结果', en: 'Take the results of key replacement' },
  input: Type.Object({
    ...ofBatch,
    /** The version whose scripts were played. */
    keyVersion,
    results: Type.Array(
      Type.Union([
        Type.Object({ cardNumber, replaced: Type.Literal(true), readBack, proof: chipProof }),
        Type.Object({ cardNumber, replaced: Type.Literal(false), reason }),
      ]),
      { maxItems: 10_000 },
    ),
  }),
  answer: taken,
} as const satisfies Operation

export const shipToOutlet = {
  name: 'ship-to-outlet',
  kind: 'command',
  chapter: 'production',
  article: 3,
  title: { zh: '成品交付发放', en: 'Hand the finished cards of a batch over to distribution' },
  input: Type.Object({ ...ofBatch }),
  answer: Type.Object({ shipped: Type.Integer() }),
} as const satisfies Operation

export const reworkLine = {
  name: 'rework-line',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '失败卡片处理', en: 'Settle failed lines: make again, ask for a correction, give up' },
  input: Type.Object({
    ...ofBatch,
    sequences: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 10_000 })),
    outcome: Type.Optional(oneOf(['make-again', 'correct', 'give-up'])),
  }),
  answer: Type.Object({ settled: Type.Integer() }),
} as const satisfies Operation

export const spoilCard = {
  name: 'spoil-card',
  kind: 'command',
  chapter: 'production',
  article: 4,
  title: { zh: '废卡登记', en: 'Record a finished card as spoiled' },
  input: Type.Object({ personId: uuid, cardId: uuid, reason }),
  answer: Type.Object({ physical: Type.String() }),
} as const satisfies Operation

export const cancelBatch = {
  name: 'cancel-batch',
  kind: 'command',
  chapter: 'production',
  article: 6,
  title: { zh: '撤销批次', en: 'Call a batch off' },
  input: Type.Object({ ...ofBatch, reason }),
  answer: Type.Object({ released: Type.Integer() }),
} as const satisfies Operation

export const reconcileBatch = {
  name: 'reconcile-batch',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '批次核对结清', en: 'Reconcile a batch to zero' },
  input: Type.Object({ ...ofBatch }),
  answer: Type.Object({
    ordered: Type.Integer(),
    good: Type.Integer(),
    reworked: Type.Integer(),
    givenUp: Type.Integer(),
  }),
} as const satisfies Operation

const ofApplication = { personId: uuid, applicationId: uuid } as const

export const issueInstantly = {
  name: 'issue-instantly',
  kind: 'command',
  chapter: 'production',
  article: 7,
  title: { zh: '即时制卡', en: 'Begin, or continue, a card at an instant outlet' },
  input: Type.Object({ ...ofApplication }),
  answer: Type.Object({ batchId: uuid, batchNumber: Type.String(), lineId: uuid, cardId: uuid, cardNumber }),
} as const satisfies Operation

export const returnInstantCard = {
  name: 'return-instant-card',
  kind: 'command',
  chapter: 'production',
  article: 7,
  title: { zh: '即时制卡回盘', en: 'Give the result of an instant card' },
  input: Type.Object({
    personId: uuid,
    lineId: uuid,
    result: Type.Union([
      Type.Object({
        made: Type.Literal(true),
        bankCardNumber: Type.String({ pattern: '^\\d{16,19}$' }),
        certificateSerial: Type.String({ pattern: '^[0-9A-F]{1,64}$' }),
        identificationCode,
        resetInformation,
        issuedOn: day,
        keyVersion,
        readBack,
        proof: chipProof,
      }),
      Type.Object({ made: Type.Literal(false), reason }),
    ]),
  }),
  answer: Type.Object({ made: Type.Boolean(), cardId: uuid }),
} as const satisfies Operation

/** Keyset pages: give back what came as `next`. */
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const paged = { after: Type.Optional(uuid), limit } as const
const stageResult = nullable(Type.Object({ good: Type.Integer(), failed: Type.Integer() }))
const batchRow = Type.Object({
  batchId: uuid,
  batchNumber: Type.String(),
  kind: oneOf(['central', 'instant']),
  bankId: Type.String(),
  district: Type.String(),
  officeId: nullable(Type.String()),
  state: oneOf(batchStates),
  ordered: Type.Integer(),
  formedAt: instant,
  formedBy: Type.String(),
  releasedBy: nullable(Type.String()),
  certifierId: nullable(Type.String()),
  makerId: nullable(Type.String()),
  bankReturn: stageResult,
  certificateResult: stageResult,
  factoryReturn: stageResult,
  keyResult: stageResult,
  changedAt: instant,
})

export const batches = {
  name: 'batches',
  kind: 'query',
  chapter: 'production',
  article: 6,
  title: { zh: '批次列表', en: 'Batches, the newest first' },
  input: Type.Object({
    states: Type.Optional(Type.Array(oneOf(batchStates), { maxItems: batchStates.length })),
    bankId: Type.Optional(uuid),
    makerId: Type.Optional(organisationId),
    certifierId: Type.Optional(organisationId),
    ...paged,
  }),
  answer: Type.Object({ batches: Type.Array(batchRow), next }),
} as const satisfies Operation

export const batchLines = {
  name: 'batch-lines',
  kind: 'query',
  chapter: 'production',
  article: 6,
  title: { zh: '批次明细', en: 'The lines of a batch' },
  input: Type.Object({
    ...ofBatch,
    states: Type.Optional(Type.Array(oneOf(lineStates), { maxItems: lineStates.length })),
    after: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
    limit,
    ...personalRead,
  }),
  answer: Type.Object({
    batch: batchRow,
    lines: Type.Array(
      Type.Object({
        personId: uuid,
        lineId: uuid,
        cardId: uuid,
        applicationId: uuid,
        sequence: Type.Integer(),
        cardNumber,
        name: nullable(Type.String()),
        state: oneOf(lineStates),
        failStage: nullable(oneOf(failStages)),
        reason: nullable(Type.String()),
        boxPosition: nullable(Type.String()),
        attempt: Type.Integer(),
      }),
    ),
    next,
  }),
} as const satisfies Operation

/** The bytes of the file in GB18030, as base64. */
const outFile = Type.Object({ batchNumber: Type.String(), count: Type.Integer(), file: Type.String() })

export const bankOutFile = {
  name: 'bank-out-file',
  kind: 'query',
  chapter: 'production',
  article: 6,
  title: { zh: '导出银行文件', en: 'The file of a batch for its bank' },
  input: Type.Object({ ...ofBatch, ...personalRead }),
  answer: outFile,
} as const satisfies Operation

/** The office's order, signed, closed for the factory alone (M14.8); what is in it says factory-order.ts. */
export const factoryOrder = {
  name: 'factory-order',
  kind: 'query',
  chapter: 'production',
  article: 4,
  title: { zh: '制卡订单', en: 'The sealed order of a batch for its factory' },
  input: Type.Object({
    ...ofBatch,
    after: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
    /** Pictures are large: a page is small. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    ...personalRead,
  }),
  answer: Type.Object({
    batchNumber: Type.String(),
    count: Type.Integer(),
    next,
    /** The bytes of the envelope, base64. */
    envelope: Type.String(),
  }),
} as const satisfies Operation

export const certificateRequest = {
  name: 'certificate-request',
  kind: 'query',
  chapter: 'production',
  article: 6,
  title: { zh: '证书申请内容', en: 'What the certificate system is asked for' },
  input: Type.Object({ ...ofBatch, ...personalRead }),
  answer: Type.Object({
    batchNumber: Type.String(),
    area: Type.String(),
    requests: Type.Array(Type.Object({ cardNumber, name: nullable(Type.String()), ssn: nullable(Type.String()) })),
  }),
} as const satisfies Operation

export const personalisationData = {
  name: 'personalisation-data',
  kind: 'query',
  chapter: 'production',
  article: 7,
  title: { zh: '即时制卡数据', en: 'What printer and chip need for an instant card' },
  input: Type.Object({ personId: uuid, lineId: uuid, ...personalRead }),
  answer: Type.Object({
    ...orderTerms,
    ...chipContent,
    name: Type.String(),
    ssn: Type.String(),
    bankId: Type.String(),
    issuedOn: day,
    validUntil: day,
  }),
} as const satisfies Operation
