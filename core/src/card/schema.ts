import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { bilingual, day, instant, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { bankFacts } from './bank-notice.ts'
import { cancelReasons, channels, pinStates } from './card.ts'
import { cardView } from './card-view.ts'
import { chipBusinesses } from './chip-business.ts'
import { eightBytes, identificationCode, resetInformation } from './chip-fields.ts'
import { lockReasons } from './lock-card.ts'
import { receiptKinds, receiptPapers } from './receipt.ts'
import { bankStates } from './record-bank-state.ts'
import { functions } from './report-loss.ts'

const cardNumber = Type.String({ minLength: 9, maxLength: 12 })
const pin = Type.String({ minLength: 4, maxLength: 12 })
const channel = oneOf(channels)
const cardFunction = oneOf(functions)
const words = Type.String({ minLength: 1, maxLength: 200 })

/** Commands about a person always name the person and the card. */
const ofCard = { personId: uuid, cardId: uuid } as const

const plainWords = Type.Object({ zh: Type.String(), en: Type.String(), next: bilingual })

export const sendEnableCode = {
  name: 'send-enable-code',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '获取启用验证码', en: 'Send the code for enabling to the registered phone' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ until: instant, tries: Type.Integer() }),
} as const satisfies Operation

export const enableSocial = {
  name: 'enable-social',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '启用社会保障功能', en: 'Enable the social-security function' },
  input: Type.Object({
    ...ofCard,
    channel,
    dutyNoticeVersion: Type.String({ maxLength: 40 }),
    /** Needed where nobody has checked the card and its holder at a counter. */
    cardNumber: Type.Optional(cardNumber),
    code: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
  }),
  answer: Type.Object({
    outcome: oneOf(['enabled', 'code-wrong']),
    triesLeft: Type.Optional(Type.Integer()),
    endedCardIds: Type.Array(uuid),
    /** For the QR of the receipt: `verify-receipt`. Absent when the code was wrong. */
    verification: Type.Optional(Type.String()),
  }),
} as const satisfies Operation

export const activateFinance = {
  name: 'activate-finance',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '激活金融功能', en: 'Activate the financial function' },
  input: Type.Object({ ...ofCard, dutyNoticeVersion: Type.String({ maxLength: 40 }) }),
  answer: Type.Object({ socialEnabled: Type.Boolean(), endedCardIds: Type.Array(uuid) }),
} as const satisfies Operation

const lossReceipt = Type.Object({
  receiptId: uuid,
  reportedAt: instant,
  kind: oneOf(['provisional', 'formal']),
  stopped: Type.Array(cardFunction),
  socialUntil: nullable(instant),
  financeUntil: nullable(instant),
  alsoOffered: nullable(cardFunction),
  /** For the QR of the receipt: `verify-receipt`. */
  verification: Type.String(),
})

export const reportLoss = {
  name: 'report-loss',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '挂失', en: 'Report a loss' },
  input: Type.Object({
    ...ofCard,
    functions: oneOf([...functions, 'both']),
    kind: oneOf(['provisional', 'formal']),
    channel,
  }),
  answer: lossReceipt,
} as const satisfies Operation

export const releaseLoss = {
  name: 'release-loss',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '解除挂失', en: 'Release a loss report' },
  input: Type.Object({ ...ofCard, functions: oneOf([...functions, 'both']), channel }),
  answer: Type.Object({ released: Type.Array(cardFunction) }),
} as const satisfies Operation

export const warnLossLapse = {
  name: 'warn-loss-lapse',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '临时挂失到期提醒', en: 'Warn that a provisional loss report is about to lapse' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ warned: Type.Array(cardFunction) }),
} as const satisfies Operation

export const lapseLoss = {
  name: 'lapse-loss',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '临时挂失到期', en: 'Let a provisional loss report lapse' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ lapsed: Type.Array(cardFunction) }),
} as const satisfies Operation

export const lockCard = {
  name: 'lock-card',
  kind: 'command',
  chapter: 'card',
  article: 9,
  title: { zh: '锁定社会保障功能', en: 'Lock the social-security function' },
  input: Type.Object({ ...ofCard, reason: oneOf(lockReasons) }),
  answer: Type.Object({ social: Type.Literal('locked') }),
} as const satisfies Operation

