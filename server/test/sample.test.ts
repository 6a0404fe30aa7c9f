import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { measurePhoto } from '@yika/core/application/measure-photo.ts'
import { ageOn, type Day, type Instant } from '@yika/core/calendar/instant.ts'
import { isIdentity, readIdentity } from '@yika/core/holder/identity.ts'
import { parseName } from '@yika/core/holder/person-name.ts'
import { phonePattern } from '@yika/core/holder/phone-pattern.ts'
import { parseCardNumber } from '@yika/core/identifier/card-number.ts'
import { districtCodes } from '@yika/core/identifier/district.ts'
import { parseUnifiedCode } from '@yika/core/identifier/unified-code.ts'
import { firstPolicyValues } from '@yika/core/policy/first-policy-values.ts'
import { parse } from 'csv-parse/sync'
import sharp from 'sharp'
import { bankCommands } from '../src/bank/commands.ts'
import { cardCommands } from '../src/card/commands.ts'
import { holderCommands } from '../src/holder/commands.ts'
import { citizenNumber, peopleMax, sampleDay } from '../src/sample/citizen-number.ts'
import { isRare } from '../src/sample/given-name.ts'
import { loadSampleCity } from '../src/sample/load-sample-city.ts'
import { sampleBanks } from '../src/sample/sample-bank.ts'
import { sampleCity, samplePerson } from '../src/sample/sample-city.ts'
import { cardColumns, cardLines, residentColumns, residentLines } from '../src/sample/sample-files.ts'
import type { SamplePerson } from '../src/sample/sample-person.ts'
import { photoSize, samplePhoto } from '../src/sample/sample-photo.ts'
import { testKernel } from './test-kernel.ts'

const today = '2026-11-23' as Day
const people = 10_000
const city = sampleCity({ people, seed: 1 })
const persons = [...city.persons()]
const byIndex = new Map(persons.map((person) => [person.index, person]))
const age = (person: SamplePerson): number => ageOn(person.birthOn, sampleDay)
const share = (condition: (person: SamplePerson) => boolean): number => persons.filter(condition).length / people
const between = (value: number, low: number, high: number, what: string): void =>
  assert.ok(value >= low && value <= high, `${what}: ${value} is not within ${low} … ${high}`)

const digest = (parts: Iterable<unknown>): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(JSON.stringify(part))
  return hash.digest('hex')
}

test('the same seed gives the same city, another seed another, a smaller city the beginning of a larger', () => {
  assert.equal(digest(sampleCity({ people, seed: 1 }).persons()), digest(persons))
  assert.notEqual(digest(sampleCity({ people, seed: 2 }).persons()), digest(persons))
  assert.equal(digest(sampleCity({ people: 1500, seed: 1 }).persons()), digest(persons.slice(0, 1500)))
  assert.deepEqual(samplePerson(7_321, 1), persons[7_321])
  assert.equal(digest(sampleCity({ people, seed: 1 }).outlets), digest(city.outlets))
  // Changes whenever the city does: whoever changes it on purpose writes the new value here.
  assert.equal(digest(persons.slice(0, 100)), '40a35b1c7d4a11ccc68ec94391857e0657cc2d02dcc6cebd8164a55ab972d4c1')
})

test('M8.3: every document of the sample reads as what it claims to be, and no number occurs twice', () => {
  const numbers = new Set<string>()
  for (const person of persons) {
    const claim = { ...person, documentNumber: person.documentNumber ?? undefined }
    const identity = readIdentity(claim, today)
    assert.ok(isIdentity(identity), `person ${person.index}: ${JSON.stringify(identity)}`)
    assert.equal(identity.birthOn, person.birthOn)
    assert.equal(identity.sex, person.sex)
    assert.equal(identity.nationality, person.nationality)
    for (const number of identity.numbers) {
      assert.ok(!numbers.has(number), `person ${person.index} shares a number`)
      numbers.add(number)
    }
    assert.equal(parseName(person.name), person.name)
    assert.match(person.phone, new RegExp(phonePattern))
    assert.match(person.phone, /^154/)
    if (person.card !== null) assert.ok(parseCardNumber(person.card.cardNumber).valid)
    if (person.organisation !== null) assert.ok(parseUnifiedCode(person.organisation).valid)
  }
})

