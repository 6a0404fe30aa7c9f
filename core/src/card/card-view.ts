import { type Static, Type } from 'typebox'

const uuid = Type.String({ format: 'uuid' })
const instant = Type.String({ format: 'date-time' })
const day = Type.String({ format: 'date' })
const nullable = (schema: Type.TString) => Type.Union([schema, Type.Null()])

/** A card as it leaves the house: the PAN masked unless the policy reveals it, nothing of the PIN but its state. */
export const cardView = Type.Object({
  personId: uuid,
  cardId: uuid,
  cardNumber: nullable(Type.String()),
  issuingArea: Type.String(),
  generation: Type.Integer(),
  bankId: nullable(uuid),
  applicationId: nullable(uuid),
  replaces: nullable(uuid),
  requestedAt: instant,
  issuedOn: nullable(day),
  expiresOn: nullable(day),
  bankCardNumber: nullable(Type.String()),
  physical: Type.String(),
  physicalSince: instant,
  social: Type.String(),
  socialProvisionalUntil: nullable(instant),
  socialLostAt: nullable(instant),
  socialLossReceiptId: nullable(uuid),
  cancelReason: nullable(Type.String()),
  cancelledAt: nullable(instant),
  unlockRequestedBy: nullable(Type.String()),
  finance: Type.String(),
  financeProvisionalUntil: nullable(instant),
  financeLostAt: nullable(instant),
  financeLossReceiptId: nullable(uuid),
  pinState: Type.String(),
  actions: Type.Array(Type.String()),
  version: Type.Integer(),
})
export type CardView = Static<typeof cardView>
