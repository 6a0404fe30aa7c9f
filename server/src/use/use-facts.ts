import type { UseFacts } from '@yika/core/service/judge-use.ts'
import type { CardKey } from '../card/store.ts'
import { groundsOfPersons } from '../holder/store.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import { applicationsOfPersons } from '../service/application-store.ts'

type HolderRow = UseFacts['person'] & UseFacts['card'] & { readonly personId: string }

/** With whose card it is: whoever names a card names its person, too, and the two must belong together. */
export type HeldFacts = UseFacts & { readonly personId: string }

/**
 * What `judgeUse` needs, by card id, for any number of cards. Nothing is locked and no sealed field is touched; a loss that is committed is
 * seen by every process that asks after it.
 */
export async function useFactsOf(
  db: Database | Transaction,
  keys: readonly CardKey[],
): Promise<ReadonlyMap<string, HeldFacts>> {
  if (keys.length === 0) return new Map()
  const personIds = keys.map(({ personId }) => personId)
  const [holders, grounds, applications] = await Promise.all([
    db<HolderRow[]>`
      select person_id, c.card_id, p.birth_on, p.life_status, p.district,
        c.social, c.expires_on, c.social_lost_at, c.cancel_reason, c.cancelled_at
      from unnest(${personIds}::uuid[], ${keys.map(({ cardId }) => cardId)}::uuid[]) as asked (person_id, card_id)
      join card c using (person_id, card_id)
      join person p using (person_id)`,
    groundsOfPersons(db, personIds),
    applicationsOfPersons(db, personIds),
  ])
  const groundsBy = Map.groupBy(grounds.values(), ({ personId }) => personId)
  const applicationsBy = Map.groupBy(applications.values(), ({ personId }) => personId)
  return new Map(
    holders.map(({ personId, birthOn, lifeStatus, district, ...card }) => [
      card.cardId,
      {
        personId,
        person: { birthOn, lifeStatus, district },
        card,
        grounds: groundsBy.get(personId) ?? [],
        applications: applicationsBy.get(personId) ?? [],
      },
    ]),
  )
}
