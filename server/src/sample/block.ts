import { addYears, ageOn, type Day } from '@yika/core/calendar/instant.ts'
import type { GroundKind } from '@yika/core/holder/ground.ts'
import type { PersonKind } from '@yika/core/holder/person.ts'
import { cardNumberOf } from '@yika/core/identifier/card-number.ts'
import { foreignerNumberOf } from '@yika/core/identifier/foreigner-number.ts'
import { address, districtOfResidence } from './address.ts'
import { birthdayOf, citizenNumber, sampleDay } from './citizen-number.ts'
import {
  newPermanentResidentNumber,
  oldPermanentResidentNumber,
  passport,
  residencePermit,
} from './foreign-document.ts'
import { foreignFamilyName, foreignName, foreignNationality } from './foreign-name.ts'
import { givenName } from './given-name.ts'
import { type Member, members } from './household.ts'
import { ethnicGroup, groupSurname, hasPatronym, minorityName } from './minority-name.ts'
import { firmOf, firmsPerBlock, largeEmployers, organisation, schoolOf, universities } from './organisation.ts'
import { distribution, type Random, randomOf } from './random.ts'
import { sampleBanks } from './sample-bank.ts'
import { sampleChip } from './sample-chip.ts'
import type { Occupation, SampleCard, SamplePerson } from './sample-person.ts'
import { surname } from './surname.ts'

/** People are drawn a thousand at a time, each block from the seed and its number alone: any person is found without the others. */
export const blockSize = 1000

/** Until then a child of the sample lives with its guardians and shares their telephone. */
export const comingOfAge = 18

/** A block numbers at most this many people without a citizen's number; a household that would exceed it is one of citizens. */
const foreignersPerBlock = 128

const householdKind = distribution<PersonKind>([
  ['citizen', 972],
  ['hong-kong-macao-taiwan', 10],
  ['permanent-resident', 7],
  ['foreigner', 11],
])
const origin = distribution<'HKG' | 'MAC' | 'TWN'>([
  ['HKG', 45],
  ['MAC', 10],
  ['TWN', 45],
])

/** What the members of a household share. */
interface Household {
  readonly kind: PersonKind
  readonly nationality: string
  readonly ethnicGroup: string
  readonly familyName: string
  readonly district: SamplePerson['district']
  readonly address: string
  readonly local: boolean
}

export function block(number: number, seed: number): readonly SamplePerson[] {
  const random = randomOf(seed, 1, number)
  const people: SamplePerson[] = []
  let foreigners = 0
  while (people.length < blockSize) {
    const together = members(random)
    const household = drawHousehold(random, foreigners + together.length <= foreignersPerBlock)
    const first = number * blockSize + people.length
    const inside: SamplePerson[] = []
    for (const member of together) {
      const ordinal = number * foreignersPerBlock + foreigners
      if (household.kind !== 'citizen') foreigners += 1
      inside.push(drawPerson(random, { seed, block: number, first, ordinal, household, inside }, member))
    }
    people.push(...inside)
  }
  return people.slice(0, blockSize)
}

function drawHousehold(random: Random, mayBeForeign: boolean): Household {
  const drawn = householdKind(random)
  const kind = mayBeForeign ? drawn : 'citizen'
  const district = districtOfResidence(random)
  const place = { district, address: address(random, district) }
  if (kind === 'permanent-resident' || kind === 'foreigner') {
    const nationality = foreignNationality(random)
    const familyName = foreignFamilyName(random, nationality)
    return { kind, nationality, ethnicGroup: '97', familyName, local: false, ...place }
  }
  const local = random.chance(0.62)
  if (kind === 'hong-kong-macao-taiwan')
    return { kind, nationality: origin(random), ethnicGroup: '01', familyName: surname(random), local: false, ...place }
  const group = ethnicGroup(random)
  const familyName = (random.chance(0.7) ? groupSurname(random, group) : undefined) ?? surname(random)
  return { kind, nationality: 'CHN', ethnicGroup: group, familyName, local, ...place }
}

interface Surroundings {
  readonly seed: number
  readonly block: number
  /** Index of the household's first member. */
  readonly first: number
  readonly ordinal: number
  readonly household: Household
  /** The members drawn before. */
  readonly inside: readonly SamplePerson[]
}

function drawPerson(random: Random, around: Surroundings, member: Member): SamplePerson {
  const { seed, household, inside, ordinal } = around
  const { sex } = member
  const index = around.first + inside.length
  const year = Number(sampleDay.slice(0, 4)) - member.age
  // The couple, or the one parent, stands at the head of the household; a grandparent is nobody's guardian.
  const parents = member.part === 'child' ? inside.slice(0, 2) : []
  const identity = drawIdentity(random, household, { index, seed, ordinal, year, sex })
  const name = drawName(random, household, member, year, parents)
  const age = ageOn(identity.birthOn, sampleDay)
  const minor = age < comingOfAge
  const occupation = drawOccupation(random, age, sex)
  const work = workplace(random, around.block, occupation, age)
  const person: SamplePerson = {
    index,
    kind: household.kind,
    name,
    sex,
    ...identity,
    nationality: household.nationality,
    ethnicGroup: household.ethnicGroup,
    district: household.district,
    address: household.address,
    phone: minor && parents[0] !== undefined ? parents[0].phone : phone(index),
    household: around.first,
    guardians: minor ? parents.map((one) => one.index) : [],
    occupation,
    organisation: work === undefined ? null : organisation(work, seed).code,
    grounds: grounds(random, occupation, age),
    card: household.kind === 'citizen' ? earlierCard(random, index, age, identity.birthOn) : null,
  }
  return person
}

