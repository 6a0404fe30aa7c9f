import { systemActor } from '@yika/core/access/actor.ts'
import { registerOrganisation } from '@yika/core/access/schema.ts'
import { fillCardNumbers } from '@yika/core/card/schema.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import { seedOrganisations } from './access/seed-organisations.ts'
import { staffByUserName } from './access/store.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import { holdFirstCeremony } from './production/first-chip-keys.ts'
import { loadSampleCity } from './sample/load-sample-city.ts'
import { sampleCity } from './sample/sample-city.ts'
import type { SamplePerson } from './sample/sample-person.ts'
import { loadSampleInstitutions } from './service/load-sample-institutions.ts'
import { seedServices } from './service/seed-services.ts'
import { seedSampleItems } from './settlement/medical/seed-sample-items.ts'
import { staffActor } from './sign-in/account.ts'
import {
  type DemoAccount,
  type DemoPlaces,
  demoAccounts,
  secondSecurityAdministrator,
} from './sign-in/demo-accounts.ts'
import { seedNetwork } from './travel/seed-network.ts'

export const sampleSeed = 1

/**
 * An empty database gets the bodies of Article 6, the catalogue of Article 5 and, if wished, the sample city with a sign-in for every role.
 * Every later start finds them and changes nothing. Answers whether the city is the sample: only then may anything be
 * simulated.
 */
export async function openFirstTime(
  platform: Platform,
  config: Pick<Config, 'samplePeople'>,
  say: (line: string) => void,
): Promise<boolean> {
  await seedOrganisations(platform.executor)
  await seedServices(platform.executor)
  const { empty, begun, whole } = await sampleIn(platform)
  if (!begun && !(empty && config.samplePeople > 0)) return false
  if (!whole && config.samplePeople > 0) {
    const city = { people: config.samplePeople, seed: sampleSeed }
    const why = begun ? 'A load was cut off' : 'An empty database'
    say(`${why}: loading the sample city of ${city.people} people who exist nowhere …`)
    await registerSampleBody(platform, factory)
    await openSampleNumbers(platform)
    const loaded = await loadSampleCity(platform, city)
    say(
      `  ${loaded.people} people, ${loaded.guardians} guardians, ${loaded.cards} older cards, ${loaded.outlets} outlets`,
    )
    await registerSampleBody(platform, districtOffice)
  }
  for (const account of await demoAccounts(platform, await samplePlaces(platform, config.samplePeople)))
    say(line(account))
  await holdSampleCeremony(platform)
  await signSampleAgreements(platform)
  await seedNetwork(platform.executor)
  await seedSampleItems(platform.executor)
  const citizen = sampleCitizen(config.samplePeople)
  if (citizen !== undefined)
    say(`  ${'citizen'.padEnd(30)} number ${citizen.identityNumber} and the code from /dev/outbox`)
  return true
}

/** Two sample people make the master keys of the chips, so that cards can be personalised from the first minute. */
async function holdSampleCeremony(platform: Platform): Promise<void> {
  const [one, other] = await Promise.all(
    ['security-administrator', secondSecurityAdministrator].map((name) => staffByUserName(platform.db, name)),
  )
  if (one === undefined || other === undefined) throw new Error('the sample city has no two security administrators')
  await holdFirstCeremony(platform, [staffActor(one), staffActor(other)])
}

/** The sample's bureau officer signs what the platform has proposed: also here two parties make an agreement. */
async function signSampleAgreements({ db, executor }: Platform): Promise<void> {
  const officer = await staffByUserName(db, 'bureau-officer')
  if (officer === undefined) throw new Error('the sample city has no bureau officer')
  await loadSampleInstitutions(executor, staffActor(officer))
}

function line({ userName, password, totpSecret }: DemoAccount): string {
  return `  ${userName.padEnd(30)} user ${userName.padEnd(30)} password "${password}"  authenticator ${totpSecret}`
}

