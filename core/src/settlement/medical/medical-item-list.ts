import { isSamePerson } from '../../access/same-person.ts'
import type { Instant } from '../../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../../decision/decision.ts'
import type { MedicalItem } from './medical-item.ts'

export const itemListStatuses = ['proposed', 'approved', 'refused'] as const

/** Versions of the catalogue that one person proposes: they decide money, so none is published before a second person approves. */
export interface MedicalItemList {
  readonly listId: string
  readonly items: readonly MedicalItem[]
  readonly status: (typeof itemListStatuses)[number]
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  /** Why it was refused or withdrawn. */
  readonly reason: string | null
}

export interface MedicalItemListEventData {
  'medical-items-proposed': Pick<MedicalItemList, 'items' | 'proposedBy'>
  'medical-items-approved': { readonly by: string }
  'medical-items-refused': { readonly by: string; readonly reason: string }
}

export type MedicalItemListEvent = {
  readonly [Name in keyof MedicalItemListEventData]: {
    readonly stream: 'medical-item-list'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: MedicalItemListEventData[Name]
  }
}[keyof MedicalItemListEventData]

function itemListEvent<Name extends keyof MedicalItemListEventData>(
  id: string,
  name: Name,
  data: MedicalItemListEventData[Name],
): MedicalItemListEvent {
  return { stream: 'medical-item-list', id, personId: null, name, data } as MedicalItemListEvent
}

export function evolveMedicalItemList(
  state: MedicalItemList | undefined,
  event: MedicalItemListEvent,
  at: Instant,
): MedicalItemList {
  if (event.name === 'medical-items-proposed') {
    const open = { status: 'proposed', decidedBy: null, decidedAt: null, reason: null } as const
    return { listId: event.id, ...event.data, ...open, proposedAt: at }
  }
  if (state === undefined) throw new Error(`${event.name} of a list of items that does not exist`)
  const decided = { ...state, decidedBy: event.data.by, decidedAt: at }
  return event.name === 'medical-items-approved'
    ? { ...decided, status: 'approved' }
    : { ...decided, status: 'refused', reason: event.data.reason }
}

/** Article 12: versions that can be published are proposed together; of none of them a bill knows yet. */
export function proposeMedicalItems(
  items: readonly MedicalItem[],
  { actor, newId }: Pick<DecisionContext, 'actor' | 'newId'>,
): Decision<MedicalItemListEvent, { listId: string | null }> {
  if (items.length === 0) return accept([], { listId: null })
  const listId = newId()
  return accept([itemListEvent(listId, 'medical-items-proposed', { items, proposedBy: actor.id })], { listId })
}

/** Articles 12 and 17: a second natural person publishes the list; whoever may propose may also put it aside, with a reason. */
export function decideItemList(
  list: MedicalItemList | undefined,
  refusedBecause: string | null,
  { actor }: Pick<DecisionContext, 'actor'>,
): Decision<MedicalItemListEvent, { publish: readonly MedicalItem[] }> {
  if (list === undefined) return refuse('medical-item-list-unknown')
  const { listId, status, items, proposedBy } = list
  if (status !== 'proposed') return refuse('medical-item-list-decided')
  const by = actor.id
  if (refusedBecause !== null) {
    return accept([itemListEvent(listId, 'medical-items-refused', { by, reason: refusedBecause })], { publish: [] })
  }
  if (isSamePerson(actor, proposedBy)) return refuse('same-person-twice')
  return accept([itemListEvent(listId, 'medical-items-approved', { by })], { publish: items })
}
