import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { groundKindNames } from '../holder/ground.ts'
import { bilingual, day, instant, next, nullable, oneOf, seenVersion, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { benefitResults, benefitWays, lineStates } from './benefit/line.ts'
import { notBookedReasons } from './benefit/take-bank-return.ts'

const slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })
const department = Type.String({ minLength: 1, maxLength: 64 })
const period = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' })
const reference = Type.String({ pattern: '^[0-9A-Za-z][0-9A-Za-z_/.-]{0,59}$' })
const most = 1_000_000_000_000_000
const count = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const lineNumber = Type.Integer({ minimum: 1, maximum: 10_000_000 })
const sum = Type.Object({ lines: Type.Integer(), fen: Type.Integer() })
const result = oneOf(benefitResults)
const way = oneOf(benefitWays)
const lineState = oneOf(lineStates)
const batchStatus = oneOf(['open', 'closed', 'approved', 'released', 'cancelled'] as const)
const word = (most: number) => Type.String({ minLength: 1, maxLength: most })
const age = Type.Integer({ minimum: 0, maximum: 150 })

/** Depth is bounded: a rule that people are to understand needs no more. */
const simple = Type.Union([
  Type.Object(
    { age: Type.Object({ from: Type.Optional(age), below: Type.Optional(age) }, { additionalProperties: false }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { ground: Type.Array(oneOf(groundKindNames), { minItems: 1, maxItems: groundKindNames.length }) },
    { additionalProperties: false },
  ),
  Type.Object({ residence: Type.Literal('city') }, { additionalProperties: false }),
])
const part = Type.Union([simple, Type.Object({ not: simple }, { additionalProperties: false })])
const parts = Type.Array(part, { minItems: 1, maxItems: 8 })
const condition = Type.Union([
  part,
  Type.Object({ all: parts }, { additionalProperties: false }),
  Type.Object({ any: parts }, { additionalProperties: false }),
])

const terms = {
  name: Type.Object({ zh: word(60), en: word(120) }, { additionalProperties: false }),
  legalBasis: word(200),
  from: day,
  until: nullable(day),
  payday: Type.Integer({ minimum: 1, maximum: 31 }),
  condition: nullable(condition),
  mostFen: Type.Integer({ minimum: 1, maximum: 10_000_000_000 }),
  verified: Type.Boolean(),
} as const

export const publishBenefitProgramme = {
  name: 'publish-benefit-programme',
  kind: 'command',
  chapter: 'settlement',
  article: 5,
  title: { zh: '发布待遇项目', en: 'Publish a benefit programme' },
  input: Type.Object({ programmeId: slug, department, ...terms }),
  answer: Type.Object({ programmeId: slug }),
} as const satisfies Operation

export const endBenefitProgramme = {
  name: 'end-benefit-programme',
  kind: 'command',
  chapter: 'settlement',
  article: 5,
  title: { zh: '终止待遇项目', en: 'End a benefit programme' },
  input: Type.Object({ programmeId: slug, until: day }),
  answer: Type.Object({ programmeId: slug }),
} as const satisfies Operation

export const approveBenefitProgramme = {
  name: 'approve-benefit-programme',
  kind: 'command',
  chapter: 'settlement',
  article: 17,
  title: { zh: '批准待遇项目变更', en: 'Approve a change of a benefit programme' },
  input: Type.Object({ programmeId: slug, version: seenVersion }),
  answer: Type.Object({ programmeId: slug }),
} as const satisfies Operation

export const benefitProgrammes = {
  name: 'benefit-programmes',
  kind: 'public',
  chapter: 'settlement',
  article: 12,
  title: { zh: '待遇项目', en: 'Benefit programmes' },
  input: Type.Object({ department: Type.Optional(department) }),
  answer: Type.Object({
    programmes: Type.Array(
      Type.Object({
        ...{ programmeId: slug, department, name: bilingual, legalBasis: Type.String(), from: day },
        ...{ until: nullable(day), payday: Type.Integer(), condition: nullable(condition), mostFen: Type.Integer() },
        /** False: no official text confirms the figures. */
        verified: Type.Boolean(),
        status: oneOf(['proposed', 'in-force'] as const),
        /** What waits for a second person. */
        proposed: nullable(oneOf(['terms', 'end'] as const)),
      }),
    ),
  }),
} as const satisfies Operation

/** Article 17: what a second person is asked to agree to, beside what holds now. */
export const benefitProposals = {
  name: 'benefit-proposals',
  kind: 'query',
  chapter: 'settlement',
  article: 17,
  title: { zh: '待批准的待遇项目变更', en: 'Changes of benefit programmes that wait for approval' },
  input: Type.Object({ department: Type.Optional(department) }),
  answer: Type.Object({
    proposals: Type.Array(
      Type.Object({
        /** The approval names the version that was read. */
        ...{ programmeId: slug, version: seenVersion, department, by: Type.String(), at: instant },
        /** Null for an end; `until` is then its last day. */
        terms: nullable(Type.Object(terms)),
        until: nullable(day),
      }),
    ),
  }),
} as const satisfies Operation

export const openBenefitBatch = {
  name: 'open-benefit-batch',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '开立待遇发放批次', en: 'Open a batch of benefit payments' },
  input: Type.Object({
    ...{ programmeId: slug, period, reference },
    /** The control numbers: what arrives must be this, to the line and to the fen. */
    declaredCount: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    declaredFen: Type.Integer({ minimum: 0, maximum: most }),
  }),
  answer: Type.Object({ batchId: uuid }),
} as const satisfies Operation

export const receiveBenefitLines = {
  name: 'receive-benefit-lines',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '接收待遇发放明细', en: 'Receive lines of a batch of benefit payments' },
  input: Type.Object({
    batchId: uuid,
    /** Numbers the pieces: one that comes again, or out of order, does no harm. */
    chunk: lineNumber,
    lines: Type.Array(
      Type.Object(
        {
          lineNumber,
          /** Identity or social security number. */
          number: Type.String({ minLength: 1, maxLength: 30 }),
          /** Fen; a wrong one costs only its line. */
          amount: Type.Integer({ minimum: -most, maximum: most }),
          /** A remark, without numbers of people. */
          note: Type.Optional(Type.String({ pattern: '^(?!.*[0-9]{7})[^\\u0000-\\u001f]{1,60}$' })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5000 },
    ),
  }),
  answer: Type.Object({ lines: Type.Integer(), repeated: Type.Boolean() }),
} as const satisfies Operation

export const closeBenefitBatch = {
  name: 'close-benefit-batch',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '核对并封闭待遇发放批次', en: 'Check and close a batch of benefit payments' },
  input: Type.Object({ batchId: uuid }),
  answer: sum,
} as const satisfies Operation

export const cancelBenefitBatch = {
  name: 'cancel-benefit-batch',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '作废待遇发放批次', en: 'Cancel a batch of benefit payments' },
  input: Type.Object({ batchId: uuid }),
  answer: Type.Object({ batchId: uuid }),
} as const satisfies Operation

