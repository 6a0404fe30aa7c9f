import type { Actor } from '@yika/core/access/actor.ts'
import { citizenAccountId } from './account.ts'
import type { SignInParts } from './parts.ts'
import { recordSignIn } from './record-sign-in.ts'

/** By which the records of an account are found, without opening anything. */
export function accountKeyOf({ custodian }: Pick<SignInParts, 'custodian'>, accountId: string): Buffer {
  return Buffer.from(custodian.blindIndex('sign-in', `account|${accountId}`))
}

/** Every session and token of a citizen ends, whichever device has it: a lost phone shall open nothing. */
export async function leaveEverywhere(parts: SignInParts, actor: Actor & { readonly personId: string }): Promise<void> {
  const key = accountKeyOf(parts, citizenAccountId(actor.personId))
  await parts.db`delete from sign_in_record where account_key = ${key}`
  await recordSignIn(parts, 'leave-everywhere', actor)
}
