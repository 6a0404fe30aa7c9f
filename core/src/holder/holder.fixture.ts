import type { Actor } from '../access/actor.ts'
import type { Standing } from '../access/may.ts'
import { type Day, dayOf, type Instant } from '../calendar/instant.ts'
import type { DecisionContext } from '../decision/decision.ts'
import type { Person } from './person.ts'

/** Invented people and rules for the tests beside this file. */
export const now = '2026-11-23T02:00:00.000Z' as Instant
export const officer: Actor = { id: 'officer-1', role: 'bureau-officer', organisationId: 'bureau' }
export const otherOfficer: Actor = { id: 'officer-2', role: 'bureau-officer', organisationId: 'bureau' }
export const clerk: Actor = { id: 'clerk-1', role: 'bank-clerk', organisationId: 'bank', bankId: 'b1', officeId: 'o1' }

const rules: Readonly<Record<string, number>> = {
  'guardian.required-under': 18,
  'guardian.consent-record-under': 14,
  'proxy.max-duration': 1,
  'proxy.max-relatives': 3,
  'proxy.max-relatives.elders': 2,
  'proxy.max-relatives.children': 1,
  'proxy.max-relatives.spouse': 1,
  'proxy.max-relatives.others': 1,
  'senior.age': 60,
  'visit.duration': 30,
}

export function contextOf(actor: Actor, more: { standing?: Standing; now?: Instant } = {}): DecisionContext {
  const at = more.now ?? now
  return {
    now: at,
    today: dayOf(at),
    actor,
    standing: more.standing ?? {},
    policy: {
      number(key) {
        const value = rules[key]
        if (value === undefined) throw new Error(`the test has no rule ${key}`)
        return value
      },
      text: () => '',
      flag: () => false,
    },
    newId: () => 'new-id',
  }
}

export function personOf(personId: string, more: Partial<Person> = {}): Person {
  return {
    personId,
    kind: 'citizen',
    sex: '1',
    birthOn: '1990-03-07' as Day,
    ethnicGroup: '01',
    nationality: 'CHN',
    district: '110101',
    issuingArea: '110000',
    lifeStatus: 'alive',
    death: null,
    key: 'key',
    sealed: {
      name: 'sealed-name',
      ssn: 'sealed-ssn',
      identityNumber: 'sealed-number',
      documentNumber: null,
      phone: null,
      address: null,
      chipName: null,
    },
    index: { numbers: [`number-of-${personId}`], document: null, name: 'name', initials: 'initials', phone: null },
    nameOnChip: 'fits',
    printedChange: null,
    ...more,
  }
}
