import type { Bank } from '../bank/bank.ts'
import type { Outlet } from '../bank/outlet.ts'
import { ageOn } from '../calendar/instant.ts'
import type { Card } from '../card/card.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import type { Ground } from '../holder/ground.ts'
import type { Person } from '../holder/person.ts'
import {
  type Application,
  type ApplicationEvent,
  type ApplicationEventData,
  applicationEvent,
  type Channel,
  type Delivery,
} from './application.ts'
import { bankOutsideGroup, bankUnfit, deliveryUnfit, instantUnfit } from './check-bank.ts'
import { type CardWish, generationNotIssued, lossesWithinYear, nextCardFor } from './check-card.ts'
import { applicantOf, groundOf, noGround, notAlive, withoutGuardian } from './check-person.ts'
import { photoUnfit } from './check-photo.ts'
import type { Group } from './group.ts'
import { tellApplicant } from './notice.ts'
import type { Photo } from './photo.ts'
import { isPromise, promiseFor } from './promise.ts'

export interface ApplyForCard extends CardWish {
  readonly outletId: string | null
  readonly delivery: Delivery
  /** The outlet that makes the card in this visit; null for the central way. */
  readonly instantOutletId: string | null
  readonly guardianConsent: string | null
  readonly dutyShown: string | null
}

/** What is known about the person, the bank and the group at this moment. */
export interface Applying {
  readonly person: Person | undefined
  /** Whether the name that was sent is the registered one; compared by its blind index. */
  readonly nameMatches: boolean
  readonly grounds: readonly Ground[]
  readonly cards: readonly Card[]
  readonly open: Application | undefined
  readonly photo: Photo | undefined
  readonly bank: Bank | undefined
  readonly outlet: Outlet | undefined
  readonly instantOutlet: Outlet | undefined
  /** The group the application names; null where it names none. */
  readonly group: Group | undefined | null
}

export interface Applied {
  readonly applicationId: string
  readonly status: 'submitted' | 'accepted'
  readonly promisedOn: string | null
}

/**
 * Article 7: one command for every bank and channel. All pre-checks come first, in the order in which a person could do
 * something about them; what needs no human judgement is accepted at once and gets its promise.
 */
export function applyForCard(
  world: Applying,
  wish: ApplyForCard,
  context: DecisionContext,
): Decision<ApplicationEvent, Applied> {
  const { person, group } = world
  if (person === undefined) return refuse('person-unknown')
  const applicant = applicantOf(person, context)
  const next = nextCardFor(person, world.cards, wish, context)
  const ground = groundOf(world.grounds)
  const refusal =
    (world.nameMatches ? undefined : refuse('name-mismatch')) ??
    notAlive(person) ??
    withoutGuardian(person, applicant, wish.guardianConsent, context) ??
    (world.open === undefined ? undefined : refuse('application-open', { status: world.open.status })) ??
    generationNotIssued(context) ??
    (next.accepted ? undefined : next) ??
    wayUnfit(world, person, wish, context) ??
    (person.nameOnChip === 'needs-clerk' ? refuse('name-not-on-chip') : undefined) ??
    photoUnfit(person, world.photo, context)
  if (refusal !== undefined) return refusal
  if (ground === undefined) return noGround(world.grounds, context)
  if (!next.accepted) return next
  return submit(world, person, context, {
    kind: wish.kind,
    reason: wish.reason,
    channel: channelOf(wish, context),
    bankId: wish.bankId,
    outletId: wish.outletId,
    delivery: wish.delivery,
    district: person.district,
    groundId: ground.groundId,
    applicant,
    guardianConsent: wish.guardianConsent,
    dutyShown: wish.dutyShown,
    groupId: group?.groupId ?? null,
    photoId: world.photo?.photoId ?? null,
    replaces: next.replaces,
    instantOutletId: wish.instantOutletId,
  })
}

/** Bank, group, outlet and way of delivery belong together. */
function wayUnfit(world: Applying, person: Person, wish: ApplyForCard, context: DecisionContext): Refused | undefined {
  const { policy, today, actor } = context
  const group = world.group ?? undefined
  if (world.group === undefined) return refuse('not-found')
  if (group !== undefined && (today < group.opensOn || today > group.closesOn))
    return refuse('group-closed', { closesOn: group.closesOn })
  return (
    bankUnfit(world.bank, wish.kind, today) ??
    bankOutsideGroup(wish.bankId, group, actor.role === 'employer-agent', context) ??
    (wish.instantOutletId === null
      ? deliveryUnfit(
          {
            bankId: wish.bankId,
            delivery: wish.delivery,
            outlet: world.outlet,
            outletId: wish.outletId,
            group,
            minor: ageOn(person.birthOn, today) < policy.number('guardian.required-under'),
          },
          today,
        )
      : instantUnfit(world.instantOutlet, wish.bankId, today))
  )
}

function channelOf(wish: ApplyForCard, { actor }: DecisionContext): Channel {
  if (wish.instantOutletId !== null) return 'instant'
  switch (actor.role) {
    case 'bank-clerk':
    case 'bank-supervisor':
      return 'bank-counter'
    case 'district-officer':
    case 'bureau-officer':
      return 'district-point'
    case 'employer-agent':
      return 'employer'
    default:
      return 'online'
  }
}

function submit(
  world: Applying,
  person: Person,
  context: DecisionContext,
  data: ApplicationEventData['application-submitted'],
): Decision<ApplicationEvent, Applied> {
  const id = { applicationId: context.newId(), personId: person.personId }
  const submitted = applicationEvent(id, 'application-submitted', data)
  if (needsReview(world, data, context))
    return accept([submitted], { applicationId: id.applicationId, status: 'submitted', promisedOn: null })
  const promise = promiseFor(data, context.today, context.policy)
  if (!isPromise(promise)) return promise
  return accept(
    [submitted, applicationEvent(id, 'application-accepted', { promise })],
    { applicationId: id.applicationId, status: 'accepted', promisedOn: promise.promisedOn },
    [tellApplicant(id, 'application-accepted')],
  )
}

/** What a human has to look at: a ground under review, a claim nobody has seen a paper for, repeated losses. */
function needsReview(
  world: Applying,
  data: ApplicationEventData['application-submitted'],
  context: DecisionContext,
): boolean {
  const ground = world.grounds.find(({ groundId }) => groundId === data.groundId)
  if (ground?.status === 'under-review') return true
  const old = world.cards.find(({ cardId }) => cardId === data.replaces)
  const closedByClaim =
    data.reason === 'bank-change' && old !== undefined && old.finance !== 'none' && old.finance !== 'closed'
  if (closedByClaim && context.standing.visit === undefined) return true
  return data.reason === 'loss' && lossesWithinYear(world.cards, context) >= context.policy.number('loss.repeat-review')
}
