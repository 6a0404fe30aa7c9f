import { systemActor } from '@yika/core/access/actor.ts'
import { registerOrganisation } from '@yika/core/access/schema.ts'
import { measuresInForce } from '@yika/core/policy/policy-source.ts'
import { seedOrganisations } from './access/seed-organisations.ts'
import type { Config } from './config.ts'
import type { Platform } from './platform.ts'
import { loadSampleCity } from './sample/load-sample-city.ts'
import { sampleCity } from './sample/sample-city.ts'
import { type DemoAccount, type DemoPlaces, demoAccounts } from './sign-in/demo-accounts.ts'

export const sampleSeed = 1

/**
 * An empty database gets the bodies of Article 6 and, if wished, the sample city with a sign-in for every role.
 * Every later start finds them and changes nothing.
 */
export async function openFirstTime(
  platform: Platform,
  config: Pick<Config, 'samplePeople'>,
  say: (line: string) => void,
): Promise<void> {
  const { db, executor } = platform
  await seedOrganisations(executor)
  const [{ empty } = { empty: false }] = await db<{ empty: boolean }[]>`select not exists (select from person) as empty`
  if (empty && config.samplePeople > 0) {
    const city = { people: config.samplePeople, seed: sampleSeed }
    say(`An empty database: loading the sample city of ${city.people} people who exist nowhere …`)
    const loaded = await loadSampleCity(platform, city)
    say(
      `  ${loaded.people} people, ${loaded.guardians} guardians, ${loaded.cards} older cards, ${loaded.outlets} outlets`,
    )
    await registerSampleBodies(platform)
  } else if (!(await isSampleCity(platform))) {
    return
  }
  for (const account of await demoAccounts(platform, await samplePlaces(platform, config.samplePeople)))
    say(line(account))
}

function line({ role, userName, password, totpSecret }: DemoAccount): string {
  return `  ${role.padEnd(24)} user ${userName.padEnd(24)} password "${password}"  authenticator ${totpSecret}`
}

/** Only the sample city has accounts whose passwords are printed; they must never stand beside real people. */
async function isSampleCity({ db }: Platform): Promise<boolean> {
  const [row] = await db<{ known: boolean }[]>`
    select exists (select from organisation where organisation_id = ${sampleFactory}) as known`
  return row?.known ?? false
}

const sampleFactory = 'sample-factory'
const sampleDistrictOffice = 'sample-district-office'
const sampleDistrict = '110101'
/** The hall at which the sample's district officer sits. */
const sampleHall = 'hall-110101'

async function registerSampleBodies({ executor }: Platform): Promise<void> {
  const bodies = [
    { organisationId: sampleFactory, kind: 'other', zh: '样例制卡厂', en: 'sample card factory' },
    { organisationId: sampleDistrictOffice, kind: 'district', zh: '样例区人社局', en: 'sample district office' },
  ] as const
  await executor.executeAll(
    registerOrganisation,
    bodies.map(({ organisationId, kind, zh, en }) => ({
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
    })),
  )
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
    'district-officer': { organisationId: sampleDistrictOffice, district: sampleDistrict, officeId: sampleHall },
    factory: { organisationId: sampleFactory },
    ...(employer === undefined ? {} : { 'employer-agent': { employerId: employer.code } }),
  }
}
