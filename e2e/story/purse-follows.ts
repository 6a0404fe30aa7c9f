import * as application from '@yika/core/application/schema.ts'
import * as card from '@yika/core/card/schema.ts'
import * as production from '@yika/core/production/schema.ts'
import * as travel from '@yika/core/travel/schema.ts'
import { wishOf } from './apply.ts'
import { makeAndHandOver } from './instant-issue.ts'
import { myNewestCard } from './my-cards.ts'
import type { Party } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

/** Late taps have a week; the story lives one day more. */
const minutesUntilSettled = 8 * 24 * 60
const left = 1_700

/** Articles 5 and 13: the card is lost for good, a new one is made while one waits, and a week later the purse is on it. */
export async function purseFollows(stage: Stage): Promise<void> {
  const { story, people, signIn, cast } = stage
  story.scene('余额结转 The purse follows: after a week for late taps it is on the new card')
  const personId = personIdOf(stage, people.walkIn)
  const citizen = await signIn.citizen('walk-in', people.walkIn.identityNumber)
  const lost = await myNewestCard(stage, citizen)
  const ended = { personId, cardId: lost.cardId }
  await story.isRefused(citizen, travel.openPurseCase, ended, 'purse-card-lives')
  const fresh = await newCard(stage, citizen)
  const { caseId } = await story.does(citizen, travel.openPurseCase, ended)
  await story.isRefused(citizen, travel.openPurseCase, ended, 'purse-case-open')
  const decision = { personId, caseId, way: 'new-card' } as const
  await story.isRefused(citizen, travel.decidePurseCase, decision, 'not-permitted')
  await story.isRefused(cast.bureau, travel.decidePurseCase, decision, 'purse-settles-later')
  await stage.city.liveLater(minutesUntilSettled)
  await story.does(cast.bureau, travel.decidePurseCase, decision)
  await story.isRefused(cast.bureau, travel.decidePurseCase, decision, 'purse-case-closed')
  const { cards, cases } = await story.does(citizen, travel.myTravel, { personId, purpose: 'own-affairs' })
  const balanceOf = (cardId: string) => cards.find((one) => one.cardId === cardId)?.balance
  story.holds(
    'seventeen yuan are on the new card and none on the old',
    [balanceOf(lost.cardId), balanceOf(fresh)],
    [0, left],
  )
  story.holds(
    'and the holder reads how it ended',
    cases.map(({ status, amount }) => [status, amount]),
    [['done', left]],
  )
}

async function newCard(stage: Stage, citizen: Party): Promise<string> {
  const { story, people, cast } = stage
  const { walkIn } = people
  const personId = personIdOf(stage, walkIn)
  const { cardId } = await myNewestCard(stage, citizen)
  await openVisit(stage, cast.clerk, walkIn)
  await story.does(cast.clerk, card.reportLoss, {
    personId,
    cardId,
    functions: 'both',
    kind: 'formal',
    channel: 'bank',
  })
  const wish = wishOf(stage, walkIn, { kind: 'reissue', reason: 'loss' })
  const { applicationId } = await story.does(cast.clerk, application.applyForCard, wish)
  await story.does(cast.clerk, application.markInstant, { personId, applicationId })
  const begun = await story.does(cast.clerk, production.issueInstantly, { personId, applicationId })
  return makeAndHandOver(stage, personId, begun)
}
