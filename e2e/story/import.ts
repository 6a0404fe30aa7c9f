import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { cardOf, groundEvidence, groundSince, registration } from '../../server/src/sample/load-sample-city.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'

/** The register of residents hands its people over, with the grounds on which they may hold a card. */
export async function importPeople(stage: Stage): Promise<void> {
  const { story, cast, people } = stage
  story.scene('导入 Import: residents, their grounds, a guardian, a card of the second generation')
  const { child, guardian, holder: keeper, employees, ...others } = people
  for (const person of [child, guardian, keeper, ...Object.values(others), ...employees]) await register(stage, person)

  await story.isRefused(
    cast.register,
    holder.registerPersonOperation,
    registration(keeper) as InputOf<typeof holder.registerPersonOperation>,
    'person-known',
  )
  await story.isRefused(
    cast.register,
    holder.registerPersonOperation,
    { ...registration(keeper), shoeSize: '42' } as never,
    'input-invalid',
  )
  await story.isRefused(
    cast.clerk,
    holder.registerPersonOperation,
    registration(keeper) as InputOf<typeof holder.registerPersonOperation>,
    'not-permitted',
  )

  const guardianship = {
    personId: personIdOf(stage, child),
    helperNumber: guardian.identityNumber,
    helperName: guardian.name,
  }
  await story.isRefused(cast.register, holder.addGuardianOperation, guardianship, 'guardian-consent-required')
  await story.does(cast.register, holder.addGuardianOperation, { ...guardianship, consentVersion: '2026-1' })

  const old = { personId: personIdOf(stage, keeper), ...cardOf(keeper.card as NonNullable<SamplePerson['card']>) }
  const { cardId } = await story.does(cast.bureau, card.importCard, old as InputOf<typeof card.importCard>)
  await story.isRefused(cast.bureau, card.importCard, old as InputOf<typeof card.importCard>, 'card-number-taken')
  const citizen = await stage.signIn.citizen('citizen', keeper.identityNumber)
  const mine = await story.does(citizen, card.myCards, { purpose: 'own-affairs' })
  story.holds(
    'the citizen sees the old card, and that it works',
    mine.cards.map((one) => [one.cardId, one.generation, one.social]),
    [[cardId, 2, 'enabled']],
  )
}

async function register(stage: Stage, person: SamplePerson): Promise<void> {
  const { story, cast } = stage
  const { personId } = await story.does(
    cast.register,
    holder.registerPersonOperation,
    registration(person) as InputOf<typeof holder.registerPersonOperation>,
  )
  stage.personIds.set(person.index, personId)
  for (const groundKind of person.grounds)
    await story.does(cast.register, holder.recordGroundOperation, {
      personId,
      groundKind,
      since: groundSince(person, groundKind),
      evidence: groundEvidence(person, groundKind),
    })
}
