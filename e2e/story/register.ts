import { randomUUID } from 'node:crypto'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { cardOf, registration } from '../../server/src/sample/load-sample-city.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { everybody } from './people.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'

/** Articles 4, 8 and 18: the register knows whom the files brought, each person once and each number once. */
export async function lookIntoRegister(stage: Stage): Promise<void> {
  const { story, cast, people } = stage
  story.scene('登记 Register: whoever was imported is known, once')
  for (const person of everybody(people)) {
    const message = { number: person.identityNumber, purpose: 'register-maintenance' as const, caseId: randomUUID() }
    const { personId } = await story.does(cast.register, holder.findPersonOperation, message)
    stage.personIds.set(person.index, personId)
  }
  const { child, guardian, holder: keeper } = people
  const entry = registration(keeper) as InputOf<typeof holder.registerPersonOperation>
  await story.isRefused(cast.register, holder.registerPersonOperation, entry, 'person-known')
  const more = { ...entry, shoeSize: '42' } as never
  const unlisted = await story.isRefused(cast.register, holder.registerPersonOperation, more, 'input-invalid')
  story.holds(
    'a field that is not on the list is named',
    [unlisted.status, unlisted.detail['path']],
    [400, '/shoeSize'],
  )
  await story.isRefused(cast.clerk, holder.registerPersonOperation, entry, 'not-permitted')
  const guardianship = {
    personId: personIdOf(stage, child),
    helperNumber: guardian.identityNumber,
    helperName: guardian.name,
    consentVersion: '2026-1',
  }
  await story.isRefused(cast.register, holder.addGuardianOperation, guardianship, 'relation-known')

  const old = { personId: personIdOf(stage, keeper), ...cardOf(keeper.card as NonNullable<SamplePerson['card']>) }
  await story.isRefused(cast.bureau, card.importCard, old as InputOf<typeof card.importCard>, 'card-number-taken')
  const citizen = await stage.signIn.citizen('citizen', keeper.identityNumber)
  const mine = await story.does(citizen, card.myCards, { purpose: 'own-affairs' })
  story.holds(
    'the citizen sees the old card, and that it works',
    mine.cards.map((one) => [one.cardNumber, one.generation, one.social]),
    [[keeper.card?.cardNumber, 2, 'enabled']],
  )
  const parent = await stage.signIn.citizen('guardian', guardian.identityNumber)
  const { relations } = await story.does(parent, holder.myRelationsOperation, { purpose: 'own-affairs' })
  story.holds(
    'the guardian sees for whom they act',
    relations.map((one) => [one.kind, one.side, one.otherPersonId]),
    [['guardian', 'helps', personIdOf(stage, child)]],
  )
}