export const approveBenefitBatch = {
  name: 'approve-benefit-batch',
  kind: 'command',
  chapter: 'settlement',
  article: 17,
  title: { zh: '批准待遇发放批次', en: 'Approve a batch of benefit payments' },
  input: Type.Object({ batchId: uuid }),
  answer: Type.Object({ payFrom: instant }),
} as const satisfies Operation

export const payBenefitLine = {
  name: 'pay-benefit-line',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '发放一笔待遇', en: 'Pay one line of benefits' },
  input: Type.Object({ batchId: uuid, lineNumber, personId: nullable(uuid) }),
  answer: Type.Object({ state: lineState, result: nullable(result) }),
} as const satisfies Operation

export const finishBenefitRun = {
  name: 'finish-benefit-run',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '待遇发放批次已全部送出', en: 'Every line of a batch has been sent' },
  input: Type.Object({ batchId: uuid }),
  answer: Type.Object({ released: Type.Boolean() }),
} as const satisfies Operation

export const retryBenefitLines = {
  name: 'retry-benefit-lines',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '重新发放未成功的待遇', en: 'Try unpaid benefits again' },
  input: Type.Object({
    batchId: uuid,
    /** These lines; or all that failed for one reason, five thousand in one call. */
    lines: Type.Optional(Type.Array(lineNumber, { minItems: 1, maxItems: 5000 })),
    result: Type.Optional(result),
    way,
  }),
  answer: Type.Object({ retried: Type.Integer(), returned: Type.Integer() }),
} as const satisfies Operation

export const confirmBenefitVoucher = {
  name: 'confirm-benefit-voucher',
  kind: 'command',
  chapter: 'settlement',
  article: 2,
  title: { zh: '确认现金凭证', en: 'Say whether a cash voucher was taken' },
  input: Type.Object({ batchId: uuid, lineNumber, paid: Type.Boolean() }),
  answer: Type.Object({ state: lineState, result: nullable(result) }),
} as const satisfies Operation

/** Batches that have lines for the bank that asks. */
export const benefitInstructions = {
  name: 'benefit-instructions',
  kind: 'query',
  chapter: 'settlement',
  article: 6,
  title: { zh: '待遇发放指令批次', en: 'Batches with instructions for a bank' },
  input: Type.Object({}),
  answer: Type.Object({ batches: Type.Array(Type.Object({ batchId: uuid, period, lines: Type.Integer() })) }),
} as const satisfies Operation

