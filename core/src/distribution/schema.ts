import { Type } from 'typebox'
import { personalRead } from '../access/personal-read.ts'
import { instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { parcelKinds, parcelStates } from './parcel.ts'
import { parcelLineStates } from './parcel-line.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const cardNumber = Type.String({ pattern: '^[0-9A-Z]{9}$' })
const ofParcel = { parcelId: uuid } as const
/** Commands about a person always name the person and the card. */
const ofCard = { personId: uuid, cardId: uuid } as const
const dutyNoticeVersion = Type.String({ maxLength: 40 })
const collected = Type.Object({
  cardId: uuid,
  collected: Type.Literal(true),
  /** For the QR of the receipt: `verify-receipt`. */
  verification: Type.String(),
})

export const formParcel = {
  name: 'form-parcel',
  kind: 'command',
  chapter: 'distribution',
  article: 3,
  title: { zh: '成品卡装箱', en: 'Pack finished cards for an outlet, the post or an employer' },
  input: Type.Object({
    kind: oneOf(parcelKinds),
    bankId: uuid,
    officeId: Type.Optional(uuid),
    employerId: Type.Optional(text(60)),
  }),
  answer: Type.Object({ parcelId: uuid, listed: Type.Integer() }),
} as const satisfies Operation

export const dispatchParcel = {
  name: 'dispatch-parcel',
  kind: 'command',
  chapter: 'distribution',
  article: 13,
  title: { zh: '包裹发出', en: 'Send a parcel off: the giver signs' },
  input: Type.Object({ ...ofParcel, consignment: Type.Optional(text(40)) }),
  answer: Type.Object({ state: Type.String() }),
} as const satisfies Operation

export const receiveParcel = {
  name: 'receive-parcel',
  kind: 'command',
  chapter: 'distribution',
  article: 13,
  title: { zh: '包裹签收', en: 'Receive a parcel, card by card: the receiver signs' },
  input: Type.Object({
    ...ofParcel,
    scanned: Type.Array(cardNumber, { maxItems: 10_000 }),
    missing: Type.Integer({ minimum: 0 }),
  }),
  answer: Type.Object({ arrived: Type.Integer(), missing: Type.Integer() }),
} as const satisfies Operation

export const findMissingCard = {
  name: 'find-missing-card',
  kind: 'command',
  chapter: 'distribution',
  article: 13,
  title: { zh: '缺失卡找回登记', en: 'Record that a missing card was found' },
  input: Type.Object({ ...ofCard, officeId: uuid }),
  answer: Type.Object({ physical: Type.String() }),
} as const satisfies Operation

export const collectCard = {
  name: 'collect-card',
  kind: 'command',
  chapter: 'distribution',
  article: 9,
  title: { zh: '领卡', en: 'Hand a card to its holder, guardian or proxy' },
  input: Type.Object({ ...ofCard, dutyNoticeVersion }),
  answer: collected,
} as const satisfies Operation

export const confirmDelivery = {
  name: 'confirm-delivery',
  kind: 'command',
  chapter: 'distribution',
  article: 9,
  title: { zh: '收卡确认', en: 'Confirm that a card came by post or through the employer' },
  input: Type.Object({ ...ofCard, dutyNoticeVersion }),
  answer: collected,
} as const satisfies Operation

export const takeBackCard = {
  name: 'take-back-card',
  kind: 'command',
  chapter: 'distribution',
  article: 3,
  title: { zh: '退回卡片入网点', en: 'Take undelivered mail, or a card from an employer, in at the outlet' },
  input: Type.Object({ ...ofCard, reason: text(100) }),
  answer: Type.Object({ officeId: Type.String() }),
} as const satisfies Operation

export const remindCollection = {
  name: 'remind-collection',
  kind: 'command',
  chapter: 'distribution',
  article: 3,
  title: { zh: '领卡提醒', en: 'Remind somebody of the card that waits' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ days: Type.Integer() }),
} as const satisfies Operation

export const sealUncollected = {
  name: 'seal-uncollected',
  kind: 'command',
  chapter: 'distribution',
  article: 3,
  title: { zh: '逾期未领封存', en: 'Seal a card that nobody collected' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ sealed: Type.Literal(true) }),
} as const satisfies Operation

