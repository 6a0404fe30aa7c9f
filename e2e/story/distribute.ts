import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { cardsSeenByBureau, myNewestCard } from './my-cards.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'

type Destination = Omit<InputOf<typeof distribution.formParcel>, 'bankId'>

/** Article 3: the finished cards go to the outlet, where another person signs for every one of them; one goes by post. */
export async function distributeCards(stage: Stage): Promise<void> {
  const { story, cast, outlet, bank, signIn, people } = stage
  story.scene('发放 Distribute: packed, sent off, signed for card by card')
  const toOutlet = { kind: 'outlet' as const, officeId: outlet.outletId }
  await story.isRefused(cast.clerk, distribution.formParcel, { ...toOutlet, bankId: bank.bankId }, 'not-permitted')
  const { parcelId } = await story.does(cast.production, distribution.formParcel, { ...toOutlet, bankId: bank.bankId })
  await story.isRefused(
    cast.production,
    distribution.formParcel,
    { ...toOutlet, bankId: bank.bankId },
    'parcel-nothing-to-send',
  )
  await story.isRefused(
    cast.clerk,
    distribution.receiveParcel,
    { parcelId, scanned: [], missing: 0 },
    'parcel-state-wrong',
  )
  await story.does(cast.production, distribution.dispatchParcel, { parcelId })
  const read = { parcelId, purpose: 'distribution' as const }
  await story.isRefused(cast.otherClerk, distribution.parcelContents, read, 'not-permitted')
  const { cards } = await story.does(cast.clerk, distribution.parcelContents, read)
  const scanned = cards.map(({ cardNumber }) => cardNumber)
  story.holds('three cards lie in the box: of the holder, the child and the foreigner', scanned.length, 3)
  const short = { parcelId, scanned: scanned.slice(1), missing: 0 }
  await story.isRefused(cast.clerk, distribution.receiveParcel, short, 'parcel-count-differs')
  await story.isRefused(cast.otherClerk, distribution.receiveParcel, { parcelId, scanned, missing: 0 }, 'not-permitted')
  const received = await story.does(cast.clerk, distribution.receiveParcel, { parcelId, scanned, missing: 0 })
  story.holds('every card was signed for', received, { arrived: 3, missing: 0 })
  const waiting = await story.does(cast.supervisor, distribution.cardsInDistribution, {
    officeId: outlet.outletId,
    state: 'waiting',
    purpose: 'distribution',
  })
  story.holds(
    'the supervisor sees the same cards wait',
    waiting.cards.map(({ cardNumber }) => cardNumber).toSorted(),
    scanned.toSorted(),
  )

  const post = await sendOff(stage, { kind: 'post' })
  story.holds('one card goes by post', post, 1)
  const neighbour = await signIn.citizen('neighbour', people.neighbour.identityNumber)
  const personId = personIdOf(stage, people.neighbour)
  const { cardId } = await myNewestCard(stage, neighbour)
  const outdated = { personId, cardId, dutyNoticeVersion: '1999-1' }
  await story.isRefused(neighbour, distribution.confirmDelivery, outdated, 'duty-notice-outdated')
  await story.does(neighbour, distribution.confirmDelivery, { ...outdated, dutyNoticeVersion: dutyNotice.version })
  const [seen] = await cardsSeenByBureau(stage, people.neighbour, cardId)
  story.holds(
    'the bureau sees that the neighbour has it, and that it is not enabled yet',
    [seen?.physical, seen?.social],
    ['collected', 'pending-enable'],
  )
}

/** A parcel that is packed and leaves; answers how many cards it holds. */
async function sendOff(stage: Stage, destination: Destination): Promise<number> {
  const { story, cast, bank } = stage
  const { parcelId, listed } = await story.does(cast.production, distribution.formParcel, {
    ...destination,
    bankId: bank.bankId,
  })
  await story.does(cast.production, distribution.dispatchParcel, { parcelId, consignment: 'STORY-1' })
  return listed
}
