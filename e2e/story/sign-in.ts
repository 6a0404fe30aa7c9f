import * as access from '@yika/core/access/schema.ts'
import type { StaffRole } from '@yika/core/access/staff.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { registerTerminal } from '@yika/core/terminal/schema.ts'
import { createBrowser, createSignInClient, totp } from '../../server/src/simulator/sign-in-client.ts'
import { type Narrator, type Party, StoryBroken } from './narrator.ts'

const stepMs = 30_000

/** Everybody signs in the way of their kind, over the same pages as everybody else. */
export interface SignIn {
  /** One of the accounts that the sample city brings along; its first start prints them. */
  demo(role: StaffRole): Promise<Party>
  /** Somebody new: registered by the security administrator, enrolled on the pages with the code handed over. */
  newStaff(
    administrator: Party,
    called: string,
    staff: Omit<InputOf<typeof access.registerStaff>, 'employeeNumber'>,
  ): Promise<Party>
  citizen(called: string, identityNumber: string): Promise<Party>
  /** A system whose public key the security administrator registers; the private one stays here. */
  newSystem(
    administrator: Party,
    called: string,
    client: Omit<InputOf<typeof access.registerClient>, 'keys' | 'name'>,
  ): Promise<Party>
  /** A device that its institution registers; its key never leaves it. */
  newTerminal(institution: Party, terminal: Omit<InputOf<typeof registerTerminal>, 'keys'>): Promise<Party>
}

export function createSignIn(url: string, story: Narrator, accounts: DemoAccounts): SignIn {
  // The code of the next step is within the skew and is never one that has been shown already.
  const people = createSignInClient(url, () => Date.now() + stepMs)
  const systems = createSignInClient(url, () => Date.now())
  /** Whoever has signed in stays so; the number of codes for one person is limited. */
  const signedIn = new Map<string, Party>()

  return {
    async demo(role) {
      const account = accounts.get(role)
      if (account === undefined) throw new StoryBroken(`the sample city has no account for ${role}`)
      return renewable(role, () => people.staff(account))
    },
    async newStaff(administrator, called, staff) {
      const registered = { ...staff, employeeNumber: staff.userName.toUpperCase() }
      const { staffId } = await story.does(administrator, access.registerStaff, registered)
      const { code } = await story.does(administrator, access.staffEnrolment, { staffId })
      const account = await enrol(url, staff.userName, code)
      return renewable(called, () => people.staff(account))
    },
    async citizen(called, identityNumber) {
      const known = signedIn.get(identityNumber)
      if (known !== undefined) return known
      const party = await renewable(called, () => people.citizen(identityNumber))
      signedIn.set(identityNumber, party)
      return party
    },
    async newSystem(administrator, called, client) {
      const { key, privateKey } = await newKey()
      await story.does(administrator, access.registerClient, { ...client, name: called, keys: [key] })
      return renewable(called, () => systems.system(client.clientId, privateKey))
    },
    async newTerminal(institution, terminal) {
      const { key, privateKey } = await newKey()
      await story.does(institution, registerTerminal, { ...terminal, keys: [key] })
      return renewable(terminal.terminalId, () => systems.system(terminal.terminalId, privateKey))
    },
  }
}

async function renewable(called: string, signIn: () => Promise<string>): Promise<Party> {
  const party = {
    called,
    token: await signIn(),
    async renew() {
      party.token = await signIn()
    },
  }
  return party
}

async function newKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  return { key: { kty: 'EC' as const, crv: 'P-256' as const, x, y }, privateKey: pair.privateKey }
}

interface Account {
  readonly userName: string
  readonly password: string
  readonly totpSecret: string
}
export type DemoAccounts = ReadonlyMap<string, Account>

/** The lines in which the first start of the sample city prints its accounts. */
export function demoAccountsIn(words: string): DemoAccounts {
  const line = /^ {2}(\S+) +user (\S+) +password "([^"]+)" +authenticator (\S+)$/gm
  return new Map(
    [...words.matchAll(line)].map(([, role = '', userName = '', password = '', totpSecret = '']) => [
      role,
      { userName, password, totpSecret },
    ]),
  )
}

async function enrol(url: string, userName: string, enrolmentCode: string): Promise<Account> {
  const browser = createBrowser(url)
  const password = `a long sentence for ${userName.length} letters`
  const shown = await browser.post('/sign-in/enrol', { userName, enrolmentCode, password })
  const totpSecret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(await shown.text())?.[1] ?? '').replaceAll(' ', '')
  if (shown.status !== 200 || totpSecret === '') throw new StoryBroken(`${userName} could not enrol: ${shown.status}`)
  const code = await totp(totpSecret, Math.floor(Date.now() / stepMs))
  const confirmed = await browser.post('/sign-in/enrol/confirm', { userName, enrolmentCode, code })
  if (confirmed.status !== 200) throw new StoryBroken(`${userName} could not confirm the authenticator`)
  return { userName, password, totpSecret }
}
