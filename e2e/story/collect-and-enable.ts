import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import { cardsSeenByBureau, myNewestCard } from './my-cards.ts'
import { codeSentAfter } from './outbox.ts'
import { personIdOf } from './person-id.ts'
import { readAtCounter } from './read-at-counter.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

const dutyNoticeVersion = dutyNotice.version

/** Articles 7 and 9: collected at the counter, enabled on line; at that moment the old card ends. */
export async function collectAndEnable(stage: Stage): Promise<void> {
  const { story, cast, people, signIn } = stage
  story.scene('领卡、启用 Collect and enable: the duty is shown, the old card ends in the same moment')
  const { holder } = people
  const personId = personIdOf(stage, holder)
  const citizen = await signIn.citizen('citizen', holder.identityNumber)
  const { cardId, cardNumber } = await myNewestCard(stage, citizen)
  const collection = { personId, cardId, dutyNoticeVersion }

  await story.isRefused(cast.clerk, distribution.collectCard, collection, 'visit-required')
  await story.isRefused(citizen, card.sendEnableCode, { personId, cardId }, 'card-not-collected')
  const visit = await openVisit(stage, cast.clerk, holder)
  await story.isRefused(
    cast.clerk,
    distribution.collectCard,
    { ...collection, dutyNoticeVersion: '1999-1' },
    'duty-notice-outdated',
  )
  await story.does(cast.clerk, distribution.collectCard, collection)
  await story.isRefused(cast.clerk, distribution.collectCard, collection, 'card-not-to-be-collected')
  await readAtCounter(stage, { personId, cardId, cardNumber: cardNumber ?? '', visitId: visit.visitId, holder })
  const before = await story.does(cast.clerk, card.cardsOfPerson, {
    personId,
    purpose: 'counter-service',
    caseId: visit.visitId,
  })
  story.holds(
    'until the new card is enabled the old one keeps working',
    before.cards.map(({ generation, social }) => [generation, social]),
    [
      [3, 'pending-enable'],
      [2, 'enabled'],
    ],
  )

  const enabling = { personId, cardId, channel: 'web' as const, dutyNoticeVersion, cardNumber: cardNumber ?? '' }
  await story.isRefused(citizen, card.enableSocial, enabling, 'possession-unproven')
  const asked = new Date().toISOString()
  const { tries } = await story.does(citizen, card.sendEnableCode, { personId, cardId })
  const code = await codeSentAfter(stage, 'enable-card', asked)
  const wrong = await story.does(citizen, card.enableSocial, {
    ...enabling,
    code: code === '000000' ? '000001' : '000000',
  })
  story.holds('a wrong code is counted', [wrong.outcome, wrong.triesLeft], ['code-wrong', tries - 1])
  const enabled = await story.does(citizen, card.enableSocial, { ...enabling, code })
  const after = await cardsSeenByBureau(stage, holder, cardId)
  story.holds(
    'the bureau sees the new card enabled and the old one superseded',
    after.map(({ generation, social, cancelReason }) => [generation, social, cancelReason]),
    [
      [3, 'enabled', null],
      [2, 'cancelled', 'superseded'],
    ],
  )
  story.holds('the answer named the card that ended', enabled.endedCardIds, [after[1]?.cardId])
  await story.isRefused(citizen, card.enableSocial, { ...enabling, code }, 'card-enabled-already')
  const oldCard = { personId, cardId: after[1]?.cardId ?? '', functions: 'social' as const, channel: 'web' as const }
  await story.isRefused(citizen, card.reportLoss, { ...oldCard, kind: 'provisional' }, 'card-cancelled')
}
