import type { Instant } from '../calendar/instant.ts'

/**
 * What the e-card has of its own: a PIN. Whether it exists and works is never kept here but read from the cards of the person
 * (mirrored-card.ts).
 */
export interface ECard {
  readonly personId: string
  /** Keyed verifier from the custodian, base64; not that of the card's PIN. */
  readonly pinVerifier: string | null
  readonly pinTriesLeft: number
  readonly pinLockedUntil: Instant | null
  /** The reset that a counter has opened. */
  readonly resetId: string | null
  readonly resetUntil: Instant | null
  /** The open one-time code for a reset without a counter. */
  readonly codeId: string | null
  readonly codeVerifier: string | null
  readonly codeUntil: Instant | null
  readonly codeTriesLeft: number
}

export interface ECardEventData {
  'e-card-pin-set': { readonly verifier: string; readonly tries: number; readonly by: 'first' | 'change' | 'reset' }
  'e-card-pin-right': { readonly tries: number }
  'e-card-pin-wrong': { readonly triesLeft: number }
  'e-card-pin-locked': { readonly until: Instant }
  'e-card-reset-opened': { readonly resetId: string; readonly until: Instant; readonly visitId: string }
  'e-card-code-sent': {
    readonly codeId: string
    readonly verifier: string
    readonly until: Instant
    readonly tries: number
  }
  'e-card-code-wrong': { readonly triesLeft: number }
}

export type ECardEvent = {
  readonly [Name in keyof ECardEventData]: {
    readonly stream: 'e-card'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: ECardEventData[Name]
  }
}[keyof ECardEventData]

/** There is one e-card for each person, under the person's own identifier. */
export function eCardEvent<Name extends keyof ECardEventData>(
  personId: string,
  name: Name,
  data: ECardEventData[Name],
): ECardEvent {
  return { stream: 'e-card', id: personId, personId, name, data } as ECardEvent
}

const noReset = { resetId: null, resetUntil: null } as const
const noCode = { codeId: null, codeVerifier: null, codeUntil: null, codeTriesLeft: 0 } as const

export function evolveECard(state: ECard | undefined, event: ECardEvent): ECard {
  const before: ECard = state ?? {
    personId: event.personId,
    pinVerifier: null,
    pinTriesLeft: 0,
    pinLockedUntil: null,
    ...noReset,
    ...noCode,
  }
  switch (event.name) {
    case 'e-card-pin-set':
      return {
        ...before,
        ...noReset,
        ...noCode,
        pinVerifier: event.data.verifier,
        pinTriesLeft: event.data.tries,
        pinLockedUntil: null,
      }
    case 'e-card-pin-right':
      return { ...before, pinTriesLeft: event.data.tries, pinLockedUntil: null }
    case 'e-card-pin-wrong':
      return { ...before, pinTriesLeft: event.data.triesLeft, pinLockedUntil: null }
    case 'e-card-pin-locked':
      return { ...before, pinTriesLeft: 0, pinLockedUntil: event.data.until }
    case 'e-card-reset-opened':
      return { ...before, resetId: event.data.resetId, resetUntil: event.data.until }
    case 'e-card-code-sent': {
      const { codeId, verifier: codeVerifier, until: codeUntil, tries: codeTriesLeft } = event.data
      return { ...before, codeId, codeVerifier, codeUntil, codeTriesLeft }
    }
    case 'e-card-code-wrong':
      return { ...before, codeTriesLeft: event.data.triesLeft }
  }
}
