import type { Instant } from '../calendar/instant.ts'

/**
 * The public half of the key for which a factory's orders and transport keys are closed, hexadecimal: an uncompressed point of the
 * SM2 curve, and a key of X25519 where the office works with the international suite.
 */
export interface FactoryPublicKey {
  readonly sm2: string
  readonly x25519: string | null
}

/** Whose key a factory's is, is said by one person and confirmed by another: a wrong one would give every holder's data away (M14.8). */
export interface FactoryKey {
  readonly makerId: string
  /** The key in use, and who set and who confirmed it; null until two persons have agreed on one. */
  readonly key: FactoryPublicKey | null
  readonly setBy: string | null
  readonly confirmedBy: string | null
  /** The key that waits for the second person. */
  readonly waiting: FactoryPublicKey | null
  readonly waitingBy: string | null
  readonly changedAt: Instant
}

export interface FactoryKeyEventData {
  'factory-key-set': { readonly key: FactoryPublicKey; readonly setBy: string }
  /** As much of the key as the second person named. */
  'factory-key-confirmed': { readonly key: FactoryPublicKey; readonly confirmedBy: string }
}

export type FactoryKeyEventName = keyof FactoryKeyEventData
export type FactoryKeyEvent = {
  readonly [Name in FactoryKeyEventName]: {
    readonly stream: 'factory-key'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: FactoryKeyEventData[Name]
  }
}[FactoryKeyEventName]

export function factoryKeyEvent<Name extends FactoryKeyEventName>(
  makerId: string,
  name: Name,
  data: FactoryKeyEventData[Name],
): FactoryKeyEvent {
  return { stream: 'factory-key', id: makerId, personId: null, name, data } as FactoryKeyEvent
}

const none = { key: null, setBy: null, confirmedBy: null } as const

export function evolveFactoryKey(state: FactoryKey | undefined, event: FactoryKeyEvent, at: Instant): FactoryKey {
  if (event.name === 'factory-key-set') {
    const { key, setBy } = event.data
    return { ...none, ...state, makerId: event.id, waiting: key, waitingBy: setBy, changedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a factory without a key`)
  const { key, confirmedBy } = event.data
  return {
    ...state,
    ...{ key, setBy: state.waitingBy, confirmedBy },
    ...{ waiting: null, waitingBy: null, changedAt: at },
  }
}
