import { type AccessContext, type AccessDecision, refused } from './access-decision.ts'
import { changeable, type SystemClient, type SystemClientEvent, systemClientEvent } from './system-client.ts'

/** Article 11: a system that is no longer entitled loses access at once. */
export function retireClient(
  client: SystemClient | undefined,
  context: AccessContext,
): AccessDecision<SystemClientEvent, { readonly clientId: string }> {
  if (client === undefined) return refused('not-found')
  const barred = changeable(client, context)
  if (barred !== undefined) return barred
  const { clientId } = client
  const event = systemClientEvent(clientId, 'client-retired', { retiredBy: context.actor.id })
  return { accepted: true, events: [event], answer: { clientId } }
}
