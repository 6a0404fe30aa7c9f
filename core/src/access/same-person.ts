import type { Actor } from './actor.ts'

/** Article 17: what wants two persons wants two people; a second account of the same person is not a second person. */
export function isSamePerson(actor: Actor, id: string | null | undefined): boolean {
  return id === actor.id || (typeof id === 'string' && (actor.otherAccounts?.includes(id) ?? false))
}
