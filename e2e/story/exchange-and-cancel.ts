import * as application from '@yika/core/application/schema.ts'
import { instantOf } from '@yika/core/calendar/instant.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import { wishOf } from './apply.ts'
import { makeBatch } from './batch.ts'
import { bringToOutlet } from './bring-to-outlet.ts'
import { cardsSeenByBureau, myNewestCard } from './my-cards.ts'
import { home } from './people.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

const dutyNoticeVersion = dutyNotice.version

/** Articles 7 and 9: a damaged card is exchanged; a locked one needs two officers; the last one is cancelled on request. */
export async function exchangeAndCancel(stage: Stage): Promise<void> {
  const { story, cast, people, signIn } = stage
  story.scene('换领、锁定、注销 Exchange, lock, cancel: the end of a card')
  const { holder } = people
  const personId = personIdOf(stage, holder)
  const citizen = await signIn.citizen('citizen', holder.identityNumber)
  const damaged = await myNewestCard(stage, citizen)
  await story.isRefused(
    citizen,
    application.applyForCard,
    wishOf(stage, holder, { kind: 'exchange', reason: 'printed-change' }),
    'printed-items-unchanged',
  )
  await story.isRefused(
    citizen,
    application.applyForCard,
    wishOf(stage, holder, { kind: 'exchange', reason: 'loss' }),
    'reason-not-of-kind',
  )
  const wish = wishOf(stage, holder, { kind: 'exchange', reason: 'damage' })
  const first = await story.does(citizen, application.applyForCard, wish)
  await story.does(citizen, application.withdrawApplication, { personId, applicationId: first.applicationId })
  await story.does(citizen, application.applyForCard, wish)
  await makeBatch(stage, home, 1)
  await bringToOutlet(stage)
  const visit = await openVisit(stage, cast.clerk, holder)
  const { cardId } = await myNewestCard(stage, citizen)
  await story.does(cast.clerk, distribution.collectCard, { personId, cardId, dutyNoticeVersion })
  const both = await cardsSeenByBureau(stage, holder, cardId)
  story.holds(
    'old and new lie side by side',
    both.slice(0, 2).map(({ social }) => social),
    ['pending-enable', 'enabled'],
  )
  const enabled = await story.does(cast.clerk, card.enableSocial, {
    personId,
    cardId,
    channel: 'bank',
    dutyNoticeVersion,
  })
  story.holds('with the card in the hand the visit is proof enough', enabled.endedCardIds, [damaged.cardId])

  await lockAndUnlock(stage, cardId)
  await story.does(cast.clerk, card.enableSocial, { personId, cardId, channel: 'bank', dutyNoticeVersion })

  await story.isRefused(cast.clerk, card.cancelCard, { personId, cardId, reason: 'death' }, 'cancel-reason-unfounded')
  await story.isRefused(citizen, card.cancelCard, { personId, cardId, reason: 'holder-request' }, 'not-permitted')
  const ended = await story.does(cast.clerk, card.cancelCard, { personId, cardId, reason: 'holder-request' })
  story.holds('the bank has an account to close', ended.bankClosesAccount, true)
  const effectiveAt = instantOf(Date.now())
  await story.does(cast.bank, card.recordBankState, { personId, cardId, state: 'closed', effectiveAt })
  const seen = await story.does(cast.clerk, card.card, {
    personId,
    cardId,
    purpose: 'counter-service',
    caseId: visit.visitId,
  })
  story.holds('the clerk reads the end of both functions', [seen.social, seen.finance], ['cancelled', 'closed'])
  const mine = await myNewestCard(stage, citizen)
  story.holds(
    'and so does the citizen',
    [mine.social, mine.cancelReason, mine.actions],
    ['cancelled', 'holder-request', []],
  )
}

async function lockAndUnlock(stage: Stage, cardId: string): Promise<void> {
  const { story, cast, people } = stage
  const own = { personId: personIdOf(stage, people.holder), cardId }
  await story.isRefused(cast.clerk, card.lockCard, { ...own, reason: 'suspected-misuse' }, 'not-permitted')
  await story.does(cast.bureau, card.lockCard, { ...own, reason: 'suspected-misuse' })
  await story.does(cast.bureau, card.requestUnlock, { ...own, reason: 'checked, nothing was wrong' })
  await story.isRefused(cast.bureau, card.unlockCard, own, 'same-person-twice')
  await story.does(cast.secondBureau, card.unlockCard, own)
  const [seen] = await cardsSeenByBureau(stage, people.holder, cardId)
  story.holds('unlocked by a second officer, the holder proves again who holds it', seen?.social, 'pending-enable')
}
