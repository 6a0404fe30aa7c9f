import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import {
  changeable,
  type PublicKey,
  type SystemClient,
  type SystemClientEvent,
  systemClientEvent,
} from './system-client.ts'

/** Article 6: keys are replaced while the system works on; the old ones end at once. */
export function replaceClientKeys(
  client: SystemClient | undefined,
  keys: readonly PublicKey[],
  context: AccessContext,
): AccessDecision<SystemClientEvent, { readonly clientId: string }> {
  if (client === undefined) return refused('not-found')
  const barred = changeable(client, context)
  if (barred !== undefined) return barred
  const { clientId } = client
  return {
    accepted: true,
    events: [systemClientEvent(clientId, 'client-keys-replaced', { keys })],
    answer: { clientId },
  }
}
