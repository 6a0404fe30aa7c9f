import type { Instant } from '../calendar/instant.ts'
import type { ChipSuite } from '../card/chip-suite.ts'

/** A version of the master keys of the city's chips, from the first wish for it to its end (Article 14). */
export const chipKeyStates = [
  'proposed',
  'withdrawn',
  'confirmed',
  'active',
  'retired',
  'destruction-proposed',
  'destruction-confirmed',
  'destroyed',
] as const
export type ChipKeyState = (typeof chipKeyStates)[number]

export interface ChipKeyEventData {
  'chip-key-proposed': {
    readonly suite: ChipSuite
    readonly keyVersion: number
    readonly reason: string
    readonly proposedBy: string
  }
  'chip-key-withdrawn': { readonly withdrawnBy: string }
  'chip-key-confirmed': { readonly confirmedBy: string }
  /** The key machine has made the keys; what it says of them, so that two custodians can compare. */
  'chip-key-made': { readonly checkValues: Readonly<Record<string, string>> }
  /** No card gets it any more; those that have it are spoken to as before. */
  'chip-key-retired': { readonly reason: string; readonly retiredBy: string }
  'chip-key-destruction-proposed': { readonly destructionProposedBy: string }
  'chip-key-destruction-withdrawn': { readonly withdrawnBy: string }
  'chip-key-destruction-confirmed': { readonly destructionConfirmedBy: string }
  'chip-key-destroyed': Record<never, never>
}
export type ChipKeyEventName = keyof ChipKeyEventData

/** The whole way of a version on one screen. */
const chipKeyTransitions = {
  proposed: { 'chip-key-confirmed': 'confirmed', 'chip-key-withdrawn': 'withdrawn' },
  withdrawn: {},
  confirmed: { 'chip-key-made': 'active' },
  active: { 'chip-key-retired': 'retired' },
  retired: { 'chip-key-destruction-proposed': 'destruction-proposed' },
  'destruction-proposed': {
    'chip-key-destruction-withdrawn': 'retired',
    'chip-key-destruction-confirmed': 'destruction-confirmed',
  },
  'destruction-confirmed': { 'chip-key-destroyed': 'destroyed' },
  destroyed: {},
} as const satisfies Record<ChipKeyState, Partial<Record<ChipKeyEventName, ChipKeyState>>>

export interface ChipKey {
  /** Suite and version: `sm-1`. */
  readonly chipKeyId: string
  readonly suite: ChipSuite
  /** The version byte of every key of the card. */
  readonly keyVersion: number
  readonly state: ChipKeyState
  readonly reason: string
  readonly proposedBy: string
  readonly confirmedBy: string | null
  readonly checkValues: Readonly<Record<string, string>> | null
  readonly retireReason: string | null
  readonly destructionProposedBy: string | null
  readonly destructionConfirmedBy: string | null
  readonly changedAt: Instant
}

export type ChipKeyEvent = {
  readonly [Name in ChipKeyEventName]: {
    readonly stream: 'chip-key'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: ChipKeyEventData[Name]
  }
}[ChipKeyEventName]

export function chipKeyIdOf(suite: ChipSuite, keyVersion: number): string {
  return `${suite}-${keyVersion}`
}

export function chipKeyEvent<Name extends ChipKeyEventName>(
  chipKeyId: string,
  name: Name,
  data: ChipKeyEventData[Name],
): ChipKeyEvent {
  return { stream: 'chip-key', id: chipKeyId, personId: null, name, data } as ChipKeyEvent
}

export function evolveChipKey(key: ChipKey | undefined, event: ChipKeyEvent, at: Instant): ChipKey {
  if (event.name === 'chip-key-proposed') {
    if (key !== undefined) throw new Error(`the chip key ${event.id} exists already`)
    return {
      chipKeyId: event.id,
      ...event.data,
      state: 'proposed',
      confirmedBy: null,
      checkValues: null,
      retireReason: null,
      destructionProposedBy: null,
      destructionConfirmedBy: null,
      changedAt: at,
    }
  }
  if (key === undefined) throw new Error(`${event.name} of a chip key that was never proposed`)
  const state = (chipKeyTransitions[key.state] as Partial<Record<ChipKeyEventName, ChipKeyState>>)[event.name]
  if (state === undefined) throw new Error(`chip key ${event.id}: ${event.name} is not allowed in ${key.state}`)
  return { ...key, ...change(event), state, changedAt: at }
}

/** What an event changes besides the state. */
function change(event: ChipKeyEvent): Partial<ChipKey> {
  switch (event.name) {
    case 'chip-key-confirmed':
    case 'chip-key-made':
    case 'chip-key-destruction-proposed':
    case 'chip-key-destruction-confirmed':
      return event.data
    case 'chip-key-retired':
      return { retireReason: event.data.reason }
    case 'chip-key-destruction-withdrawn':
      return { destructionProposedBy: null }
    default:
      return {}
  }
}
