import { isSamePerson } from '../access/same-person.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type FactoryKey, type FactoryKeyEvent, type FactoryPublicKey, factoryKeyEvent } from './factory-key.ts'

type Context = Pick<DecisionContext, 'actor'>

/** Article 14: one person says which public key is the factory's; until another confirms it, the earlier one stays in use (M14.8). */
export function setFactoryKey(
  makerId: string,
  key: FactoryPublicKey,
  context: Context,
): Decision<FactoryKeyEvent, { waiting: true }> {
  return accept([factoryKeyEvent(makerId, 'factory-key-set', { key, setBy: context.actor.id })], { waiting: true })
}

/**
 * Article 14: another person, to whom the factory has told its key in a way of its own, confirms exactly that key; orders
 * are closed for it from then on. A half that only the first person named is not in use (M14.8).
 */
export function confirmFactoryKey(
  state: FactoryKey | undefined,
  key: FactoryPublicKey,
  context: Context,
): Decision<FactoryKeyEvent, { confirmed: true }> {
  if (state === undefined || state.waiting === null) return refuse('factory-key-not-set')
  if (isSamePerson(context.actor, state.waitingBy)) return refuse('same-person-twice')
  const { sm2, x25519 } = state.waiting
  if (key.sm2 !== sm2 || (key.x25519 !== null && key.x25519 !== x25519)) return refuse('factory-key-differs')
  const confirmed = factoryKeyEvent(state.makerId, 'factory-key-confirmed', { key, confirmedBy: context.actor.id })
  return accept([confirmed], { confirmed: true })
}
