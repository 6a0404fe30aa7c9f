import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import { cardsSeenByBureau } from './my-cards.ts'
import { codeSentAfter } from './outbox.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

const dutyNoticeVersion = dutyNotice.version

/** Article 8: for a minor the guardian collects and enables; a foreigner shows a passport. */
export async function minorAndForeigner(stage: Stage): Promise<void> {
  stage.story.scene('未成年人、外国人 A minor and a foreigner: the guardian acts, the passport proves')
  await minor(stage)
  await foreigner(stage)
}

async function minor(stage: Stage): Promise<void> {
  const { story, cast, people, signIn } = stage
  const { child, guardian } = people
  const personId = personIdOf(stage, child)
  const parent = await signIn.citizen('guardian', guardian.identityNumber)
  await openVisit(stage, cast.clerk, child)
  const { cards } = await story.does(parent, card.cardsOfPerson, { personId, purpose: 'own-affairs' })
  const { cardId = '', cardNumber = '' } = cards[0] ?? {}
  const collection = { personId, cardId, dutyNoticeVersion }
  await story.isRefused(cast.clerk, distribution.collectCard, collection, 'guardian-must-collect')
  await openVisit(stage, cast.clerk, guardian, child)
  await story.does(cast.clerk, distribution.collectCard, collection)

  const self = await signIn.citizen('child', child.identityNumber)
  const enabling = { ...collection, channel: 'app' as const, cardNumber: cardNumber ?? '' }
  const asked = new Date().toISOString()
  await story.does(parent, card.sendEnableCode, { personId, cardId })
  const code = await codeSentAfter(stage, 'enable-card', asked)
  await story.isRefused(self, card.enableSocial, { ...enabling, code }, 'guardian-required')
  await story.does(parent, card.enableSocial, { ...enabling, code })
  const [seen] = await cardsSeenByBureau(stage, child, cardId)
  story.holds('the bureau sees the card of the child in use', [seen?.social, seen?.finance], ['enabled', 'dormant'])
}

async function foreigner(stage: Stage): Promise<void> {
  const { story, cast, people } = stage
  const person = people.foreigner
  const personId = personIdOf(stage, person)
  const { visitId } = await openVisit(stage, cast.clerk, person)
  const read = { personId, purpose: 'counter-service', caseId: visitId } as const
  const { cards } = await story.does(cast.clerk, card.cardsOfPerson, read)
  const waiting = cards.find(({ physical }) => physical === 'at-outlet')
  const cardId = waiting?.cardId ?? ''
  await story.does(cast.clerk, distribution.collectCard, { personId, cardId, dutyNoticeVersion })
  await story.does(cast.clerk, card.enableSocial, { personId, cardId, channel: 'bank', dutyNoticeVersion })
  const seen = await cardsSeenByBureau(stage, person, cardId)
  story.holds(
    'the bureau sees the card in use, and the piece that was spoiled in making ended',
    seen.map(({ physical, social }) => [physical, social]),
    [
      ['collected', 'enabled'],
      ['spoiled', 'cancelled'],
    ],
  )
}
