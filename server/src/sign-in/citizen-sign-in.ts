import type { Actor } from '@yika/core/access/actor.ts'
import { randomCode } from '../kernel/custody/random-code.ts'
import { citizenAccountId, citizenActor } from './account.ts'
import type { SignInParts } from './parts.ts'
import { recordSignIn, unknownActor } from './record-sign-in.ts'
import { signInLimits } from './sign-in-limits.ts'
import type { SignInResult } from './staff-sign-in.ts'
import { mayTry } from './tries.ts'

const msPerMinute = 60_000
const codeDigits = 6

/**
 * Sends a code to the registered telephone of whoever has this number. Whether anybody has it is asked only after the
 * answer has left (`deliver`): neither its words nor its time tell.
 */
export async function sendSignInCode(
  parts: SignInParts,
  requestId: string,
  identityNumber: string,
  address: string,
  deliver: (work: () => Promise<void>) => void,
): Promise<{ readonly refused?: 'sign-in-locked' }> {
  const number = identityNumber.trim().toUpperCase()
  const permitted = [
    await mayTry(parts, 'address', address, signInLimits.triesPerAddress),
    await mayTry(parts, 'number', number, signInLimits.codesPerNumber),
    await mayTry(parts, 'city', 'codes', signInLimits.codesPerCity),
  ].every(Boolean)
  if (!permitted) {
    await recordSignIn(parts, 'send-sign-in-code', unknownActor, 'sign-in-locked')
    return { refused: 'sign-in-locked' }
  }
  deliver(() => sendCode(parts, requestId, number))
  return {}
}

async function sendCode(parts: SignInParts, requestId: string, number: string): Promise<void> {
  const citizen = await parts.citizens.byIdentityNumber(number)
  const code = randomCode(codeDigits)
  // A row for nobody too: later tries cost the same.
  await saveCode(parts, requestId, citizen?.personId ?? null, code)
  const actor = citizen === undefined ? unknownActor : citizenActor(citizen)
  const phone = citizen?.phone ?? null
  await recordSignIn(parts, 'send-sign-in-code', actor, phone === null ? 'sign-in-failed' : undefined)
  if (citizen === undefined || phone === null) return
  const minutes = Math.floor(lifetimeMs(parts) / msPerMinute)
  const text = `【一卡】登录验证码 ${code}，${minutes} 分钟内有效，仅用于本次登录，请勿告诉他人。Yika sign-in code ${code}, valid for ${minutes} minutes. Tell it to nobody.`
  await parts.sendMessage({ personId: citizen.personId, phone, use: 'sign-in', text })
}

/** The code counts for the request it was sent for, once, and only so many times wrong. */
export async function signInWithCode(parts: SignInParts, requestId: string, code: string): Promise<SignInResult> {
  const { db, clock } = parts
  const key = keyOf(parts, requestId)
  const [tried] = await db<{ personId: string | null; verifier: Buffer }[]>`
    update sign_in_code set tries_left = tries_left - 1
    where key = ${key} and tries_left > 0 and expires_at > ${clock()}
    returning person_id, verifier`
  const personId = tried?.personId ?? null
  const right =
    tried !== undefined && personId !== null && Buffer.compare(tried.verifier, verifierOf(parts, requestId, code)) === 0
  const taken = right ? await db`delete from sign_in_code where key = ${key} returning 1` : []
  const citizen = taken.length === 1 && personId !== null ? await parts.citizens.byPersonId(personId) : undefined
  if (citizen === undefined) {
    await recordSignIn(parts, 'sign-in', personId === null ? unknownActor : triedActor(personId), 'sign-in-failed')
    return { refused: 'sign-in-failed' }
  }
  await recordSignIn(parts, 'sign-in', citizenActor(citizen))
  return { accountId: citizenAccountId(citizen.personId) }
}

/** The person as whom somebody tried to sign in; not looked up, so that a wrong code costs the same for everybody. */
function triedActor(personId: string): Actor {
  return { id: personId, role: 'citizen', organisationId: 'self', personId }
}

async function saveCode(parts: SignInParts, requestId: string, personId: string | null, code: string): Promise<void> {
  const expiresAt = new Date(Date.parse(parts.clock()) + lifetimeMs(parts)).toISOString()
  await parts.db`
    insert into sign_in_code (key, person_id, verifier, tries_left, expires_at)
    values (${keyOf(parts, requestId)}, ${personId}, ${verifierOf(parts, requestId, code)},
      ${parts.figure('one-time-code.tries')}, ${expiresAt})
    on conflict (key) do update set
      person_id = excluded.person_id,
      verifier = excluded.verifier,
      tries_left = excluded.tries_left,
      expires_at = excluded.expires_at`
}

function lifetimeMs(parts: SignInParts): number {
  return Math.min(parts.figure('one-time-code.lifetime') * msPerMinute, signInLimits.codeLifetimeMostMs)
}

function keyOf({ custodian }: SignInParts, requestId: string): Buffer {
  return Buffer.from(custodian.blindIndex('sign-in', `code|${requestId}`))
}

function verifierOf({ custodian }: SignInParts, requestId: string, code: string): Buffer {
  return Buffer.from(custodian.blindIndex('sign-in', `code|${requestId}|${code.replace(/\s/g, '')}`))
}
