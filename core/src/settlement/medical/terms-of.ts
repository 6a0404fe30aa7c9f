import { ageOn, type Day } from '../../calendar/instant.ts'
import { type PolicyReader, type Refused, refuse } from '../../decision/decision.ts'
import type { Ground } from '../../holder/ground.ts'
import type { Person } from '../../holder/person.ts'
import { type CareLevel, type InsuredKind, medicalRow, medicalTable } from '../../policy/table/medical-table.ts'
import type { Institution } from '../../service/institution.ts'
import type { InsuranceKind, RuleRead, Terms, Treatment } from './terms.ts'

/** Says which version of a rule holds on a day, and whether an official text bears it out. */
export type Cite = (key: string, on: Day) => RuleRead

export interface InsuredPerson {
  readonly person: Pick<Person, 'birthOn' | 'sex'>
  readonly grounds: readonly Pick<Ground, 'kind' | 'status' | 'since' | 'endedOn'>[]
}

export interface Care {
  readonly treatment: Treatment
  readonly servedOn: Day
  readonly institution: Pick<Institution, 'grade' | 'community'>
  readonly referred: boolean
}

/** Article 8: insured as what on the day of service? Kind of person, institution and table all as they were on that day. */
export function termsOf(insured: InsuredPerson, care: Care, policy: PolicyReader, cite: Cite): Terms | Refused {
  const { treatment, servedOn: on, institution, referred } = care
  const insurance = insuranceOn(insured.grounds, on)
  if (insurance === undefined) return refuse('not-insured', { day: on })
  const { who, assumed } = insurance === 'employee-medical' ? employee(insured, on, policy) : resident(insured, on)
  const at = careLevelOf(institution)
  const of = (key: string) => ({
    read: cite(key, on),
    row: medicalRow(medicalTable(policy.text(key, on)), who, at) ?? null,
  })
  const accountRule = 'medical.account.in-scope-only'
  return {
    ...{ insurance, treatment, who, assumed, at, referred },
    fund: of(`medical.${insurance === 'employee-medical' ? 'employee' : 'resident'}.${treatment}`),
    largeAmount: insurance === 'employee-medical' ? of(`medical.large-amount.${treatment}`) : null,
    accountInScopeOnly: { read: cite(accountRule, on), value: policy.flag(accountRule, on) },
  }
}

/** Whoever is in both insurances is settled as an employee. */
function insuranceOn(grounds: InsuredPerson['grounds'], on: Day): InsuranceKind | undefined {
  return (['employee-medical', 'resident-medical'] as const).find((kind) => heldOn(grounds, kind, on))
}

function heldOn(grounds: InsuredPerson['grounds'], wanted: Ground['kind'], on: Day): boolean {
  return grounds.some(
    ({ kind, status, since, endedOn }) =>
      kind === wanted && since <= on && (status !== 'ended' || (endedOn !== null && on < endedOn)),
  )
}

type Told = Pick<Terms, 'who' | 'assumed'>

/** No register tells us who is retired: the age decides, and the settlement says so wherever that could be wrong. */
function employee({ person }: InsuredPerson, on: Day, policy: PolicyReader): Told {
  const age = ageOn(person.birthOn, on)
  const retiredFrom = policy.number(`medical.retirement-age.${person.sex === '1' ? 'men' : 'women'}`, on)
  const certain = age < policy.number('medical.retirement-age.earliest', on)
  const who: InsuredKind = certain || age < retiredFrom ? 'working' : age < 70 ? 'retired' : 'retired-70'
  return { who, assumed: certain ? [] : ['retirement'] }
}

function resident({ person, grounds }: InsuredPerson, on: Day): Told {
  if (ageOn(person.birthOn, on) < 18) return { who: 'minor', assumed: [] }
  return { who: heldOn(grounds, 'education', on) ? 'student' : 'adult', assumed: [] }
}

function careLevelOf({ grade, community }: Care['institution']): CareLevel {
  if (community) return 'community'
  return grade === null ? 'pharmacy' : `grade-${grade}`
}
