import { block, blockSize } from './block.ts'
import { peopleMax } from './citizen-number.ts'
import { largeEmployers, organisation, type SampleOrganisation, universities } from './organisation.ts'
import { type SampleBank, type SampleOutlet, sampleBanks, sampleOutlets } from './sample-bank.ts'
import type { SamplePerson } from './sample-person.ts'

/** An employer or school of the city with the index of the person who applies for its people. */
export interface SampleEmployer extends SampleOrganisation {
  readonly agent: number
}

export interface SampleCity {
  readonly seed: number
  readonly people: number
  readonly banks: readonly SampleBank[]
  readonly outlets: readonly SampleOutlet[]
  /** In order of index; drawn while they are read, so a city of a million needs no memory. */
  persons(): Iterable<SamplePerson>
  /** Organisations that at least one person of age works for, largest first by number; one pass over the people. */
  employers(): readonly SampleEmployer[]
}

export interface SampleCityOptions {
  readonly people: number
  readonly seed: number
}

/**
 * A city that exists nowhere: the same options give the same city everywhere, and a smaller city is the beginning of a
 * larger one. Names, ages, areas and documents follow what is publicly known of the capital; no number belongs to anybody.
 */
export function sampleCity({ people, seed }: SampleCityOptions): SampleCity {
  if (!Number.isInteger(people) || people < 1 || people > peopleMax)
    throw new RangeError(`a sample city has between 1 and ${peopleMax} people`)
  const city: SampleCity = {
    seed,
    people,
    banks: sampleBanks,
    outlets: sampleOutlets(seed),
    *persons() {
      for (let number = 0; number * blockSize < people; number++)
        yield* block(number, seed).slice(0, people - number * blockSize)
    },
    employers() {
      const agents = new Map<string, number>()
      for (const person of city.persons())
        if (person.organisation !== null && person.occupation === 'employed' && !agents.has(person.organisation))
          agents.set(person.organisation, person.index)
      return organisationNumbers(people).flatMap((number) => {
        const one = organisation(number, seed)
        const agent = agents.get(one.code) ?? (one.kind === 'employer' ? undefined : teacher(number, people))
        return agent === undefined ? [] : [{ ...one, agent }]
      })
    },
  }

  /** A school's people are children: its agent is a grown-up of the same block who works elsewhere. */
  function teacher(number: number, all: number): number | undefined {
    const home = number < 1000 ? 0 : Math.floor((number - 1000) / 20)
    const grownUps = block(home, seed).filter((one) => one.occupation === 'employed' && one.index < all)
    return grownUps[(number * 7) % Math.max(1, grownUps.length)]?.index
  }

  return city
}

function organisationNumbers(people: number): readonly number[] {
  const numbers = Array.from({ length: largeEmployers + universities }, (_, number) => number)
  for (let home = 0; home * blockSize < people; home++)
    for (let nth = 0; nth < 7; nth++) numbers.push(1000 + home * 20 + nth)
  return numbers
}

let lastBlock: { readonly key: string; readonly people: readonly SamplePerson[] } | undefined

/** One person by index; neighbours are at hand. */
export function samplePerson(index: number, seed: number): SamplePerson {
  const number = Math.floor(index / blockSize)
  const key = `${seed}/${number}`
  if (lastBlock?.key !== key) lastBlock = { key, people: block(number, seed) }
  return lastBlock.people[index % blockSize] as SamplePerson
}
