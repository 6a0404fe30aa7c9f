import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Actor } from '@yika/core/access/actor.ts'
import { citizenAccountId, citizenActor } from './account.ts'
import { oidcAdapter } from './oidc-adapter.ts'
import type { SignInParts } from './parts.ts'
import { recordSignIn, unknownActor } from './record-sign-in.ts'
import type { SignInResult } from './staff-sign-in.ts'

const challengeSeconds = 300

interface Passkey {
  readonly credentialId: string
  readonly publicKey: Buffer
  readonly counter: number
  readonly transports: string[]
}

/** A passkey is bound to a name; an address of digits has none, so there are no passkeys under it (WebAuthn 5.1.2). */
export function passkeysPossible(publicUrl: string): boolean {
  const { hostname, protocol } = new URL(publicUrl)
  const isName = /[a-z]/i.test(hostname) && !hostname.startsWith('[')
  return isName && (protocol === 'https:' || hostname === 'localhost')
}

/** A challenge is known under what asked for it, and is taken once. */
function challenges(parts: SignInParts) {
  const records = oidcAdapter('PasskeyChallenge', parts)
  return {
    keep: (id: string, challenge: string) => records.upsert(id, { challenge }, challengeSeconds),
    async take(id: string): Promise<string | undefined> {
      const record = await records.find(id)
      await records.destroy(id)
      return record?.['challenge'] as string | undefined
    },
  }
}

async function passkeysOf({ db }: SignInParts, personId: string): Promise<readonly Passkey[]> {
  return await db<Passkey[]>`
    select credential_id, public_key, counter, transports from passkey where person_id = ${personId}`
}

export async function passkeyRegistrationOptions(parts: SignInParts, actor: Actor): Promise<object> {
  const personId = actor.personId as string
  const known = await passkeysOf(parts, personId)
  const options = await generateRegistrationOptions({
    rpName: 'Yika 一卡',
    rpID: new URL(parts.publicUrl()).hostname,
    // The name shows on the person's own device only; it says nothing about the person.
    userName: '社会保障卡 Social security card',
    userID: new TextEncoder().encode(personId),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
  })
  await challenges(parts).keep(`register|${personId}`, options.challenge)
  return options
}

export async function registerPasskey(parts: SignInParts, actor: Actor, response: object): Promise<boolean> {
  const personId = actor.personId as string
  const expectedChallenge = await challenges(parts).take(`register|${personId}`)
  const { origin, hostname } = new URL(parts.publicUrl())
  const made =
    expectedChallenge === undefined
      ? undefined
      : await verifyRegistrationResponse({
          response: response as RegistrationResponseJSON,
          expectedChallenge,
          expectedOrigin: origin,
          expectedRPID: hostname,
          requireUserVerification: true,
        }).catch(() => undefined)
  if (made?.verified !== true || made.registrationInfo === undefined) {
    await recordSignIn(parts, 'register-passkey', actor, 'sign-in-failed')
    return false
  }
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
  await parts.db`
    insert into passkey (person_id, credential_id, public_key, counter, transports, made_at)
    values (${personId}, ${id}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports] as string[]}, ${parts.clock()})
    on conflict do nothing`
  await recordSignIn(parts, 'register-passkey', actor)
  return true
}

export async function passkeySignInOptions(parts: SignInParts, requestId: string): Promise<object> {
  const options = await generateAuthenticationOptions({
    rpID: new URL(parts.publicUrl()).hostname,
    userVerification: 'required',
  })
  await challenges(parts).keep(`sign-in|${requestId}`, options.challenge)
  return options
}

/** The authenticator says whose key it is (the user handle); the key that was registered for that person must verify. */
export async function signInWithPasskey(
  parts: SignInParts,
  requestId: string,
  response: object,
): Promise<SignInResult> {
  const answer = response as AuthenticationResponseJSON
  const expectedChallenge = await challenges(parts).take(`sign-in|${requestId}`)
  const personId = Buffer.from(String(answer.response?.userHandle ?? ''), 'base64url').toString()
  const isPersonId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(personId)
  const known = isPersonId ? await passkeysOf(parts, personId) : []
  const passkey = known.find(({ credentialId }) => credentialId === answer.id)
  const citizen = passkey === undefined ? undefined : await parts.citizens.byPersonId(personId)
  const verified =
    expectedChallenge !== undefined &&
    passkey !== undefined &&
    (await verify(parts, expectedChallenge, answer, passkey))
  const actor = citizen === undefined ? unknownActor : citizenActor(citizen)
  const used = verified === false ? false : await countUse(parts, personId, passkey as Passkey, verified)
  if (!used || citizen === undefined) {
    await recordSignIn(parts, 'sign-in', actor, 'sign-in-failed')
    return { refused: 'sign-in-failed' }
  }
  await recordSignIn(parts, 'sign-in', actor)
  return { accountId: citizenAccountId(personId) }
}

async function verify(
  parts: SignInParts,
  expectedChallenge: string,
  response: AuthenticationResponseJSON,
  passkey: Passkey,
): Promise<{ readonly newCounter: number } | false> {
  const { origin, hostname } = new URL(parts.publicUrl())
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: passkey.transports as never,
      },
    })
    return verified ? { newCounter: authenticationInfo.newCounter } : false
  } catch {
    return false
  }
}

/** Two answers with the same count cannot both be the authenticator's; devices that do not count stay at nought. */
async function countUse(
  { db, clock }: SignInParts,
  personId: string,
  passkey: Passkey,
  { newCounter }: { readonly newCounter: number },
): Promise<boolean> {
  const counted = await db`
    update passkey set counter = ${newCounter}, used_at = ${clock()}
    where person_id = ${personId} and credential_id = ${passkey.credentialId}
      and (counter < ${newCounter} or (counter = 0 and ${newCounter} = 0))
    returning 1`
  return counted.length === 1
}
