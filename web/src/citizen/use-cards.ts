import type { UseQueryResult } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import { useSession } from '../client/client-context.tsx'
import type { Answer } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { useAsk } from '../client/use-calls.ts'

const purpose = 'own-affairs'

/** The cards of oneself or of somebody whom one helps. */
export function useCards(personId: string): UseQueryResult<Answer<'card/my-cards'>, CallFailed> {
  const isSelf = useSession()?.personId === personId
  const mine = useAsk('card/my-cards', isSelf ? { purpose } : undefined)
  const theirs = useAsk('card/cards-of-person', isSelf ? undefined : { personId, purpose })
  return isSelf ? mine : theirs
}

/** The card of the address. */
export function useCardHere(): {
  readonly asked: UseQueryResult<Answer<'card/my-cards'>, CallFailed>
  readonly card: CardView | undefined
} {
  const { personId, cardId } = useParams({ strict: false }) as { personId: string; cardId: string }
  const asked = useCards(personId)
  return { asked, card: asked.data?.cards.find((one) => one.cardId === cardId) }
}
