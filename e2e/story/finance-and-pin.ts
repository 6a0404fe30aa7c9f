import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import { cardsSeenByBureau, myNewestCard } from './my-cards.ts'
import { personIdOf } from './person-id.ts'
import { initialPinOf } from './produce.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

/** Articles 7 and 9: the account is activated in person at the issuing bank; the PIN is nobody's but the holder's. */
export async function activateAndSetPin(stage: Stage): Promise<void> {
  const { story, cast, people, signIn } = stage
  story.scene('激活、密码 Finance and PIN: at the issuing bank only; a PIN that nobody at a counter learns')
  const { holder } = people
  const personId = personIdOf(stage, holder)
  const citizen = await signIn.citizen('citizen', holder.identityNumber)
  const { cardId, cardNumber } = await myNewestCard(stage, citizen)
  const initialPin = initialPinOf(stage, cardNumber ?? '')
  const activation = { personId, cardId, dutyNoticeVersion: dutyNotice.version }
  await openVisit(stage, cast.otherClerk, holder)
  await story.isRefused(cast.otherClerk, card.activateFinance, activation, 'not-permitted')
  await openVisit(stage, cast.clerk, holder)
  const activated = await story.does(cast.clerk, card.activateFinance, activation)
  story.holds('social was enabled before', activated, { socialEnabled: false, endedCardIds: [] })
  await story.isRefused(cast.clerk, card.activateFinance, activation, 'finance-active-already')
  const [seen] = await cardsSeenByBureau(stage, holder, cardId)
  story.holds('the bureau sees both functions in use', [seen?.social, seen?.finance], ['enabled', 'active'])

  const own = { personId, cardId }
  const [first, second, third] = ['385027', '916340', '570284']
  await story.isRefused(citizen, card.changePin, { ...own, pin: initialPin, newPin: '111111' }, 'pin-guessable')
  const wrong = await story.does(citizen, card.changePin, { ...own, pin: first, newPin: second })
  story.holds('a wrong PIN is counted', wrong.outcome, 'wrong')
  const changed = await story.does(citizen, card.changePin, { ...own, pin: initialPin, newPin: first })
  story.holds('the initial PIN is good for one change', changed.outcome, 'right')
  const tried = await story.does(citizen, card.verifyPin, { ...own, pin: first })
  story.holds('and the new one is right', tried.outcome, 'right')
  await story.isRefused(citizen, card.changePin, { ...own, pin: first, newPin: first }, 'pin-unchanged')

  const { resetId } = await story.does(cast.clerk, card.startPinReset, own)
  await story.isRefused(cast.clerk, card.setPin, { ...own, resetId, newPin: second }, 'not-permitted')
  await story.does(citizen, card.setPin, { ...own, resetId, newPin: second })
  await story.isRefused(citizen, card.setPin, { ...own, resetId, newPin: third }, 'pin-reset-closed')
  const again = await story.does(citizen, card.verifyPin, { ...own, pin: second })
  story.holds('the PIN that was chosen in the reset counts', again.outcome, 'right')
}
