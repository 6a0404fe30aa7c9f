import { epochMs, type Instant } from '../calendar/instant.ts'
import { holderMayAct } from '../card/holder-may-act.ts'
import { type PinCustody, unsuitablePin } from '../card/pin.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { ECardEvent } from './e-card.ts'
import { deviceEvent, type ECardDeviceEvent } from './e-card-device.ts'
import { type ECardPinAnswer, eCardPinSet, tryECardPin } from './e-card-pin.ts'
import type { HeldECard } from './held-e-card.ts'
import { mirroredCard } from './mirrored-card.ts'

export interface BindDevice {
  /** Sealed under the person's key. */
  readonly name: string
  readonly key: string
  /** When the device signed with its key; that it did is checked before the books are opened. */
  readonly proofAt: Instant
  /** Chosen with the first device, shown with every later one. */
  readonly pin: string
}

export interface BindDeviceAnswer {
  readonly outcome: 'bound' | 'wrong' | 'locked'
  readonly deviceId: string | null
  readonly triesLeft: number
}

/** Articles 2 and 9: a telephone is bound by whoever is signed in, proves its key and knows the PIN; the first one sets the PIN. */
export function bindDevice(
  { person, cards, eCard, devices }: HeldECard,
  command: BindDevice,
  custody: PinCustody,
  context: DecisionContext,
): Decision<ECardEvent | ECardDeviceEvent, BindDeviceAnswer> {
  const stopped = holderMayAct(person, context)
  if (stopped !== undefined) return stopped
  if (mirroredCard(cards) === undefined) return refuse('e-card-none')
  const stale = proofUntimely(command.proofAt, context)
  if (stale !== undefined) return stale
  if (devices.some(({ key }) => key === command.key)) return refuse('device-bound-already')
  const most = context.policy.number('e-card.devices')
  if (devices.length >= most) return refuse('devices-too-many', { most })
  const pin = pinOfBinding({ person, eCard }, command.pin, custody, context)
  if ('accepted' in pin) return pin
  const { outcome, triesLeft } = pin.answer
  if (outcome !== 'right') return accept(pin.events, { outcome, deviceId: null, triesLeft })
  const { name, key } = command
  const deviceId = context.newId()
  const boundBy = context.actor.personId ?? context.actor.id
  const bound = deviceEvent({ personId: person.personId, deviceId }, 'device-bound', { name, key, boundBy })
  return accept([...pin.events, bound], { outcome: 'bound', deviceId, triesLeft })
}

function pinOfBinding(
  { person, eCard }: Pick<HeldECard, 'person' | 'eCard'>,
  pin: string,
  custody: PinCustody,
  context: DecisionContext,
): { readonly answer: ECardPinAnswer; readonly events: readonly ECardEvent[] } | Refused {
  if (eCard !== undefined && eCard.pinVerifier !== null) return tryECardPin(eCard, pin, custody, context)
  const unsuitable = unsuitablePin(pin, context.policy.number('e-card.pin-length'))
  if (unsuitable !== undefined) return unsuitable
  const triesLeft = context.policy.number('e-card.pin-tries')
  return {
    answer: { outcome: 'right', triesLeft },
    events: [eCardPinSet(person.personId, pin, 'first', custody, context)],
  }
}

/** A proof that a device signed long ago, or will sign, shows nothing of now. */
export function proofUntimely(proofAt: Instant, { now, policy }: DecisionContext): Refused | undefined {
  const apartMs = Math.abs(epochMs(now) - epochMs(proofAt))
  const most = policy.number('e-card.clock-skew') + policy.number('e-card.token')
  return apartMs > most * 1000 ? refuse('device-proof-wrong') : undefined
}