export const requestUnlock = {
  name: 'request-unlock',
  kind: 'command',
  chapter: 'card',
  article: 9,
  title: { zh: '申请解锁', en: 'Ask to unlock a card' },
  input: Type.Object({ ...ofCard, reason: words }),
  answer: Type.Object({ requestedBy: Type.String() }),
} as const satisfies Operation

export const unlockCard = {
  name: 'unlock-card',
  kind: 'command',
  chapter: 'card',
  article: 9,
  title: { zh: '批准解锁', en: 'Unlock a card that somebody else asked to unlock' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ social: Type.Literal('pending-enable') }),
} as const satisfies Operation

export const cancelCard = {
  name: 'cancel-card',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '注销社会保障功能', en: 'Cancel a card' },
  input: Type.Object({ ...ofCard, reason: oneOf(cancelReasons) }),
  answer: Type.Object({ bankClosesAccount: Type.Boolean() }),
} as const satisfies Operation

export const recordBankState = {
  name: 'record-bank-state',
  kind: 'command',
  chapter: 'card',
  article: 2,
  title: { zh: '银行上报金融功能状态', en: 'Record the state of the financial function reported by the bank' },
  input: Type.Object({ ...ofCard, state: oneOf(bankStates), effectiveAt: instant }),
  answer: Type.Object({ changed: Type.Boolean() }),
} as const satisfies Operation

const pinAnswer = Type.Object({ outcome: oneOf(['right', 'wrong', 'locked']), triesLeft: Type.Integer() })

export const bankNotices = {
  name: 'bank-notices',
  kind: 'query',
  chapter: 'card',
  article: 7,
  title: { zh: '待银行处理的卡状态通知', en: 'What the bank has to know about its cards and has not signed for yet' },
  input: Type.Object({ ...personalRead }),
  answer: Type.Object({
    notices: Type.Array(
      Type.Object({
        noticeId: uuid,
        ...ofCard,
        cardNumber: nullable(cardNumber),
        fact: oneOf(bankFacts),
        at: instant,
        until: nullable(instant),
      }),
    ),
  }),
} as const satisfies Operation

export const acknowledgeBankNotice = {
  name: 'acknowledge-bank-notice',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '银行签收通知', en: 'Sign for a notice to the bank' },
  input: Type.Object({ personId: uuid, noticeId: uuid }),
  answer: Type.Object({ acknowledgedAt: instant }),
} as const satisfies Operation

export const setInitialPin = {
  name: 'set-initial-pin',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '设置初始密码', en: 'Set the initial PIN that was printed into the sealed envelope' },
  input: Type.Object({ ...ofCard, pin }),
  answer: Type.Object({ expiresAt: instant }),
} as const satisfies Operation

export const changePin = {
  name: 'change-pin',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '修改密码', en: 'Change the PIN' },
  input: Type.Object({ ...ofCard, pin, newPin: pin }),
  answer: pinAnswer,
} as const satisfies Operation

export const verifyPin = {
  name: 'verify-pin',
  kind: 'command',
  chapter: 'card',
  article: 9,
  title: { zh: '校验密码', en: 'Verify the PIN' },
  input: Type.Object({ ...ofCard, pin }),
  answer: pinAnswer,
} as const satisfies Operation

export const startPinReset = {
  name: 'start-pin-reset',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '发起密码重置', en: 'Start a reset of the PIN' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ resetId: uuid, until: instant }),
} as const satisfies Operation

export const setPin = {
  name: 'set-pin',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '设置新密码', en: 'Choose a PIN in the reset that was started' },
  input: Type.Object({ ...ofCard, resetId: uuid, newPin: pin }),
  answer: Type.Object({ pin: Type.Literal('set') }),
} as const satisfies Operation

export const unblockPin = {
  name: 'unblock-pin',
  kind: 'command',
  chapter: 'card',
  article: 7,
  title: { zh: '密码解锁', en: 'Unblock the PIN' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ triesLeft: Type.Integer() }),
} as const satisfies Operation