function drawIdentity(
  random: Random,
  household: Household,
  who: { index: number; seed: number; ordinal: number; year: number; sex: '1' | '2' },
): { identityNumber: string; documentNumber: string | null; birthOn: Day } {
  const { index, seed, ordinal, year, sex } = who
  if (household.kind === 'citizen') {
    const { number, birthOn } = citizenNumber(index, seed, household.local, year, sex)
    return { identityNumber: number, documentNumber: null, birthOn }
  }
  const birthOn = birthdayOf(ordinal, year)
  if (household.kind === 'hong-kong-macao-taiwan') {
    const permit = residencePermit(ordinal, household.nationality as 'HKG', birthOn, sex)
    return { ...permit, birthOn }
  }
  if (household.kind === 'permanent-resident') {
    const old = oldPermanentResidentNumber(ordinal, household.nationality, birthOn)
    // Some still carry the old card only, some the new one only, some have both numbers linked (M8.3).
    const point = random.next()
    if (point < 0.4) return { identityNumber: old, documentNumber: null, birthOn }
    const fresh = newPermanentResidentNumber(ordinal, household.nationality, birthOn, sex)
    return { identityNumber: fresh, documentNumber: point < 0.7 ? old : null, birthOn }
  }
  const documentNumber = passport(ordinal)
  const made = foreignerNumberOf(household.nationality, documentNumber)
  if (!made.valid) throw new Error('the sample made a foreigner whose number cannot be formed')
  return { identityNumber: made.value, documentNumber, birthOn }
}

function drawName(
  random: Random,
  household: Household,
  { part, sex }: Member,
  year: number,
  parents: readonly SamplePerson[],
): string {
  const bloodline = part === 'head' || part === 'child' || (part === 'grandparent' && sex === '1')
  if (household.kind === 'permanent-resident' || household.kind === 'foreigner')
    return foreignName(random, household.nationality, sex, bloodline ? household.familyName : undefined)
  const father = parents.find((one) => one.sex === '1')
  const fatherGiven = hasPatronym(household.ethnicGroup) ? father?.name.split('·')[0] : undefined
  const given = minorityName(random, household.ethnicGroup, sex, fatherGiven)
  if (given !== undefined) return given
  return `${bloodline ? household.familyName : surname(random)}${givenName(random, sex, year)}`
}

function drawOccupation(random: Random, age: number, sex: '1' | '2'): Occupation {
  if (age < 6) return 'infant'
  if (age < comingOfAge) return 'pupil'
  if (age >= (sex === '1' ? 60 : 55)) return 'retired'
  const point = random.next()
  if (age < 23 && point < 0.6) return 'student'
  return point < 0.8 ? 'employed' : point < 0.9 ? 'self-employed' : 'without-work'
}

function workplace(random: Random, blockNumber: number, occupation: Occupation, age: number): number | undefined {
  switch (occupation) {
    case 'pupil':
      return schoolOf(blockNumber, age < 12 ? 0 : 1)
    case 'student':
      return largeEmployers + random.below(universities)
    case 'employed':
      return random.chance(0.15) ? random.below(largeEmployers) : firmOf(blockNumber, random.below(firmsPerBlock))
    default:
      return undefined
  }
}

function grounds(random: Random, occupation: Occupation, age: number): readonly GroundKind[] {
  const held: GroundKind[] = []
  if (occupation === 'employed') held.push('employee-pension', 'employee-medical')
  else if (occupation === 'retired') held.push(random.chance(0.75) ? 'employee-medical' : 'resident-medical')
  else if (occupation === 'without-work') {
    if (random.chance(0.8)) held.push('resident-medical')
  } else held.push('resident-medical')
  if (occupation === 'pupil' || occupation === 'student') held.push('education')
  // Sixty-five is below no figure of the rules for seniors that is known.
  if (age >= 65) held.push('elderly')
  if (random.chance(0.02)) held.push('disability')
  return held
}

/** 154 is a block that no network has been given: a message to it reaches nobody. */
function phone(index: number): string {
  return `154${String((index * 61_803_399 + 17) % 100_000_000).padStart(8, '0')}`
}

const cardYears = { from: 2010, to: 2024, validFor: 20 } as const

/** Of three cards one was exchanged for the third generation in the mass issue of 2025. */
const exchangedOf = 3
const exchangedIn = { year: 2025, validFor: 10 } as const

/** Three of four citizens of age have a card of an earlier time; a few reported it lost or gave it up. */
function earlierCard(random: Random, index: number, age: number, birthOn: Day): SampleCard | null {
  if (age < comingOfAge || !random.chance(0.75)) return null
  const year = Math.max(random.between(cardYears.from, cardYears.to), Number(birthOn.slice(0, 4)) + 16)
  if (year > cardYears.to) return null
  const exchanged = index % exchangedOf === exchangedOf - 1
  const dayOfYear = `${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`
  const issuedOn = `${exchanged ? exchangedIn.year : year}-${dayOfYear}` as Day
  const point = random.next()
  return {
    generation: exchanged ? 3 : 2,
    cardNumber: cardNumberOf(`S${String(index).padStart(7, '0')}`),
    issuedOn,
    expiresOn: addYears(issuedOn, exchanged ? exchangedIn.validFor : cardYears.validFor),
    social: point < 0.97 ? 'enabled' : point < 0.99 ? 'suspended-formal' : 'cancelled',
    bank: exchanged ? (sampleBanks[index % sampleBanks.length]?.cnaps ?? null) : null,
    chip: exchanged ? sampleChip(index) : null,
  }
}
