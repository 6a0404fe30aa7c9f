import { accept, type Decision, refuse } from '../decision/decision.ts'
import type { NameOnChip, Person, PersonEvent } from './person.ts'
import { personEvent } from './person.ts'

/** The form that a clerk proposes, sealed, and how the chip would hold it. */
export interface ChipName {
  readonly sealed: string
  readonly onChip: NameOnChip
  readonly charactersOutsideChip: number
}

/** Article 4: a name with characters outside the chip's set gets a form that fits before production begins (M4.3). */
export function setChipName(
  person: Person | undefined,
  chipName: ChipName,
): Decision<PersonEvent, { nameOnChip: 'fits' | 'extended' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (person.nameOnChip !== 'needs-clerk' && person.sealed.chipName === null) return refuse('chip-name-not-needed')
  if (chipName.onChip === 'needs-clerk')
    return refuse('chip-name-unfit', { characters: chipName.charactersOutsideChip })
  const { sealed, onChip } = chipName
  return accept([personEvent(person.personId, 'chip-name-set', { chipName: sealed, nameOnChip: onChip })], {
    nameOnChip: onChip,
  })
}
