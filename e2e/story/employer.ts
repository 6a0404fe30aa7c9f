import * as application from '@yika/core/application/schema.ts'
import * as catalogue from '@yika/core/bank/schema.ts'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as card from '@yika/core/card/schema.ts'
import * as distribution from '@yika/core/distribution/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { sampleCity } from '../../server/src/sample/sample-city.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { photoOf } from './apply.ts'
import { makeBatch } from './batch.ts'
import { StoryBroken } from './narrator.ts'
import { elsewhere, samplePeople, seed } from './people.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

type Lines = InputOf<typeof application.sendGroupLines>['lines']

const withPhoto = 6

/** Article 8: an employer sends a list; each line has an outcome of its own, and the cards come back through the employer. */
export async function employerBatch(stage: Stage): Promise<void> {
  const { story, cast, people, bank, otherBank } = stage
  story.scene('单位集体申领 An employer: one list, an outcome for every line')
  const [employer] = sampleCity({ people: samplePeople, seed }).employers()
  const employerId = employer?.code ?? ''
  const wish = {
    employerId,
    kind: 'employer' as const,
    bankIds: [bank.bankId, otherBank.bankId],
    collection: 'employer' as const,
    closesOn: addDays(dayOf(instantOf(Date.now())), 10),
  }
  const { banks } = await story.reads(catalogue.banks, {})
  const four = banks.slice(0, 4).map(({ bankId }) => bankId)
  await story.isRefused(cast.employer, application.openGroup, { ...wish, bankIds: four }, 'group-banks-unfit')
  await story.isRefused(cast.employer, application.openGroup, { ...wish, employerId: 'somebody-else' }, 'not-permitted')
  const { groupId } = await story.does(cast.employer, application.openGroup, wish)

  const [aloneFirst] = people.employees.slice(-1)
  if (aloneFirst === undefined) throw new StoryBroken('the employer has no people')
  const photographed = people.employees.slice(0, withPhoto)
  for (const person of [...photographed, people.unentitled]) await addPhotoAtCounter(stage, person)
  await optOut(stage, aloneFirst, groupId)

  const lines: Lines = [...people.employees, people.unentitled].map((person, index) => ({
    position: index + 1,
    identityNumber: person.identityNumber,
    name: person.name,
    bankId: bank.bankId,
  }))
  const [first] = lines
  if (first === undefined) throw new StoryBroken('the list is empty')
  const list = [
    ...lines,
    { ...first, position: lines.length + 1 },
    { ...first, position: lines.length + 2, name: '某某' },
  ]
  await story.isRefused(cast.bureau, application.sendGroupLines, { groupId, lines: list }, 'not-permitted')
  const sent = await story.does(cast.employer, application.sendGroupLines, { groupId, lines: list })
  story.holds(
    `${list.length} lines, and each has its answer at once`,
    tally(sent.lines.map(({ outcome }) => outcome)),
    { waiting: lines.length - 1, 'group-opted-out': 1, repeated: 1, 'person-not-matched': 1 },
  )
  // The lines go through the same command as everybody's application, a moment after the list was taken.
  const read = { groupId, purpose: 'application' as const }
  const decided = await story.waits(cast.employer, application.group, read, ({ outcomes }) => outcomes.waiting === 0)
  const photoless = people.employees.length - withPhoto - 1
  story.holds(
    'afterwards each line that waited is an application, or says why there is none',
    [decided.outcomes.applied, tally(decided.lines.flatMap(({ refusal }) => (refusal === null ? [] : [refusal.code])))],
    [withPhoto, { 'photo-required': photoless, 'ground-missing': 1 }],
  )
  const [aloneLater] = photographed.slice(-1)
  if (aloneLater === undefined) throw new StoryBroken('nobody has a photo')
  const { withdrawn } = await optOut(stage, aloneLater, groupId)
  story.holds('whoever leaves afterwards takes the application along', withdrawn, true)
  const seen = await story.does(cast.bureau, application.group, read)
  story.holds(
    'the bureau reads the same sums, and they add up to the list',
    { ...seen.outcomes, repeated: seen.linesRepeated, unmatched: seen.linesUnmatched, received: seen.linesReceived },
    {
      ...{ waiting: 0, applied: withPhoto - 1, refused: photoless + 1, 'opted-out': 2 },
      ...{ repeated: 1, unmatched: 1, received: list.length },
    },
  )
  await makeBatch(stage, elsewhere, withPhoto - 1)
  await throughTheEmployer(stage, employerId)
}

/** Nobody has to take part: before or after the employer has sent the line. */
async function optOut(stage: Stage, person: SamplePerson, groupId: string): Promise<{ withdrawn: boolean }> {
  const citizen = await stage.signIn.citizen('employee', person.identityNumber)
  return stage.story.does(citizen, application.optOutOfGroup, { personId: personIdOf(stage, person), groupId })
}

async function addPhotoAtCounter(stage: Stage, person: SamplePerson): Promise<void> {
  await openVisit(stage, stage.cast.clerk, person)
  const file = await photoOf(person)
  await stage.story.does(stage.cast.clerk, application.addPhoto, { personId: personIdOf(stage, person), file })
}

async function throughTheEmployer(stage: Stage, employerId: string): Promise<void> {
  const { story, cast, bank, people, signIn } = stage
  const destination = { kind: 'employer' as const, employerId, bankId: bank.bankId }
  const { parcelId } = await story.does(cast.production, distribution.formParcel, destination)
  await story.does(cast.production, distribution.dispatchParcel, { parcelId })
  const contents = await story.does(cast.employer, distribution.parcelContents, { parcelId, purpose: 'distribution' })
  const scanned = contents.cards.map(({ cardNumber }) => cardNumber)
  await story.does(cast.employer, distribution.receiveParcel, { parcelId, scanned, missing: 0 })
  for (const { personId, cardId } of contents.cards)
    await story.does(cast.employer, distribution.confirmDelivery, {
      personId,
      cardId,
      dutyNoticeVersion: dutyNotice.version,
    })
  const [first] = people.employees
  const employee = await signIn.citizen('employee', first?.identityNumber ?? '')
  const mine = await story.does(employee, card.myCards, { purpose: 'own-affairs' })
  story.holds(
    'the employee has the card in hand; enabling it is nobody else’s affair',
    mine.cards.map(({ physical, social }) => [physical, social]),
    [['collected', 'pending-enable']],
  )
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}
