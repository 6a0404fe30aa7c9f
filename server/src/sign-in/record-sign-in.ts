import type { Actor } from '@yika/core/access/actor.ts'
import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'
import { insertAuditEntries } from '../kernel/audit.ts'
import { newId } from '../kernel/identifier.ts'
import type { SignInParts } from './parts.ts'

/** Somebody at the door of whom nothing is known yet. */
export const unknownActor: Actor = { id: 'unknown', role: 'system', organisationId: 'unknown' }

/** Article 11: every sign-in, every failed one and every change of a means of signing in is on record. */
export async function recordSignIn(
  { db, clock }: SignInParts,
  operation: 'sign-in' | 'send-sign-in-code' | 'enrol' | 'register-passkey' | 'leave-everywhere',
  actor: Actor,
  refusal?: RefusalCode,
): Promise<void> {
  const at = clock()
  await insertAuditEntries(db, [
    {
      personId: actor.personId ?? null,
      at,
      actor,
      operation,
      article: 11,
      outcome: refusal === undefined ? 'accepted' : 'refused',
      ...(refusal === undefined ? {} : { refusal }),
      commandId: newId(Date.parse(at)),
    },
  ])
}
