import type { Bank } from '../bank/bank.ts'
import type { Outlet } from '../bank/outlet.ts'
import { ageOn } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Person } from '../holder/person.ts'
import {
  type Application,
  type ApplicationEvent,
  type ApplicationEventData,
  applicationEvent,
  type Delivery,
} from './application.ts'
import { bankOutsideGroup, bankUnfit, deliveryUnfit } from './check-bank.ts'
import { applicantOf, notAlive, withoutGuardian } from './check-person.ts'
import { photoUnfit } from './check-photo.ts'
import type { Group } from './group.ts'
import type { Photo } from './photo.ts'
import { stateUnfit } from './state-unfit.ts'

export interface ResubmitApplication {
  readonly photoId?: string
  readonly bankId?: string
  readonly outletId?: string | null
  readonly delivery?: Delivery
}

/** What the corrected application would stand on. */
export interface Resubmitting {
  readonly application: Application | undefined
  readonly person: Person | undefined
  readonly photo: Photo | undefined
  readonly bank: Bank | undefined
  readonly outlet: Outlet | undefined
  readonly group: Group | undefined
}

/** Article 12: the corrected application goes on where it stopped; a promise that was given keeps its date. */
export function resubmitApplication(
  world: Resubmitting,
  change: ResubmitApplication,
  context: DecisionContext,
): Decision<ApplicationEvent, { status: 'submitted' | 'accepted' }> {
  const { application, person, group } = world
  if (application === undefined || person === undefined) return refuse('not-found')
  const { today, policy } = context
  const given =
    stateUnfit(application, ['correction-needed']) ??
    notAlive(person) ??
    withoutGuardian(person, applicantOf(person, context), application.guardianConsent, context)
  if (given !== undefined) return given
  if (Object.keys(change).length === 0 && application.trouble?.remedy === 'new-photo') return refuse('correction-empty')
  if (change.photoId !== undefined && world.photo?.photoId !== change.photoId) return refuse('not-found')
  const bankId = change.bankId ?? application.bankId
  const delivery = change.delivery ?? application.delivery
  const outletId = delivery === 'outlet' ? (change.outletId ?? application.outletId) : null
  const minor = ageOn(person.birthOn, today) < policy.number('guardian.required-under')
  const refusal =
    photoUnfit(person, world.photo, context) ??
    (change.bankId === undefined ? undefined : bankUnfit(world.bank, application.kind, today)) ??
    bankOutsideGroup(bankId, group, false, context) ??
    (application.instantOutletId === null
      ? deliveryUnfit({ bankId, delivery, outlet: world.outlet, outletId, group, minor }, today)
      : undefined)
  if (refusal !== undefined) return refusal
  const data: ApplicationEventData['application-resubmitted'] = {
    ...(change.photoId === undefined ? {} : { photoId: change.photoId }),
    ...(change.bankId === undefined ? {} : { bankId }),
    ...(change.delivery === undefined && change.outletId === undefined ? {} : { delivery, outletId }),
  }
  const resubmitted = applicationEvent(application, 'application-resubmitted', data)
  return accept([resubmitted], { status: application.acceptedAt === null ? 'submitted' : 'accepted' })
}
