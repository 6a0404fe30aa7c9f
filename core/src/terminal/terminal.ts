import type { PublicKey } from '../access/system-client.ts'
import type { Day, Instant } from '../calendar/instant.ts'

export const terminalKinds = ['hospital', 'pharmacy', 'gate', 'bus', 'park', 'library', 'counter', 'kiosk'] as const
export type TerminalKind = (typeof terminalKinds)[number]

export const terminalStatuses = ['active', 'suspended', 'retired'] as const
export type TerminalStatus = (typeof terminalStatuses)[number]

/** What a terminal says of its card reader. */
export const readerStates = ['ok', 'fault', 'absent'] as const
export type ReaderState = (typeof readerStates)[number]

export const terminalHealths = ['ok', 'degraded', 'failing'] as const
export type TerminalHealth = (typeof terminalHealths)[number]

/** A status list that a terminal holds: from `since` on it has known everything up to this version (M9.5). */
export interface HeldList {
  readonly shard: number
  readonly version: number
  readonly since: Instant
}

/** A device at which cards are used. It signs in with its own key as a system client of the same name (role `terminal`). */
export interface Terminal {
  readonly terminalId: string
  readonly institutionId: string
  readonly kind: TerminalKind
  /** Services of the catalogue that it offers; each needs an agreement of its institution. */
  readonly services: readonly string[]
  /** Station, line or desk, as the institution names it. */
  readonly place: string
  readonly district: string
  readonly keys: readonly PublicKey[]
  /** May work without the network, on its status list. */
  readonly offline: boolean
  readonly status: TerminalStatus
  /** Whose word lets it serve again: what the office has suspended, its institution does not resume. Null while it is not suspended. */
  readonly suspendedBy: 'institution' | 'office' | null
  readonly registeredOn: Day
  /** Its last report. */
  readonly seenAt: Instant | null
  readonly health: TerminalHealth | null
  readonly reader: ReaderState | null
  readonly software: string | null
  /** Taps and decisions that it still holds; they come when the network does. */
  readonly waiting: number
  /** Clock of the terminal minus ours at its last report, in milliseconds. */
  readonly clockOffMs: number | null
  /** Its acknowledgements, in order of shard. */
  readonly lists: readonly HeldList[]
}

export interface TerminalEventData {
  'terminal-registered': Pick<
    Terminal,
    'institutionId' | 'kind' | 'services' | 'place' | 'district' | 'keys' | 'offline' | 'registeredOn'
  >
  'terminal-keys-replaced': Pick<Terminal, 'keys'>
  'terminal-suspended': { readonly reason: string; readonly by: NonNullable<Terminal['suspendedBy']> }
  'terminal-resumed': Record<never, never>
  'terminal-retired': { readonly reason: string }
  'terminal-reported': {
    readonly health: TerminalHealth
    readonly reader: ReaderState
    readonly software: string
    readonly waiting: number
    readonly clockOffMs: number
    readonly lists: readonly Pick<HeldList, 'shard' | 'version'>[]
  }
}

export type TerminalEventName = keyof TerminalEventData

export type TerminalEvent = {
  readonly [Name in TerminalEventName]: {
    readonly stream: 'terminal'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: TerminalEventData[Name]
  }
}[TerminalEventName]

export function terminalEvent<Name extends TerminalEventName>(
  id: string,
  name: Name,
  data: TerminalEventData[Name],
): TerminalEvent {
  return { stream: 'terminal', id, personId: null, name, data } as TerminalEvent
}

const neverSeen = {
  ...{ seenAt: null, health: null, reader: null, software: null },
  ...{ waiting: 0, clockOffMs: null, lists: [] },
} as const

export function evolveTerminal(state: Terminal | undefined, event: TerminalEvent, at: Instant): Terminal {
  if (event.name === 'terminal-registered')
    return { terminalId: event.id, ...event.data, status: 'active', suspendedBy: null, ...neverSeen }
  if (state === undefined) throw new Error(`${event.name} of a terminal that does not exist`)
  switch (event.name) {
    case 'terminal-keys-replaced':
      return { ...state, keys: event.data.keys }
    case 'terminal-suspended':
      return { ...state, status: 'suspended', suspendedBy: event.data.by }
    case 'terminal-resumed':
      return { ...state, status: 'active', suspendedBy: null }
    case 'terminal-retired':
      return { ...state, status: 'retired', suspendedBy: null }
    case 'terminal-reported': {
      const { health, reader, software, waiting, clockOffMs, lists } = event.data
      return { ...state, seenAt: at, health, reader, software, waiting, clockOffMs, lists: held(state, lists, at) }
    }
  }
}

/** A version that stays keeps the instant at which it was first acknowledged. */
function held(
  { lists }: Terminal,
  reported: readonly Pick<HeldList, 'shard' | 'version'>[],
  at: Instant,
): readonly HeldList[] {
  return reported.map(({ shard, version }) => {
    const known = lists.find((one) => one.shard === shard)
    return { shard, version, since: known?.version === version ? known.since : at }
  })
}
