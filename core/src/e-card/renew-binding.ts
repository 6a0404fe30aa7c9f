import { addMilliseconds, type Instant } from '../calendar/instant.ts'
import { holderMayAct } from '../card/holder-may-act.ts'
import type { PinCustody } from '../card/pin.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { toBase32 } from './base32.ts'
import { proofUntimely } from './bind-device.ts'
import { bindingToSign, signedBinding } from './binding.ts'
import type { ECardEvent } from './e-card.ts'
import { deviceEvent, type ECardDeviceEvent } from './e-card-device.ts'
import { type ECardPinAnswer, tryECardPin } from './e-card-pin.ts'
import type { HeldECard } from './held-e-card.ts'
import { eCardBarred, mirroredCard, noLongerThan } from './mirrored-card.ts'

const msPerHour = 3_600_000

export interface RenewBinding {
  readonly deviceId: string
  readonly pin: string
  readonly proofAt: Instant
}

/** What the office gives to it: keys and the place of a card in the status list. */
export interface BindingOffice {
  readonly custody: PinCustody
  /** x‖y of a device as its row keeps it. */
  keyBytes(key: string): Uint8Array
  /** Whether the device signed this wish with that key. */
  proves(key: Uint8Array): boolean
  /** Where the card stands in the status list; undefined in the seconds before it is first listed. */
  place(cardId: string): { readonly shard: number; readonly index: number } | undefined
  sign(bytes: Uint8Array): { readonly keyVersion: number; readonly signature: Uint8Array }
}

export interface RenewBindingAnswer {
  readonly outcome: ECardPinAnswer['outcome']
  readonly triesLeft: number
  /** Base32, for `makeCode`; null when the PIN was wrong. */
  readonly binding: string | null
  readonly validUntil: Instant | null
}

/**
 * Article 9: a bound telephone gets the office's word for some hours, while its card works and against the PIN. What is off line is never
 * older than that, and a terminal still looks the card up in its status list.
 */
export function renewBinding(
  { person, cards, eCard, devices }: HeldECard,
  command: RenewBinding,
  office: BindingOffice,
  context: DecisionContext,
): Decision<ECardEvent | ECardDeviceEvent, RenewBindingAnswer> {
  const barred = holderMayAct(person, context) ?? eCardBarred(person, cards, context.now)
  if (barred !== undefined) return barred
  const card = mirroredCard(cards)
  const device = devices.find(({ deviceId }) => deviceId === command.deviceId)
  if (device === undefined || card === undefined) return refuse('device-not-bound')
  const deviceKey = office.keyBytes(device.key)
  const stale = proofUntimely(command.proofAt, context)
  if (stale !== undefined) return stale
  if (!office.proves(deviceKey)) return refuse('device-proof-wrong')
  const place = office.place(card.cardId)
  if (place === undefined) return refuse('e-card-not-listed-yet')
  const pin = tryECardPin(eCard, command.pin, office.custody, context)
  if ('accepted' in pin) return pin
  if (pin.answer.outcome !== 'right') return accept(pin.events, { ...pin.answer, binding: null, validUntil: null })
  const hoursOn = addMilliseconds(context.now, context.policy.number('e-card.offline-hours') * msPerHour)
  const validUntil = noLongerThan(card, hoursOn)
  const { deviceId } = device
  const toSign = bindingToSign({ deviceId, deviceKey, ...place, issuedAt: context.now, validUntil })
  const { keyVersion, signature } = office.sign(toSign)
  const renewed = deviceEvent(device, 'binding-renewed', { cardId: card.cardId, validUntil, keyVersion })
  const binding = toBase32(signedBinding(toSign, keyVersion, signature))
  return accept([...pin.events, renewed], { ...pin.answer, binding, validUntil })
}
