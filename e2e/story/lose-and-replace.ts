import * as application from '@yika/core/application/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import { wishOf } from './apply.ts'
import { makeBatch } from './batch.ts'
import { bringToOutlet } from './bring-to-outlet.ts'
import { cardsSeenByBureau, myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { home } from './people.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

const dutyNoticeVersion = dutyNotice.version

/** Articles 7 and 13: lost for a while, found, lost for good, made again. */
export async function loseAndReplace(stage: Stage): Promise<void> {
  const { story, people, signIn } = stage
  story.scene('挂失、补领 Lose and replace: stopped from the moment of the report, and only a formal one is final')
  const citizen = await signIn.citizen('citizen', people.holder.identityNumber)
  await loseProvisionally(stage, citizen)
  await loseForGood(stage, citizen)
  await replace(stage, citizen)
}

async function loseProvisionally(stage: Stage, citizen: Party): Promise<void> {
  const { story, cast, people } = stage
  const personId = personIdOf(stage, people.holder)
  const { cardId } = await myNewestCard(stage, citizen)
  const report = { personId, cardId, functions: 'both', kind: 'provisional', channel: 'web' } as const
  const neighbour = await stage.signIn.citizen('neighbour', people.neighbour.identityNumber)
  await story.isRefused(neighbour, card.reportLoss, report, 'not-permitted')
  await story.isRefused(citizen, card.reportLoss, { ...report, kind: 'formal' }, 'loss-needs-presence')
  const key = 'story-loss-of-the-holder'
  const receipt = await story.does(citizen, card.reportLoss, report, key)
  const again = await story.does(citizen, card.reportLoss, report, key)
  story.holds('sent twice, the receipt is the same', again, receipt)
  story.holds('both functions were stopped', receipt.stopped, ['social', 'finance'])
  const [seen] = await cardsSeenByBureau(stage, people.holder, cardId)
  story.holds(
    'the bureau sees both suspended until the report lapses',
    [seen?.social, seen?.finance, seen?.socialProvisionalUntil, seen?.financeProvisionalUntil],
    ['suspended-provisional', 'suspended-provisional', receipt.socialUntil, receipt.financeUntil],
  )
  const { receipts } = await story.does(cast.auditor, card.lossReceipts, {
    personId,
    cardId,
    purpose: 'supervision',
    caseId: cardId,
  })
  story.holds(
    'the auditor finds the receipt, with the moment from which the holder does not answer',
    receipts.map((one) => [one.function, one.receiptId, one.reportedAt]).toSorted(),
    [
      ['finance', receipt.receiptId, receipt.reportedAt],
      ['social', receipt.receiptId, receipt.reportedAt],
    ],
  )
  await bankSignsFor(stage, 'loss-reported', cardId)

  const release = { personId, cardId, functions: 'both', channel: 'web' } as const
  const { released } = await story.does(citizen, card.releaseLoss, release)
  story.holds('found again, both are released', released, ['social', 'finance'])
  await story.isRefused(citizen, card.releaseLoss, release, 'loss-not-reported')
  await bankSignsFor(stage, 'loss-released', cardId)
}

async function loseForGood(stage: Stage, citizen: Party): Promise<void> {
  const { story, cast, people } = stage
  const personId = personIdOf(stage, people.holder)
  const { cardId } = await myNewestCard(stage, citizen)
  const wish = wishOf(stage, people.holder, { kind: 'reissue', reason: 'loss' })
  await story.isRefused(citizen, application.applyForCard, wish, 'reissue-needs-formal-loss')
  await openVisit(stage, cast.otherClerk, people.holder)
  const report = { personId, cardId, functions: 'both', kind: 'formal', channel: 'bank' } as const
  const receipt = await story.does(cast.otherClerk, card.reportLoss, report)
  story.holds('any bank takes the report; it does not lapse', [receipt.socialUntil, receipt.financeUntil], [null, null])
  const release = { personId, cardId, functions: 'both', channel: 'bank' } as const
  await story.isRefused(cast.otherClerk, card.releaseLoss, release, 'card-lost-formally')
  await story.isRefused(citizen, card.releaseLoss, { ...release, channel: 'web' }, 'card-lost-formally')
  const mine = await myNewestCard(stage, citizen)
  story.holds('the citizen sees it, too', [mine.social, mine.finance], ['suspended-formal', 'suspended-formal'])
  await bankSignsFor(stage, 'loss-confirmed', cardId)
}

async function replace(stage: Stage, citizen: Party): Promise<void> {
  const { story, cast, people } = stage
  const { holder } = people
  const personId = personIdOf(stage, holder)
  const lost = await myNewestCard(stage, citizen)
  const wish = wishOf(stage, holder, { kind: 'reissue', reason: 'loss' })
  const { applicationId } = await story.does(citizen, application.applyForCard, wish)
  const read = { personId, applicationId, purpose: 'application', caseId: applicationId } as const
  const asked = await story.does(cast.bureau, application.application, read)
  story.holds('the new card is to take the place of the lost one', asked.replaces, lost.cardId)
  await makeBatch(stage, home, 1)
  await bringToOutlet(stage)
  await openVisit(stage, cast.clerk, holder)
  const { cardId } = await myNewestCard(stage, citizen)
  await story.does(cast.clerk, distribution.collectCard, { personId, cardId, dutyNoticeVersion })
  const activated = await story.does(cast.clerk, card.activateFinance, { personId, cardId, dutyNoticeVersion })
  story.holds('activating the account enables the social function with it, and the lost card ends', activated, {
    socialEnabled: true,
    endedCardIds: [lost.cardId],
  })
  const cards = await cardsSeenByBureau(stage, holder, cardId)
  story.holds(
    'of three cards one lives',
    cards.map(({ social, cancelReason }) => [social, cancelReason]),
    [
      ['enabled', null],
      ['cancelled', 'superseded'],
      ['cancelled', 'superseded'],
    ],
  )
}

/** The bank reads what it has to know about its card and signs for it; afterwards the list is empty of it. */
async function bankSignsFor(stage: Stage, fact: string, cardId: string): Promise<void> {
  const { story, cast } = stage
  const { notices } = await story.does(cast.bank, card.bankNotices, { purpose: 'production' })
  const open = notices.filter((notice) => notice.cardId === cardId)
  story.holds(
    `the issuing bank was told: ${fact}`,
    open.map((notice) => notice.fact),
    [fact],
  )
  for (const { personId, noticeId } of open)
    await story.does(cast.bank, card.acknowledgeBankNotice, { personId, noticeId })
}
