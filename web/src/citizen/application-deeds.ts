import { applicationTransitions } from '@yika/core/application/application.ts'
import type { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'

export type ApplicationDeed = 'correct' | 'enable' | 'received' | 'again' | 'sent' | 'withdraw' | 'leave'

type Application = Answer<'application/application'>
type Card = Answer<'card/card'>

/** What its applicant can do about an application now, the most wanted first. */
export function applicationDeeds(
  { status, delivery, groupId, cardId }: Pick<Application, 'status' | 'delivery' | 'groupId' | 'cardId'>,
  card: Pick<Card, 'actions'> | undefined,
  isOwn: boolean,
  may: ReturnType<typeof useMay>,
): readonly ApplicationDeed[] {
  const reachable: readonly string[] = applicationTransitions[status]
  const early = reachable.includes('withdrawn')
  const deeds: readonly (readonly [ApplicationDeed, boolean])[] = [
    ['correct', status === 'correction-needed' && may('application/resubmit-application')],
    ['enable', card?.actions.includes('enable-social') === true && may('card/enable-social')],
    // Only whoever has it in the hand can say so, and that is nobody else.
    [
      'received',
      status === 'ready' && delivery !== 'outlet' && cardId !== null && isOwn && may('distribution/confirm-delivery'),
    ],
    ['again', ['withdrawn', 'refused', 'failed', 'closed'].includes(status) && may('application/apply-for-card')],
    ['sent', status === 'submitted' || status === 'accepted'],
    // Whoever came in by a group leaves the group; others withdraw.
    ['leave', early && groupId !== null && may('application/opt-out-of-group')],
    ['withdraw', early && groupId === null && may('application/withdraw-application')],
  ]
  return deeds.filter(([, allowed]) => allowed).map(([deed]) => deed)
}