export const importCard = {
  name: 'import-card',
  kind: 'command',
  chapter: 'card',
  article: 18,
  title: { zh: '导入已发卡', en: 'Import a card that was issued before' },
  input: Type.Object({
    personId: uuid,
    cardNumber,
    issuingArea: Type.String({ pattern: '^\\d{6}$' }),
    generation: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)]),
    bankId: nullable(uuid),
    issuedOn: day,
    expiresOn: day,
    social: oneOf(['pending-enable', 'enabled', 'suspended-formal', 'cancelled']),
    finance: oneOf(['none', 'active', 'closed']),
    cancelReason: nullable(oneOf(cancelReasons)),
    chipIdentificationCode: nullable(Type.String({ pattern: '^[0-9A-F]{32}$' })),
    atr: nullable(Type.String({ pattern: '^([0-9A-F]{2}){2,33}$' })),
    /** Only where the master keys of that version are held here. */
    chipKeyVersion: Type.Optional(Type.Integer({ minimum: 1, maximum: 255 })),
    bankCardNumber: nullable(Type.String({ pattern: '^\\d{13,19}$' })),
  }),
  answer: Type.Object({ cardId: uuid }),
} as const satisfies Operation

export const fillCardNumbers = {
  name: 'fill-card-numbers',
  kind: 'command',
  chapter: 'card',
  article: 3,
  title: { zh: '补充卡号池', en: 'Fill the pool of card numbers from a range' },
  input: Type.Object({
    /** The characters that stay; the rest of the eight is counted from `first` on. */
    prefix: Type.String({ pattern: '^[0-9A-Z]{1,4}$' }),
    first: Type.Integer({ minimum: 0, maximum: 9_999_999 }),
    count: Type.Integer({ minimum: 1, maximum: 50_000 }),
  }),
  answer: Type.Object({ first: cardNumber, last: cardNumber, count: Type.Integer() }),
} as const satisfies Operation

export const card = {
  name: 'card',
  kind: 'query',
  chapter: 'card',
  article: 7,
  title: { zh: '卡片信息', en: 'A card' },
  input: Type.Object({ ...ofCard, ...personalRead }),
  answer: cardView,
} as const satisfies Operation

export const myCards = {
  name: 'my-cards',
  kind: 'query',
  chapter: 'card',
  article: 2,
  title: { zh: '我的社会保障卡', en: 'My cards' },
  input: Type.Object({ ...personalRead }),
  answer: Type.Object({ cards: Type.Array(cardView) }),
} as const satisfies Operation

export const cardsOfPerson = {
  name: 'cards-of-person',
  kind: 'query',
  chapter: 'card',
  article: 7,
  title: { zh: '此人的社会保障卡', en: 'The cards of a person' },
  input: Type.Object({ personId: uuid, ...personalRead }),
  answer: Type.Object({ cards: Type.Array(cardView) }),
} as const satisfies Operation

export const cardStatus = {
  name: 'card-status',
  kind: 'query',
  chapter: 'card',
  article: 7,
  title: { zh: '卡状态查询', en: 'The state of a card in plain words' },
  input: Type.Object({ ...ofCard, ...personalRead }),
  answer: Type.Object({
    headline: plainWords,
    physical: plainWords,
    social: plainWords,
    finance: plainWords,
    pin: plainWords,
    expired: Type.Boolean(),
    socialUntil: nullable(instant),
    financeUntil: nullable(instant),
  }),
} as const satisfies Operation

export const pinStatus = {
  name: 'pin-status',
  kind: 'query',
  chapter: 'card',
  article: 7,
  title: { zh: '我的密码状态', en: 'What holders have to know of their PIN' },
  input: Type.Object({ ...ofCard, purpose: personalRead.purpose }),
  answer: Type.Object({
    state: oneOf(pinStates),
    digits: Type.Integer(),
    triesLeft: Type.Integer(),
    initialUntil: nullable(instant),
    /** Opened at a counter and open still: `set-pin` wants its identifier. */
    reset: nullable(Type.Object({ resetId: uuid, until: instant })),
  }),
} as const satisfies Operation

export const lossReceipts = {
  name: 'loss-receipts',
  kind: 'query',
  chapter: 'card',
  article: 13,
  title: { zh: '挂失回执', en: 'Receipts of the loss reports on a card' },
  input: Type.Object({ ...ofCard, ...personalRead }),
  answer: Type.Object({
    receipts: Type.Array(
      Type.Object({
        receiptId: uuid,
        function: cardFunction,
        kind: oneOf(['provisional', 'formal']),
        reportedAt: instant,
        channel,
        until: nullable(instant),
        /** Place of the report in the history of the card, and the command that the audit log knows it by. */
        version: Type.Integer(),
        commandId: uuid,
        verification: Type.String(),
      }),
    ),
  }),
} as const satisfies Operation