export const proposeCardDestruction = {
  name: 'propose-card-destruction',
  kind: 'command',
  chapter: 'distribution',
  article: 14,
  title: { zh: '卡片销毁登记', en: 'Propose to destroy a card' },
  input: Type.Object({ ...ofCard, reason: text(100) }),
  answer: Type.Object({ proposed: Type.Literal(true) }),
} as const satisfies Operation

export const confirmCardDestruction = {
  name: 'confirm-card-destruction',
  kind: 'command',
  chapter: 'distribution',
  article: 14,
  title: { zh: '卡片销毁复核', en: 'Confirm the destruction of a card, by a second person' },
  input: Type.Object({ ...ofCard }),
  answer: Type.Object({ destroyed: Type.Literal(true) }),
} as const satisfies Operation

/** Keyset pages: give back what came as `next`. */
const paged = {
  after: Type.Optional(uuid),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
} as const

const parcelRow = Type.Object({
  parcelId: uuid,
  kind: oneOf(parcelKinds),
  bankId: Type.String(),
  officeId: nullable(Type.String()),
  employerId: nullable(Type.String()),
  state: oneOf(parcelStates),
  listed: Type.Integer(),
  missing: Type.Integer(),
  formedBy: Type.String(),
  dispatchedBy: nullable(Type.String()),
  consignment: nullable(Type.String()),
  receivedBy: nullable(Type.String()),
  changedAt: instant,
})

export const parcels = {
  name: 'parcels',
  kind: 'query',
  chapter: 'distribution',
  article: 3,
  title: { zh: '包裹列表', en: 'Parcels of a bank, an outlet or an employer, the newest first' },
  input: Type.Object({
    states: Type.Optional(Type.Array(oneOf(parcelStates), { maxItems: parcelStates.length })),
    bankId: Type.Optional(uuid),
    officeId: Type.Optional(uuid),
    employerId: Type.Optional(text(60)),
    ...paged,
  }),
  answer: Type.Object({ parcels: Type.Array(parcelRow), next }),
} as const satisfies Operation

const parcelLineRow = Type.Object({
  personId: uuid,
  cardId: uuid,
  applicationId: uuid,
  /** Null for an instant card that was left lying. */
  parcelId: nullable(uuid),
  cardNumber,
  name: nullable(Type.String()),
  phone: nullable(Type.String()),
  position: Type.Integer(),
  kind: oneOf(parcelKinds),
  state: oneOf(parcelLineStates),
  officeId: nullable(Type.String()),
  waitingSince: nullable(instant),
  reminders: Type.Integer(),
})

export const parcelContents = {
  name: 'parcel-contents',
  kind: 'query',
  chapter: 'distribution',
  article: 13,
  title: { zh: '包裹清单', en: 'What is in a parcel' },
  input: Type.Object({
    ...ofParcel,
    after: Type.Optional(Type.String({ pattern: '^\\d{1,6}$' })),
    limit: paged.limit,
    ...personalRead,
  }),
  answer: Type.Object({ parcel: parcelRow, cards: Type.Array(parcelLineRow), next }),
} as const satisfies Operation

export const cardDestructions = {
  name: 'card-destructions',
  kind: 'query',
  chapter: 'distribution',
  article: 14,
  title: { zh: '待第二人确认的卡片销毁', en: 'Cards whose destruction waits for a second person' },
  input: Type.Object({ bankId: uuid, after: paged.after, limit: paged.limit, ...personalRead }),
  answer: Type.Object({
    cards: Type.Array(
      Type.Object({
        ...ofCard,
        cardNumber: nullable(cardNumber),
        physical: Type.String(),
        reason: Type.String(),
        proposedBy: Type.String(),
        proposedAt: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const cardsInDistribution = {
  name: 'cards-in-distribution',
  kind: 'query',
  chapter: 'distribution',
  article: 3,
  title: { zh: '待领、缺失、找回、封存卡片', en: 'Cards that wait, are missing, were found or sealed, at an office' },
  input: Type.Object({
    officeId: uuid,
    state: oneOf(['waiting', 'missing', 'found', 'sealed']),
    ...paged,
    ...personalRead,
  }),
  answer: Type.Object({ cards: Type.Array(parcelLineRow), next }),
} as const satisfies Operation