test('numbers stay distinct up to the greatest city, whatever the years', () => {
  const seen = new Set<string>()
  for (let index = 0; index < 1_000_000; index += 97) {
    for (const local of [true, false]) seen.add(citizenNumber(index, 1, local, 1990, '1').number)
  }
  assert.equal(seen.size, Math.ceil(1_000_000 / 97) * 2)
  assert.ok(peopleMax >= 1_000_000)
  assert.throws(() => sampleCity({ people: peopleMax + 1, seed: 1 }), RangeError)
})

test('ages, sexes, kinds of people and names are mixed as in the real city', () => {
  between(
    share((person) => age(person) < 15),
    0.09,
    0.16,
    'children',
  )
  between(
    share((person) => age(person) >= 60),
    0.17,
    0.26,
    'sixty and over',
  )
  between(
    share((person) => person.sex === '1'),
    0.47,
    0.54,
    'men',
  )
  between(
    share((person) => person.kind === 'citizen'),
    0.95,
    0.985,
    'citizens',
  )
  for (const kind of ['hong-kong-macao-taiwan', 'permanent-resident', 'foreigner'] as const)
    between(
      share((person) => person.kind === kind),
      0.003,
      0.02,
      kind,
    )
  between(
    share((person) => person.kind === 'citizen' && person.ethnicGroup !== '01'),
    0.03,
    0.07,
    'minorities',
  )
  between(
    share((person) => isRare(person.name)),
    0.009,
    0.022,
    'rare characters',
  )
  between(
    share((person) => person.name.startsWith('王')),
    0.045,
    0.095,
    '王',
  )
  between(
    share((person) => person.card !== null),
    0.5,
    0.72,
    'cards of an earlier time',
  )
  assert.ok(persons.some((person) => person.name.includes('·')))
  assert.ok(persons.some((person) => /[\u{20000}-\u{3ffff}]/u.test(person.name)))
  assert.ok(persons.some((person) => person.birthOn.endsWith('-02-29')))
  assert.deepEqual(new Set(persons.map((person) => person.district)), new Set(districtCodes))
  const permanent = persons.filter((person) => person.kind === 'permanent-resident')
  assert.ok(permanent.some((person) => person.identityNumber.length === 15))
  assert.ok(permanent.some((person) => person.identityNumber.length === 18 && person.documentNumber !== null))
})

test('M8.4: every minor of the sample lives with an adult guardian of the same household', () => {
  const minors = persons.filter((person) => age(person) < 18)
  assert.ok(minors.length > 1000)
  for (const minor of minors) {
    assert.ok(minor.guardians.length > 0)
    for (const index of minor.guardians) {
      const guardian = byIndex.get(index) as SamplePerson
      assert.ok(age(guardian) >= 21)
      assert.equal(guardian.household, minor.household)
      assert.equal(minor.phone, (byIndex.get(minor.guardians[0] as number) as SamplePerson).phone)
    }
    assert.equal(minor.card, null)
  }
})

test('M8.6: employers and schools have an agent who is of age and works', () => {
  const employers = city.employers()
  assert.ok(employers.filter((one) => one.kind === 'employer').length >= 40)
  assert.ok(employers.some((one) => one.kind === 'school') && employers.some((one) => one.kind === 'university'))
  assert.equal(new Set(employers.map((one) => one.code)).size, employers.length)
  for (const employer of employers) {
    const agent = byIndex.get(employer.agent) as SamplePerson
    assert.equal(agent.occupation, 'employed')
    if (employer.kind === 'employer') assert.equal(agent.organisation, employer.code)
  }
})

test('M7.1, M7.14: sixteen banks, one of them plainly invented, each with three outlets or more in several districts', () => {
  assert.equal(sampleBanks.length, 16)
  assert.deepEqual(
    sampleBanks.filter((bank) => !bank.shipped).map((bank) => bank.name.zh),
    ['样例银行（虚构）'],
  )
  for (const bank of sampleBanks) {
    const outlets = city.outlets.filter((outlet) => outlet.cnaps === bank.cnaps)
    assert.ok(outlets.length >= 3)
    assert.ok(new Set(outlets.map((outlet) => outlet.district)).size >= 3)
    assert.ok(outlets.some((outlet) => outlet.instantIssue))
  }
  assert.deepEqual(new Set(city.outlets.map((outlet) => outlet.district)), new Set(districtCodes))
})

