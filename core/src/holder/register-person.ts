import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { District } from '../identifier/district.ts'
import type { EthnicGroup } from '../identifier/ethnic-group.ts'
import type { Identity } from './identity.ts'
import {
  type BlindIndexes,
  issuingArea,
  type NameOnChip,
  type PersonEvent,
  type PersonKind,
  personEvent,
  type SealedItems,
} from './person.ts'

/** A registration whose document has been read and whose personal items have been sealed. */
export interface Registration {
  readonly personId: string
  readonly kind: PersonKind
  readonly identity: Pick<Identity, 'sex' | 'birthOn' | 'nationality'>
  readonly ethnicGroup: EthnicGroup
  readonly district: District
  /** Area whose office manages the person, where the source says it. */
  readonly issuingArea: string
  readonly key: string
  readonly sealed: SealedItems
  readonly index: BlindIndexes
  readonly nameOnChip: NameOnChip
  /** How many characters of the name the chip cannot hold. */
  readonly charactersOutsideChip: number
  readonly source: string
}

export interface Registered {
  readonly personId: string
  readonly nameOnChip: NameOnChip
  readonly charactersOutsideChip: number
}

/**
 * Articles 4 and 8: a person enters the register once, under numbers that nobody else has (M8.3). A name that the chip
 * cannot hold is kept as given and flagged: it is a clerk's work to find a form for it, not a reason to turn away (M4.3).
 */
export function registerPerson(
  knownAs: string | undefined,
  registration: Registration,
  context: Pick<DecisionContext, 'today'>,
): Decision<PersonEvent, Registered> {
  if (registration.issuingArea !== issuingArea)
    return refuse('person-of-other-area', { area: registration.issuingArea })
  if (knownAs !== undefined) return refuse('person-known')
  if (registration.identity.birthOn > context.today) return refuse('number-future-date', { field: 'identityNumber' })
  const { personId, identity, charactersOutsideChip, nameOnChip, ...items } = registration
  return accept([personEvent(personId, 'person-registered', { ...items, ...identity, nameOnChip, issuingArea })], {
    personId,
    nameOnChip,
    charactersOutsideChip,
  })
}
