import type { SignInParts } from './parts.ts'
import { signInLimits } from './sign-in-limits.ts'

/**
 * Counts a try before it is judged, in one statement, so that parallel tries on all processes count too. Answers whether
 * the try may go on. After the last permitted one the subject rests for a whole window.
 */
export async function mayTry(
  { db, custodian, clock }: SignInParts,
  kind: 'account' | 'number' | 'address' | 'city',
  subject: string,
  most: number,
): Promise<boolean> {
  const now = clock()
  const begin = new Date(Date.parse(now) - signInLimits.windowMs).toISOString()
  const [row] = await db<{ tries: number }[]>`
    insert into sign_in_try as t (key, tries, since)
    values (${keyOf(custodian, kind, subject)}, 1, ${now})
    on conflict (key) do update set
      tries = case when t.since <= ${begin} then 1 else t.tries + 1 end,
      since = case when t.since <= ${begin} or t.tries + 1 = ${most} then excluded.since else t.since end
    returning tries`
  return row !== undefined && row.tries <= most
}

/** A success forgets the failures before it. */
export async function forgetTries({ db, custodian }: SignInParts, kind: 'account', subject: string): Promise<void> {
  await db`delete from sign_in_try where key = ${keyOf(custodian, kind, subject)}`
}

function keyOf(custodian: SignInParts['custodian'], kind: string, subject: string): Buffer {
  return Buffer.from(custodian.blindIndex('sign-in', `try|${kind}|${subject}`))
}
