import type { Staff } from '@yika/core/access/staff.ts'
import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'
import { staffByUserName } from '../access/store.ts'
import { totpMatch } from '../kernel/custody/totp.ts'
import { staffAccountId, staffActor } from './account.ts'
import { credentialOf, replacePasswordHash, takeTotpStep, totpPlace } from './credential.ts'
import type { SignInParts } from './parts.ts'
import { recordSignIn, unknownActor } from './record-sign-in.ts'
import { signInLimits } from './sign-in-limits.ts'
import { forgetTries, mayTry } from './tries.ts'

export interface StaffEntry {
  readonly userName: string
  readonly password: string
  /** Six digits of the authenticator. */
  readonly code: string
  readonly address: string
}

export type SignInResult =
  | { readonly accountId: string }
  | { readonly refused: Extract<RefusalCode, 'sign-in-failed' | 'sign-in-locked'> }

/** Password and authenticator together; which of them was wrong, or whether the name exists, is not told. */
export async function signInStaff(parts: SignInParts, entry: StaffEntry): Promise<SignInResult> {
  const { userName, password, code, address } = entry
  const fromAddress = await mayTry(parts, 'address', address, signInLimits.triesPerAddress)
  const ofAccount = await mayTry(parts, 'account', userName, signInLimits.triesPerAccount)
  const staff = await staffByUserName(parts.db, userName)
  const actor = staff === undefined ? unknownActor : staffActor(staff)
  if (!fromAddress || !ofAccount) {
    await recordSignIn(parts, 'sign-in', actor, 'sign-in-locked')
    return { refused: 'sign-in-locked' }
  }
  if (staff === undefined || !(await proves(parts, staff, password, code))) {
    if (staff === undefined) await parts.custodian.verifyPassword(password, await dummyHash(parts))
    await recordSignIn(parts, 'sign-in', actor, 'sign-in-failed')
    return { refused: 'sign-in-failed' }
  }
  await forgetTries(parts, 'account', userName)
  await recordSignIn(parts, 'sign-in', actor)
  return { accountId: staffAccountId(staff) }
}

async function proves(parts: SignInParts, staff: Staff, password: string, code: string): Promise<boolean> {
  const { db, custodian, clock } = parts
  const credential = await credentialOf(db, staff.staffId)
  const verdict = await custodian.verifyPassword(password, credential?.passwordHash ?? (await dummyHash(parts)))
  const usable = credential?.confirmed === true && credential.enrolment === staff.enrolment
  if (!usable || staff.status !== 'active' || !verdict.matches) return false
  const secret = custodian.openShared(totpPlace(staff.staffId), credential.totpSecret)
  const step = totpMatch(secret, code, Date.parse(clock()), credential.totpStep)
  if (step === undefined || !(await takeTotpStep(db, staff.staffId, step))) return false
  if (verdict.outdated) await replacePasswordHash(db, staff.staffId, await custodian.hashPassword(password))
  return true
}

const dummies = new WeakMap<object, Promise<string>>()

/** A hash that nobody's password has: an unknown name takes as long as a known one. */
function dummyHash({ custodian }: SignInParts): Promise<string> {
  const known = dummies.get(custodian)
  if (known !== undefined) return known
  const made = custodian.hashPassword('a password that nobody has')
  dummies.set(custodian, made)
  return made
}