export const benefitInstructionFile = {
  name: 'benefit-instruction-file',
  kind: 'query',
  chapter: 'settlement',
  article: 6,
  title: { zh: '待遇发放指令文件', en: 'File of instructions for a bank' },
  input: Type.Object({
    batchId: uuid,
    /** Lines after this one; `next` of the part before. */
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
    ...personalRead,
  }),
  answer: Type.Object({
    /** GB18030, base64. */
    file: Type.String(),
    count: Type.Integer(),
    /** ES256 of the bytes of the file, r‖s, base64url; the key is published under this name. */
    kid: Type.String(),
    signature: Type.String(),
    next: nullable(Type.Integer()),
  }),
} as const satisfies Operation

export const receiveBankReturn = {
  name: 'receive-bank-return',
  kind: 'command',
  chapter: 'settlement',
  article: 13,
  title: { zh: '接收银行回盘', en: 'Receive what a bank answers to instructions' },
  input: Type.Object({
    /** GB18030, base64; at most five thousand lines. */
    file: Type.String({ minLength: 1, maxLength: 800_000, pattern: '^[0-9A-Za-z+/]+={0,2}$' }),
  }),
  answer: Type.Object({
    ...{ paid: Type.Integer(), failed: Type.Integer(), takenBack: Type.Integer(), repeated: Type.Integer() },
    notBooked: Type.Array(Type.Object({ position: Type.Integer(), reason: oneOf(notBookedReasons) })),
  }),
} as const satisfies Operation

const totals = Type.Object({ declared: sum, paid: sum, returned: sum, open: sum, agree: Type.Boolean() })

const batchShown = {
  ...{ batchId: uuid, programmeId: slug, department, period, reference, status: batchStatus },
  ...{ openedAt: instant, payFrom: nullable(instant), declared: sum },
} as const

export const benefitBatches = {
  name: 'benefit-batches',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '待遇发放批次', en: 'Batches of benefit payments' },
  input: Type.Object({
    department: Type.Optional(department),
    after: Type.Optional(uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  answer: Type.Object({ batches: Type.Array(Type.Object(batchShown)), next }),
} as const satisfies Operation

export const benefitBatch = {
  name: 'benefit-batch',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '待遇发放批次合计', en: 'One batch of benefit payments with its totals' },
  input: Type.Object({ batchId: uuid }),
  answer: Type.Object({
    ...batchShown,
    received: sum,
    /** Who acted so far: the next one is somebody else. */
    openedBy: Type.String(),
    closedBy: nullable(Type.String()),
    approvedBy: nullable(Type.String()),
    totals,
    counts: Type.Array(
      Type.Object({ state: lineState, result: nullable(result), lines: Type.Integer(), fen: Type.Integer() }),
    ),
  }),
} as const satisfies Operation

export const benefitLines = {
  name: 'benefit-lines',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '待遇发放明细', en: 'Lines of a batch of benefit payments' },
  input: Type.Object({
    batchId: uuid,
    state: Type.Optional(lineState),
    result: Type.Optional(result),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  }),
  answer: Type.Object({
    /** Nobody is named: the department knows its lines by number. */
    lines: Type.Array(
      Type.Object({
        ...{ lineNumber, amount: Type.Integer(), note: nullable(Type.String()), state: lineState },
        ...{ result: nullable(result), way, voucherBy: nullable(Type.String()), tries: count, changedAt: instant },
      }),
    ),
    next: nullable(Type.Integer()),
  }),
} as const satisfies Operation

export const benefitResultsFile = {
  name: 'benefit-results-file',
  kind: 'query',
  chapter: 'settlement',
  article: 13,
  title: { zh: '待遇发放结果文件', en: 'File of results of a batch' },
  input: Type.Object({
    batchId: uuid,
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
  }),
  answer: Type.Object({
    /** UTF-8 CSV, fifty thousand lines at most. */
    csv: Type.String(),
    next: nullable(Type.Integer()),
  }),
} as const satisfies Operation

export const myBenefits = {
  name: 'my-benefits',
  kind: 'query',
  chapter: 'settlement',
  article: 12,
  title: { zh: '我的待遇发放', en: 'My benefits' },
  input: Type.Object({
    personId: uuid,
    programmeId: Type.Optional(slug),
    from: Type.Optional(period),
    to: Type.Optional(period),
    ...personalRead,
  }),
  answer: Type.Object({
    /** The newest month first. */
    payments: Type.Array(
      Type.Object({
        ...{ programmeId: slug, name: bilingual, period, amount: Type.Integer(), state: lineState, way },
        result: nullable(result),
        stateText: bilingual,
        /** In plain words, where there is one. */
        reason: nullable(bilingual),
        nextStep: nullable(bilingual),
        changedAt: instant,
      }),
    ),
  }),
} as const satisfies Operation
