import * as bank from '@yika/core/bank/schema.ts'
import { newFactoryFloor } from './factory-floor.ts'
import { type Narrator, type Party, StoryBroken } from './narrator.ts'
import type { StoryPeople } from './people.ts'
import type { RunningCity } from './running-city.ts'
import type { SignIn } from './sign-in.ts'
import { type Bank, factoryId, type Outlet, type Stage } from './stage.ts'

const responsible = 'human-resources'

/** Article 6: every party signs in with an account or a key of its own; what wants two persons gets two. */
export async function gatherCast(
  city: Pick<RunningCity, 'url' | 'folder' | 'liveLater'>,
  story: Narrator,
  signIn: SignIn,
  people: StoryPeople,
): Promise<Omit<Stage, 'pcsc'>> {
  const { url, folder } = city
  story.scene('登台 Who plays: offices, a bank, a factory, a register')
  const { banks } = await story.reads(bank.banks, {})
  const { outlets } = await story.reads(bank.outlets, { instant: true, limit: 500 })
  const outlet = existing(outlets[0], 'an instant outlet')
  const otherOutlet = existing(
    outlets.find((one) => one.bankId !== outlet.bankId),
    'an outlet of another bank',
  )
  const bankOf = ({ bankId }: Outlet): Bank =>
    existing(
      banks.find((one) => one.bankId === bankId),
      'the bank',
    )
  story.holds('the catalogue has sixteen banks', banks.length, 16)

  const securityAdministrator = await signIn.demo('security-administrator')
  const newStaff = signIn.newStaff.bind(undefined, securityAdministrator)
  const newSystem = signIn.newSystem.bind(undefined, securityAdministrator)
  const { bankId, outletId: officeId } = outlet
  const cast = {
    securityAdministrator,
    auditor: await signIn.demo('auditor'),
    bureau: await signIn.demo('bureau-officer'),
    secondBureau: await newStaff('second bureau officer', {
      userName: 'story-bureau',
      role: 'bureau-officer',
      organisationId: responsible,
    }),
    production: await signIn.demo('production-manager'),
    secondProduction: await newStaff('second production manager', {
      userName: 'story-production',
      role: 'production-manager',
      organisationId: responsible,
    }),
    district: await signIn.demo('district-officer'),
    employer: await signIn.demo('employer-agent'),
    clerk: await newStaff('bank clerk', { userName: 'story-clerk', role: 'bank-clerk', bankId, officeId }),
    supervisor: await newStaff('bank supervisor', {
      userName: 'story-supervisor',
      role: 'bank-supervisor',
      bankId,
      officeId,
    }),
    otherClerk: await newStaff("another bank's clerk", {
      userName: 'story-other-clerk',
      role: 'bank-clerk',
      bankId: otherOutlet.bankId,
      officeId: otherOutlet.outletId,
    }),
    bank: await newSystem('bank system', { clientId: 'story-bank', role: 'bank-system', bankId }),
    factory: await newSystem('factory', { clientId: 'story-factory', role: 'factory', organisationId: factoryId }),
    register: await newSystem('register of residents', {
      clientId: 'story-register',
      role: 'register-system',
      organisationId: 'government-services',
    }),
  }
  return {
    url,
    city: {
      async liveLater(minutes) {
        await city.liveLater(minutes)
        const everybody: readonly Party[] = Object.values(cast)
        for (const party of everybody) await party.renew?.()
      },
    },
    story,
    signIn,
    cast,
    people,
    bank: bankOf(outlet),
    otherBank: bankOf(otherOutlet),
    outlet,
    otherOutlet,
    factoryFloor: newFactoryFloor(folder),
    personIds: new Map(),
  }
}

function existing<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new StoryBroken(`the sample city does not have ${what}`)
  return value
}
