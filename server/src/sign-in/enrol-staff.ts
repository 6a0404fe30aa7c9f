import type { Staff } from '@yika/core/access/staff.ts'
import { enrolmentCode } from '../access/enrolment-code.ts'
import { staffByUserName } from '../access/store.ts'
import { randomToken } from '../kernel/custody/random-code.ts'
import { base32, totpAddress, totpMatch } from '../kernel/custody/totp.ts'
import { staffActor } from './account.ts'
import { confirmCredential, credentialOf, saveCredential, totpPlace } from './credential.ts'
import type { SignInParts } from './parts.ts'
import { type PasswordFault, passwordFault } from './password-rule.ts'
import { recordSignIn, unknownActor } from './record-sign-in.ts'
import { signInLimits } from './sign-in-limits.ts'
import { mayTry } from './tries.ts'

export type EnrolmentFault = 'sign-in-failed' | 'sign-in-locked' | PasswordFault

export interface EnrolmentSecret {
  /** To be typed into the authenticator. */
  readonly secret: string
  readonly address: string
}

const issuer = 'Yika 一卡'

/** The person sets the password with the code that the administrator handed over, and gets a secret for the authenticator. */
export async function enrolStaff(
  parts: SignInParts,
  entry: { readonly userName: string; readonly enrolmentCode: string; readonly password: string },
): Promise<EnrolmentSecret | { readonly fault: EnrolmentFault }> {
  const staff = await openedBy(parts, entry.userName, entry.enrolmentCode)
  if (typeof staff === 'string') return { fault: staff }
  const fault = passwordFault(entry.password, entry.userName)
  if (fault !== undefined) return { fault }
  const secret = Buffer.from(randomToken(20), 'base64url')
  const { staffId, enrolment } = staff
  const saved = await saveCredential(
    parts.db,
    {
      staffId,
      enrolment,
      passwordHash: await parts.custodian.hashPassword(entry.password),
      totpSecret: Buffer.from(parts.custodian.sealShared(totpPlace(staffId), secret)),
      totpStep: 0,
      confirmed: false,
    },
    parts.clock(),
  )
  if (!saved) return { fault: 'sign-in-failed' }
  return { secret: base32(secret), address: totpAddress(issuer, entry.userName, secret) }
}

/** A first code shows that the authenticator works; from here on the enrolment code opens nothing any more. */
export async function confirmEnrolment(
  parts: SignInParts,
  entry: { readonly userName: string; readonly enrolmentCode: string; readonly code: string },
): Promise<{ readonly fault?: EnrolmentFault }> {
  const staff = await openedBy(parts, entry.userName, entry.enrolmentCode)
  if (typeof staff === 'string') return { fault: staff }
  const credential = await credentialOf(parts.db, staff.staffId)
  if (credential === undefined || credential.enrolment !== staff.enrolment) return { fault: 'sign-in-failed' }
  const secret = parts.custodian.openShared(totpPlace(staff.staffId), credential.totpSecret)
  const step = totpMatch(secret, entry.code, Date.parse(parts.clock()), credential.totpStep)
  if (step === undefined) return { fault: 'sign-in-failed' }
  if (!(await confirmCredential(parts.db, staff.staffId, staff.enrolment, step))) return { fault: 'sign-in-failed' }
  await recordSignIn(parts, 'enrol', staffActor(staff))
  return {}
}

async function openedBy(
  parts: SignInParts,
  userName: string,
  code: string,
): Promise<Staff | 'sign-in-failed' | 'sign-in-locked'> {
  if (!(await mayTry(parts, 'account', `enrol|${userName}`, signInLimits.triesPerAccount * 2))) {
    await recordSignIn(parts, 'enrol', unknownActor, 'sign-in-locked')
    return 'sign-in-locked'
  }
  const staff = await staffByUserName(parts.db, userName)
  const right =
    staff !== undefined &&
    staff.status === 'active' &&
    parts.clock() <= staff.enrolBy &&
    normal(enrolmentCode(parts.custodian, staff)) === normal(code)
  const credential = right ? await credentialOf(parts.db, staff.staffId) : undefined
  const used = credential?.confirmed === true && credential.enrolment === staff?.enrolment
  if (right && !used) return staff
  await recordSignIn(parts, 'enrol', staff === undefined ? unknownActor : staffActor(staff), 'sign-in-failed')
  return 'sign-in-failed'
}

function normal(code: string): string {
  return code.toUpperCase().replace(/[^A-Z2-7]/g, '')
}
