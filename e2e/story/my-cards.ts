import type { CardView } from '@yika/core/card/card-view.ts'
import * as card from '@yika/core/card/schema.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { type Party, StoryBroken } from './narrator.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'

/** The newest card, as its holder reads it. */
export async function myNewestCard(stage: Stage, citizen: Party): Promise<CardView> {
  const { cards } = await stage.story.does(citizen, card.myCards, { purpose: 'own-affairs' })
  const [newest] = cards
  if (newest === undefined) throw new StoryBroken('the citizen has no card')
  return newest
}

/** All cards of a person as the bureau reads them, the newest first; `caseId` is a card or an application of theirs. */
export async function cardsSeenByBureau(
  stage: Stage,
  person: SamplePerson,
  caseId: string,
): Promise<readonly CardView[]> {
  const input = { personId: personIdOf(stage, person), purpose: 'counter-service' as const, caseId }
  return (await stage.story.does(stage.cast.bureau, card.cardsOfPerson, input)).cards
}
