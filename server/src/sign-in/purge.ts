import type { SignInParts } from './parts.ts'
import { signInLimits } from './sign-in-limits.ts'

/** What has expired is of no use to anybody and goes (data minimisation). */
export async function purgeSignIn({ db, clock }: SignInParts): Promise<void> {
  const begin = new Date(Date.parse(clock()) - signInLimits.windowMs).toISOString()
  await db`delete from sign_in_record where expires_at < now()`
  await db`delete from sign_in_code where expires_at < ${clock()}`
  await db`delete from sign_in_try where since < ${begin}`
}
