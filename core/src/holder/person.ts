import type { Day, Instant } from '../calendar/instant.ts'
import type { District } from '../identifier/district.ts'
import type { Sex } from '../identifier/sex.ts'

/** Which rules of identity and of eligibility apply to a person (Article 8; M8.3). */
export const personKinds = ['citizen', 'hong-kong-macao-taiwan', 'permanent-resident', 'foreigner'] as const
export type PersonKind = (typeof personKinds)[number]

/**
 * - `death-reported`: somebody says so; new cards stop, nothing irreversible happens until a human confirms (M10.5)
 * - `moved-away`: entitlement in the city has ended; the person can come back
 */
export const lifeStatuses = ['alive', 'death-reported', 'deceased', 'moved-away'] as const
export type LifeStatus = (typeof lifeStatuses)[number]

/** The five items printed on the card: when one changes, the card has to be exchanged (M4.5). */
export const printedItems = ['name', 'ssn', 'sex', 'ethnicGroup', 'birthOn'] as const
export type PrintedItem = (typeof printedItems)[number]

/**
 * How the name stands in the chip (M4.3): within the 30 bytes of the name item, with the 20 bytes of the extension,
 * or not at all until a clerk has set a form that fits.
 */
export const namesOnChip = ['fits', 'extended', 'needs-clerk'] as const
export type NameOnChip = (typeof namesOnChip)[number]

/** The only area whose cards and persons this office manages (M3.2). */
export const issuingArea = '110000'

/** Personal items, each sealed under the person's own key: base64 text in states and events, bytea in the row. */
export interface SealedItems {
  readonly name: string
  readonly ssn: string
  readonly identityNumber: string
  /** The document that proves the identity where it is not the identity number itself, a travel permit or a passport. */
  readonly documentNumber: string | null
  readonly phone: string | null
  readonly address: string | null
  /** The form a clerk has set for chip and face when the name itself does not fit. */
  readonly chipName: string | null
}

/**
 * Keyed hashes by which a person is found without opening anything, base64. `numbers` and `document` are unique in the
 * register; the shortened others lead to several people.
 */
export interface BlindIndexes {
  /** Identity number, social security number and, for permanent residents, the number of the other form. */
  readonly numbers: readonly string[]
  readonly document: string | null
  readonly name: string
  readonly initials: string
  readonly phone: string | null
}

/** A report of death that waits for a human, or has been confirmed by one. */
export interface DeathReport {
  readonly deathOn: Day | null
  readonly reportedBy: string
  readonly reportedAt: Instant
  /** Who confirmed; null as long as nobody has. */
  readonly confirmedBy: string | null
  /** What to return to when the report turns out to be wrong. */
  readonly statusBefore: 'alive' | 'moved-away'
}

/** One entry of the register of residents: the person row is the lock of everything that belongs to the person. */
export interface Person {
  readonly personId: string
  readonly kind: PersonKind
  readonly sex: Sex
  readonly birthOn: Day
  /** GB/T 3304; 97 for those who have none. */
  readonly ethnicGroup: string
  /** ISO 3166 alpha-3. */
  readonly nationality: string
  /** GB/T 2260 code of the district of residence, or a service area's code (M3.4). */
  readonly district: District
  readonly issuingArea: typeof issuingArea
  readonly lifeStatus: LifeStatus
  readonly death: DeathReport | null
  /** The person's own data key, wrapped by the custodian; without it nothing in `sealed` can be read. */
  readonly key: string
  readonly sealed: SealedItems
  readonly index: BlindIndexes
  readonly nameOnChip: NameOnChip
  /** The last change of printed items: a card made before `at` has to be exchanged (M4.5). */
  readonly printedChange: { readonly at: Instant; readonly items: readonly PrintedItem[] } | null
}

/** Every fact that can be recorded about a person, with what it carries. */
export interface PersonEventData {
  'person-registered': Omit<Person, 'personId' | 'lifeStatus' | 'death' | 'printedChange'> & {
    /** Where the entry comes from: the register of residents, an officer, a file. */
    readonly source: string
  }
  /** Only what changed, from the authoritative register (M7.10); `source` names its record. */
  'person-corrected': Partial<
    Pick<Person, 'kind' | 'sex' | 'birthOn' | 'ethnicGroup' | 'nationality' | 'district' | 'index' | 'nameOnChip'>
  > & {
    readonly sealed?: Partial<SealedItems>
    readonly source: string
  }
  'printed-item-changed': { readonly items: readonly PrintedItem[] }
  'contact-changed': {
    readonly sealed: Partial<Pick<SealedItems, 'phone' | 'address'>>
    readonly phoneIndex?: string | null
    readonly district?: District
  }
  'chip-name-set': { readonly chipName: string; readonly nameOnChip: 'fits' | 'extended' }
  'death-reported': { readonly deathOn: Day | null; readonly reportedBy: string; readonly source: string }
  'death-confirmed': { readonly confirmedBy: string }
  'death-rejected': { readonly rejectedBy: string; readonly reason: string }
  'moved-away': { readonly movedOn: Day; readonly source: string }
  'moved-back': { readonly movedOn: Day; readonly source: string }
}

export type PersonEventName = keyof PersonEventData

export type PersonEvent<Name extends PersonEventName = PersonEventName> = {
  readonly [N in Name]: {
    readonly stream: 'person'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: PersonEventData[N]
  }
}[Name]

export function personEvent<Name extends PersonEventName>(
  personId: string,
  name: Name,
  data: PersonEventData[Name],
): PersonEvent<Name> {
  return { stream: 'person', id: personId, personId, name, data } as PersonEvent<Name>
}