test('a drawn photo has the size, weight, background and colours of a photo for a card, and is the same each time', async () => {
  for (const index of [0, 5, 9, 27]) {
    const photo = await samplePhoto(index, 1)
    between(photo.length, 9 * 1024, 40 * 1024, 'bytes')
    const image = sharp(photo)
    const { width, height, format, density } = await image.metadata()
    assert.deepEqual({ width, height, format, density }, { ...photoSize, format: 'jpeg', density: 350 })
    const measures = measurePhoto(await image.removeAlpha().raw().toBuffer(), photoSize.width, photoSize.height)
    assert.ok(measures.backgroundLeast >= 240 && measures.backgroundSpread <= 10 && measures.colour)
    assert.deepEqual(await samplePhoto(index, 1), photo)
  }
  assert.notDeepEqual(await samplePhoto(0, 1), await samplePhoto(1, 1))
})

test('the files of the sample hold every person and every card under their headings', () => {
  const small = sampleCity({ people: 1200, seed: 1 })
  const residents: Record<string, string>[] = parse([...residentLines(small)].join(''), { columns: true, bom: true })
  assert.equal(residents.length, 1200)
  assert.deepEqual(Object.keys(residents[0] ?? {}), [...residentColumns])
  for (const [index, line] of residents.entries()) {
    const person = persons[index] as SamplePerson
    assert.equal(line['name'], person.name)
    assert.equal(line['guardianName'] !== '', person.guardians.length > 0)
  }
  const cards: Record<string, string>[] = parse([...cardLines(small)].join(''), { columns: true, bom: true })
  assert.equal(cards.length, persons.slice(0, 1200).filter((person) => person.card !== null).length)
  assert.deepEqual(Object.keys(cards[0] ?? {}), [...cardColumns])
})

/** What the decisions of the load read; which generations are issued has a date, which the kernel of tests does not know. */
const policy = Object.fromEntries(
  firstPolicyValues()
    .filter((value) => value.key !== 'card.generations-issued')
    .map(({ key, value }) => [key, value as number | string | boolean]),
)

test('M8.1, M13.3: a sample city comes in through the commands, and a second load adds nothing', async (t) => {
  const kernel = await testKernel(t, {
    commands: (parts) => [...bankCommands(), ...holderCommands(parts), ...cardCommands(parts)],
    policy,
  })
  const seen: number[] = []
  const load = () =>
    loadSampleCity({ ...kernel, clock: () => kernel.now }, { people: 1100, seed: 1 }, ({ loaded }) => seen.push(loaded))
  const loaded = await load()
  const expected = persons.slice(0, 1100)
  assert.deepEqual(loaded.refused, {})
  assert.equal(loaded.people, 1100)
  assert.equal(loaded.outlets, city.outlets.length)
  assert.equal(
    loaded.guardians,
    expected.filter((person) => ageOn(person.birthOn, today) < 18).flatMap((person) => person.guardians).length,
  )
  assert.equal(loaded.grounds, expected.flatMap((person) => person.grounds).length)
  assert.equal(loaded.cards, expected.filter((person) => person.card !== null).length)
  assert.deepEqual(seen, [1000, 1100])
  const count = async (): Promise<unknown> =>
    (
      await kernel.db`select (select count(*)::int from person) as people, (select count(*)::int from card) as cards,
        (select count(*)::int from relation) as guardians, (select count(*)::int from outlet) as outlets, (select count(*)::int from ground) as grounds`
    )[0]
  const { people: registered, cards, guardians, grounds, outlets } = loaded
  assert.deepEqual({ ...((await count()) as object) }, { people: registered, cards, guardians, outlets, grounds })
  kernel.now = '2026-11-24T02:00:00.000Z' as Instant
  assert.deepEqual(await load(), loaded)
  assert.deepEqual({ ...((await count()) as object) }, { people: registered, cards, guardians, outlets, grounds })
})