export const verifyReceipt = {
  name: 'verify-receipt',
  kind: 'public',
  chapter: 'card',
  article: 13,
  title: { zh: '回执验真', en: 'Verify a receipt' },
  /** What the QR of the receipt says; it names nobody. Whatever else stands here is not one of ours. */
  input: Type.Object({ token: Type.String({ maxLength: 400 }) }),
  answer: Type.Object({
    kind: oneOf(receiptKinds),
    title: bilingual,
    /** When it took effect. */
    at: instant,
    place: bilingual,
    office: nullable(bilingual),
    /** As it was then. */
    state: bilingual,
    until: nullable(instant),
    cardNumberEnding: nullable(Type.String()),
  }),
} as const satisfies Operation

export const receiptPdf = {
  name: 'receipt-pdf',
  kind: 'query',
  chapter: 'card',
  article: 13,
  title: { zh: '回执 PDF', en: 'A receipt as PDF' },
  input: Type.Object({
    /** The token that came with the answer of the deed. */
    token: Type.String({ maxLength: 400 }),
    paper: oneOf(receiptPapers),
    /** The one that comes first; both stand on the paper. */
    language: oneOf(['zh', 'en']),
    ...personalRead,
  }),
  answer: Type.Object({
    fileName: Type.String(),
    /** The PDF in base64. */
    file: Type.String({ maxLength: 400_000 }),
  }),
} as const satisfies Operation

export const foreignCard = {
  name: 'foreign-card',
  kind: 'query',
  chapter: 'card',
  article: 3,
  title: { zh: '异地卡识别', en: 'Recognise a card of another area' },
  input: Type.Object({ issuingArea: Type.String({ pattern: '^\\d{6}$' }), cardNumber }),
  answer: Type.Object({
    issuingArea: Type.String(),
    foreign: Type.Boolean(),
    numberValid: Type.Boolean(),
    /** Only the issuing area knows; without its answer the state is unknown, never guessed. */
    status: Type.Literal('unknown'),
    advice: bilingual,
  }),
} as const satisfies Operation

export const chipChallenge = {
  name: 'chip-challenge',
  kind: 'query',
  chapter: 'card',
  article: 14,
  title: { zh: '获取芯片验真随机数', en: 'A challenge for the chip that lies in the reader' },
  /** Both stand on the chip: whoever has it in the reader knows them. */
  input: Type.Object({ cardNumber, identificationCode, ...personalRead }),
  answer: Type.Object({
    personId: uuid,
    cardId: uuid,
    /** Given back with the chip's answer; good for this card and this asker alone. */
    challenge: Type.String(),
    random1: eightBytes,
    random2: eightBytes,
    until: instant,
  }),
} as const satisfies Operation

export const authenticateChip = {
  name: 'authenticate-chip',
  kind: 'command',
  chapter: 'card',
  article: 14,
  title: { zh: '芯片验真', en: 'Find out whether a chip is genuine' },
  input: Type.Object({
    personId: uuid,
    cardId: uuid,
    challenge: Type.String({ minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' }),
    identificationCode,
    resetInformation,
    /** The transaction counter and the cryptogram of the counted form of INTERNAL AUTHENTICATE. */
    counter: Type.Integer({ minimum: 0, maximum: 0x7fff_ffff }),
    cryptogram: Type.String({ pattern: '^([0-9A-F]{16}|[0-9A-F]{32})$' }),
  }),
  answer: Type.Object({
    genuine: Type.Boolean(),
    /** As a national driver says it: 0, −21 not genuine, −22 the chip is another one. */
    code: Type.Integer(),
    /** Whether the social-security function works at this moment. */
    usable: Type.Boolean(),
  }),
} as const satisfies Operation

export const chipInstruction = {
  name: 'chip-instruction',
  kind: 'query',
  chapter: 'card',
  article: 14,
  title: { zh: '加密机指令', en: 'What the key machine answers to a reader without a security module' },
  input: Type.Object({
    /** 246 internal and external authentication, 244 external authentication, 245 secure message. */
    service: oneOf(['246', '244', '245']),
    business: oneOf(chipBusinesses),
    cardNumber,
    identificationCode,
    resetInformation,
    /** What the step of the driver gave, with its bars. */
    line: Type.String({ minLength: 1, maxLength: 400, pattern: '^[0-9A-Za-z|]+$' }),
    ...personalRead,
  }),
  answer: Type.Object({ code: Type.String(), message: Type.String(), inst: Type.String() }),
} as const satisfies Operation