/** Somebody of the sample city who has a card that works, with a chip and an insurance where there is one; the person exists nowhere. */
export function sampleCitizen(people: number): SamplePerson | undefined {
  if (people === 0) return undefined
  let first: SamplePerson | undefined
  for (const person of sampleCity({ people: Math.min(people, peopleSought), seed: sampleSeed }).persons()) {
    if (person.card?.social !== 'enabled') continue
    if (canLiveAMonth(person)) return person
    first ??= person
  }
  return first
}

const peopleSought = 1000

/** Whether everything that the card is for can be shown with this person. */
export function canLiveAMonth({ card, grounds, kind }: SamplePerson): boolean {
  return card?.social === 'enabled' && card.chip !== null && kind === 'citizen' && grounds.includes('employee-medical')
}

/**
 * Only the sample city has accounts whose passwords are printed; they must never stand beside real people. Its factory is
 * registered before its first person and its district office after the last: a load that was killed is taken up again.
 */
async function sampleIn({ db }: Platform) {
  const [state] = await db<{ empty: boolean; begun: boolean; whole: boolean }[]>`
    select not exists (select from person) as empty,
      exists (select from organisation where organisation_id = ${factory.organisationId}) as begun,
      exists (select from organisation where organisation_id = ${districtOffice.organisationId}) as whole`
  return state ?? { empty: false, begun: false, whole: false }
}

interface SampleBody {
  readonly organisationId: string
  readonly kind: 'other' | 'district'
  readonly zh: string
  readonly en: string
}

const factory: SampleBody = {
  organisationId: 'sample-factory',
  kind: 'other',
  zh: '样例制卡厂',
  en: 'sample card factory',
}
const districtOffice: SampleBody = {
  organisationId: 'sample-district-office',
  kind: 'district',
  zh: '样例区人社局',
  en: 'sample district office',
}
const sampleDistrict = '110101'
/** The hall at which the sample's district officer sits. */
const sampleHall = 'hall-110101'

async function registerSampleBody({ executor }: Platform, body: SampleBody): Promise<void> {
  const { organisationId, kind, zh, en } = body
  await executor.execute(registerOrganisation, {
    actor: systemActor,
    key: `sample-body-${organisationId}`,
    input: {
      organisationId,
      kind,
      field: { zh: '样例', en: 'sample' },
      name: { zh, en },
      contact: '96066',
      validFrom: measuresInForce,
      ...(kind === 'district' ? { district: sampleDistrict } : {}),
    },
  })
}

/** Numbers for the cards that the sample city will ask for; a real city opens the ranges that its ministry gave it. */
async function openSampleNumbers({ executor }: Platform): Promise<void> {
  const input = { prefix: 'S', first: 0, count: 50_000 }
  await executor.execute(fillCardNumbers, { actor: systemActor, key: 'sample-card-numbers', input })
}

/** Where the demonstration staff work: an instant outlet of the first bank, a hall, the first employer, the factory. */
async function samplePlaces({ db }: Platform, people: number): Promise<DemoPlaces> {
  const [outlet] = await db<{ bankId: string; outletId: string; district: string }[]>`
    select bank_id, outlet_id, district from outlet where instant_issue order by bank_id, outlet_id limit 1`
  const [employer] = people > 0 ? sampleCity({ people: Math.min(people, 5000), seed: sampleSeed }).employers() : []
  const atBank =
    outlet === undefined ? undefined : { bankId: outlet.bankId, officeId: outlet.outletId, district: outlet.district }
  return {
    ...(atBank === undefined ? {} : { 'bank-clerk': atBank, 'bank-supervisor': atBank }),
    'district-officer': {
      organisationId: districtOffice.organisationId,
      district: sampleDistrict,
      officeId: sampleHall,
    },
    factory: { organisationId: factory.organisationId },
    ...(employer === undefined ? {} : { 'employer-agent': { employerId: employer.code } }),
  }
}
