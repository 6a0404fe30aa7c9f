import { ageOn, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { District } from '@yika/core/identifier/district.ts'
import { sampleCity } from '../../server/src/sample/sample-city.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'

/** The seed of the sample city that the first start loads. */
export const seed = 1
/** The people of the story are those who would come next in the sample city, so the register does not know them yet. */
export const samplePeople = 300
const drawnFrom = 1000

/** Where the people of the story live; bank and district make a batch. */
export const home = '110105' as District
/** Where the employer's people live, so that their cards are a batch of their own. */
export const elsewhere = '110102' as District

export interface StoryPeople {
  /** Employed, with a card of the second generation; this is the card whose whole life is told. */
  readonly holder: SamplePerson
  /** The bank will not open an account the first time. */
  readonly neighbour: SamplePerson
  readonly foreigner: SamplePerson
  readonly child: SamplePerson
  readonly guardian: SamplePerson
  /** Gets a card while waiting. */
  readonly walkIn: SamplePerson
  readonly employees: readonly SamplePerson[]
  /** Works there, too, but no office has a ground for a card of theirs. */
  readonly unentitled: SamplePerson
}

const employeesWanted = 21

export function storyPeople(): StoryPeople {
  const today = dayOf(instantOf(Date.now()))
  const all = [...sampleCity({ people: drawnFrom, seed }).persons()]
  const newcomers = all.slice(samplePeople)
  const taken = new Set<number>()
  const take = (what: string, fits: (person: SamplePerson) => boolean, district = home): SamplePerson => {
    const found = newcomers.find((person) => !taken.has(person.index) && fits(person))
    if (found === undefined) throw new Error(`the sample city has nobody who is ${what}`)
    taken.add(found.index)
    return { ...found, district }
  }
  const age = ({ birthOn }: SamplePerson) => ageOn(birthOn, today)
  const adult = (person: SamplePerson) => person.kind === 'citizen' && age(person) >= 18
  const entitled = (person: SamplePerson) => adult(person) && person.grounds.length > 0
  const child = take(
    'a child with a guardian among the newcomers',
    (person) =>
      age(person) >= 8 &&
      age(person) < 14 &&
      person.kind === 'citizen' &&
      person.card === null &&
      (person.guardians[0] ?? 0) >= samplePeople,
  )
  const guardian = take('the guardian', ({ index }) => index === child.guardians[0])
  return {
    child,
    guardian,
    holder: take(
      'employed and insured, with a card of the second generation',
      (person) =>
        entitled(person) &&
        person.occupation === 'employed' &&
        person.card?.generation === 2 &&
        person.card.social === 'enabled',
    ),
    neighbour: take('an adult without a card', (person) => entitled(person) && person.card === null),
    foreigner: take('a foreigner', (person) => person.kind === 'foreigner' && age(person) >= 18),
    walkIn: take('an adult without a card', (person) => entitled(person) && person.card === null),
    employees: Array.from({ length: employeesWanted }, () =>
      take('an employee', (person) => entitled(person) && person.card === null, elsewhere),
    ),
    unentitled: take('without a ground', (person) => adult(person) && person.grounds.length === 0, elsewhere),
  }
}

/** In the order of the sample, in which a guardian stands before the child. */
export function everybody({ employees, ...others }: StoryPeople): readonly SamplePerson[] {
  return [...Object.values(others), ...employees].toSorted((one, other) => one.index - other.index)
}
