import * as application from '@yika/core/application/schema.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import * as register from '@yika/core/holder/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { SamplePerson } from '../../server/src/sample/sample-person.ts'
import { samplePhoto } from '../../server/src/sample/sample-photo.ts'
import type { Party } from './narrator.ts'
import { seed } from './people.ts'
import { personIdOf } from './person-id.ts'
import type { Stage } from './stage.ts'
import { openVisit } from './visit.ts'

/** The drawn face of the person, as a file that travels. */
export async function photoOf(person: SamplePerson): Promise<string> {
  return (await samplePhoto(person.index, seed)).toString('base64')
}

type Wish = InputOf<typeof application.applyForCard>

/** What everybody says alike who applies for a card of this bank. */
export function wishOf(stage: Stage, person: SamplePerson, wish: Partial<Wish> & Pick<Wish, 'kind' | 'reason'>): Wish {
  return {
    personId: personIdOf(stage, person),
    name: person.name,
    bankId: stage.bank.bankId,
    delivery: 'outlet',
    ...(wish.delivery === undefined || wish.delivery === 'outlet' ? { outletId: stage.outlet.outletId } : {}),
    dutyShown: dutyNotice.version,
    ...wish,
  }
}

/** Articles 4, 7, 8 and 12: a holder, a neighbour, a foreigner and a guardian apply, each in the way that is theirs. */
export async function applyForCards(stage: Stage): Promise<void> {
  stage.story.scene('申领 Apply: photos are measured, rules are asked, a promise is given')
  await holderApplies(stage)
  await neighbourApplies(stage)
  await foreignerApplies(stage)
  await guardianApplies(stage)
}

async function holderApplies(stage: Stage): Promise<void> {
  const { story, cast, signIn, people } = stage
  const { holder } = people
  const personId = personIdOf(stage, holder)
  const citizen = await signIn.citizen('citizen', holder.identityNumber)
  const face = await samplePhoto(holder.index, seed)
  const half = face.subarray(0, face.length / 2).toString('base64')
  const noPicture = Buffer.from('a letter that somebody has given the name of a picture').toString('base64')
  const wish = wishOf(stage, holder, { kind: 'renewal', reason: 'generation-upgrade' })

  await story.isRefused(citizen, application.applyForCard, wish, 'photo-required')
  await story.isRefused(citizen, application.addPhoto, { personId, file: noPicture }, 'photo-not-jpeg')
  const refused = await story.isRefused(citizen, application.addPhoto, { personId, file: half }, 'photo-unreadable')
  story.holds('there is a way on, in both languages', refused.remedy.zh !== '' && refused.remedy.en !== '', true)
  const { photoId } = await story.does(citizen, application.addPhoto, { personId, file: await photoOf(holder) })

  await story.isRefused(citizen, application.applyForCard, { ...wish, name: '某某' }, 'name-mismatch')
  await story.isRefused(
    citizen,
    application.applyForCard,
    { ...wish, kind: 'first-issue', reason: 'first' },
    'first-issue-has-card',
  )
  await story.isRefused(cast.otherClerk, application.applyForCard, wish, 'not-permitted')
  const key = 'story-apply-of-the-holder'
  const twice = () => story.does(citizen, application.applyForCard, wish, key)
  const [applied, again] = await Promise.all([twice(), twice()])
  story.holds('sent twice at once under one key, it took effect once and the answer is the same', again, applied)
  story.holds('and later it is still that answer', await twice(), applied)
  const other = { ...wish, bankId: stage.otherBank.bankId }
  await story.isRefused(citizen, application.applyForCard, other, 'idempotency-key-reused', key)
  await story.isRefused(citizen, application.applyForCard, wish, 'application-open')

  const { applicationId } = applied
  const seen = await story.does(cast.bureau, application.application, {
    personId,
    applicationId,
    purpose: 'application',
    caseId: applicationId,
    reveal: ['name'],
  })
  story.holds(
    'the bureau reads the same application, accepted, with its promise',
    [seen.status, seen.photoId, seen.promise?.promisedOn, seen.name],
    ['accepted', photoId, applied.promisedOn, holder.name],
  )
  const idle = { personId, purpose: 'application' as const }
  await story.isRefused(cast.bureau, register.personOperation, idle, 'case-required')
}

/** At the counter of the bank: first a visit, in which the person is identified. */
async function neighbourApplies(stage: Stage): Promise<void> {
  const { story, cast, signIn, people } = stage
  const { neighbour } = people
  const personId = personIdOf(stage, neighbour)
  const wish = wishOf(stage, neighbour, { kind: 'first-issue', reason: 'first', delivery: 'post' })
  await story.isRefused(cast.clerk, application.applyForCard, wish, 'visit-required')
  await openVisit(stage, cast.clerk, neighbour)
  await story.does(cast.clerk, application.addPhoto, { personId, file: await photoOf(neighbour) })
  const { applicationId } = await story.does(cast.clerk, application.applyForCard, wish)
  const citizen = await signIn.citizen('neighbour', neighbour.identityNumber)
  const { applications } = await story.does(citizen, application.myApplications, { purpose: 'own-affairs' })
  story.holds(
    'the neighbour sees what the clerk has sent',
    applications.map((one) => [one.applicationId, one.status, one.channel, one.delivery]),
    [[applicationId, 'accepted', 'bank-counter', 'post']],
  )
}

async function foreignerApplies(stage: Stage): Promise<void> {
  const { story, cast, people } = stage
  const { foreigner } = people
  const personId = personIdOf(stage, foreigner)
  const visit = await openVisit(stage, cast.clerk, foreigner)
  await story.does(cast.clerk, application.addPhoto, { personId, file: await photoOf(foreigner) })
  await story.does(
    cast.clerk,
    application.applyForCard,
    wishOf(stage, foreigner, { kind: 'first-issue', reason: 'first' }),
  )
  const { applications } = await story.does(cast.clerk, application.applicationsOfPerson, {
    personId,
    purpose: 'counter-service',
    caseId: visit.visitId,
    reveal: ['name'],
  })
  story.holds(
    'a name in Latin letters is kept as it is',
    applications.map((one) => [one.name, one.status]),
    [[foreigner.name, 'accepted']],
  )
}

async function guardianApplies(stage: Stage): Promise<void> {
  const { story, cast, signIn, people } = stage
  const { child, guardian } = people
  const personId = personIdOf(stage, child)
  const wish = wishOf(stage, child, { kind: 'first-issue', reason: 'first' })
  const parent: Party = await signIn.citizen('guardian', guardian.identityNumber)
  const stranger = await signIn.citizen('neighbour', people.neighbour.identityNumber)
  const file = await photoOf(child)
  await story.isRefused(stranger, application.addPhoto, { personId, file }, 'not-permitted')
  await story.does(parent, application.addPhoto, { personId, file })
  await story.isRefused(parent, application.applyForCard, wish, 'guardian-consent-required')
  await story.isRefused(
    parent,
    application.applyForCard,
    { ...wishOf(stage, child, { kind: 'first-issue', reason: 'first', delivery: 'post' }), guardianConsent: '2026-1' },
    'delivery-unfit',
  )
  const { applicationId } = await story.does(parent, application.applyForCard, { ...wish, guardianConsent: '2026-1' })
  const seen = await story.does(cast.bureau, application.application, {
    personId,
    applicationId,
    purpose: 'application',
    caseId: applicationId,
  })
  story.holds('the bureau sees that a guardian has applied', seen.applicantAs, 'guardian')
  story.holds('and reads the name masked, having asked for no more', seen.name.includes('*'), true)
}
