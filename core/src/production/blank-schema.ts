import { Type } from 'typebox'
import { instant, next, nullable, oneOf, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const count = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const someBlanks = Type.Integer({ minimum: 1, maximum: 1_000_000 })
/** An office, a factory's organisation, or the store of the bureau. */
const placeId = text(60)
const placeKind = oneOf(['store', 'factory', 'outlet'])
const onHand = Type.Object({ onHand: Type.Integer() })

export const stockBlanks = {
  name: 'stock-blanks',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基入库', en: 'Take a delivery of blanks into the books' },
  input: Type.Object({ placeId, placeKind, count: someBlanks, deliveryNote: text(60) }),
  answer: onHand,
} as const satisfies Operation

export const offerBlanks = {
  name: 'offer-blanks',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基移交', en: 'Hand blanks over: the giver signs' },
  input: Type.Object({ placeId, toPlaceId: placeId, toPlaceKind: placeKind, count: someBlanks }),
  answer: Type.Object({ transferId: uuid }),
} as const satisfies Operation

export const receiveBlanks = {
  name: 'receive-blanks',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基签收', en: 'Receive blanks: the receiver signs' },
  input: Type.Object({ transferId: uuid, received: count, differenceReason: Type.Optional(text(200)) }),
  answer: Type.Object({ difference: Type.Integer() }),
} as const satisfies Operation

export const spoilBlanks = {
  name: 'spoil-blanks',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '废卡基登记', en: 'Record blanks as spoiled' },
  input: Type.Object({ placeId, count: someBlanks, reason: text(200) }),
  answer: onHand,
} as const satisfies Operation

export const proposeBlankDestruction = {
  name: 'propose-blank-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '废卡基销毁登记', en: 'Propose to destroy spoiled blanks' },
  input: Type.Object({ placeId, count: someBlanks }),
  answer: Type.Object({ proposed: Type.Integer() }),
} as const satisfies Operation

export const confirmBlankDestruction = {
  name: 'confirm-blank-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '废卡基销毁复核', en: 'Confirm the destruction of blanks, by a second person' },
  input: Type.Object({ placeId }),
  answer: Type.Object({ destroyed: Type.Integer() }),
} as const satisfies Operation

export const declineBlankDestruction = {
  name: 'decline-blank-destruction',
  kind: 'command',
  chapter: 'production',
  article: 14,
  title: { zh: '废卡基销毁不予同意或撤回', en: 'Decline, or take back, a proposal to destroy blanks' },
  input: Type.Object({ placeId, reason: text(200) }),
  answer: Type.Object({ declined: Type.Integer() }),
} as const satisfies Operation

export const closeStockDay = {
  name: 'close-stock-day',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基日终盘点', en: 'Close the day of a stock with a count' },
  input: Type.Object({ placeId, counted: count }),
  answer: Type.Object({ expected: Type.Integer(), difference: Type.Integer() }),
} as const satisfies Operation

export const settleStockDifference = {
  name: 'settle-stock-difference',
  kind: 'command',
  chapter: 'production',
  article: 13,
  title: { zh: '盘点差异处理', en: 'Settle a difference of the count, by a second person' },
  input: Type.Object({ placeId, reason: text(200) }),
  answer: onHand,
} as const satisfies Operation

/** Keyset pages: give back what came as `next`. */
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
const paged = { after: Type.Optional(uuid), limit } as const

export const blankStocks = {
  name: 'blank-stocks',
  kind: 'query',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基库存', en: 'Blanks per place' },
  input: Type.Object({ placeId: Type.Optional(placeId), after: Type.Optional(placeId), limit }),
  answer: Type.Object({
    stocks: Type.Array(
      Type.Object({
        placeId: Type.String(),
        placeKind,
        issued: Type.Integer(),
        good: Type.Integer(),
        spoiled: Type.Integer(),
        returned: Type.Integer(),
        missing: Type.Integer(),
        onHand: Type.Integer(),
        destroyed: Type.Integer(),
        destructionCount: nullable(Type.Integer()),
        destructionProposedBy: nullable(Type.String()),
        difference: Type.Integer(),
        /** Who counted: the difference is settled by somebody else. */
        countedBy: nullable(Type.String()),
        closedOn: nullable(Type.String()),
      }),
    ),
    next,
  }),
} as const satisfies Operation

export const blankTransfers = {
  name: 'blank-transfers',
  kind: 'query',
  chapter: 'production',
  article: 13,
  title: { zh: '卡基交接', en: 'Hand-overs of blanks that wait for a signature, or ended with a difference' },
  input: Type.Object({ placeId, ...paged }),
  answer: Type.Object({
    transfers: Type.Array(
      Type.Object({
        transferId: uuid,
        fromPlaceId: Type.String(),
        toPlaceId: Type.String(),
        offered: Type.Integer(),
        offeredBy: Type.String(),
        received: nullable(Type.Integer()),
        receivedBy: nullable(Type.String()),
        difference: Type.Integer(),
        differenceReason: nullable(Type.String()),
        changedAt: instant,
      }),
    ),
    next,
  }),
} as const satisfies Operation
