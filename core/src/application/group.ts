import type { Day, Instant } from '../calendar/instant.ts'
import type { RefusalCode, RefusalDetail } from '../refusal/catalogue.ts'

/** A collective application 集体申领 that an employer or a school has opened (M8.6). */
export interface Group {
  readonly groupId: string
  readonly employerId: string
  readonly kind: 'employer' | 'school'
  readonly bankIds: readonly string[]
  /** The employer collects the cards and hands them out; then the choice of bank is restricted. */
  readonly collection: 'employer' | 'person'
  readonly opensOn: Day
  /** Last day on which a line or a person can join. */
  readonly closesOn: Day
  readonly openedBy: string
  readonly openedAt: Instant
  /** Lines received, and those that matched nobody in the register. */
  readonly linesReceived: number
  readonly linesUnmatched: number
}

export interface GroupEventData {
  'group-opened': Pick<Group, 'employerId' | 'kind' | 'bankIds' | 'collection' | 'opensOn' | 'closesOn' | 'openedBy'>
  /** The persons themselves are in the lines; here only how many, and the positions of those nobody was found for. */
  'lines-received': { readonly received: number; readonly unmatched: readonly number[] }
}

export type GroupEventName = keyof GroupEventData
export type GroupEvent = {
  readonly [Name in GroupEventName]: {
    readonly stream: 'group'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: GroupEventData[Name]
  }
}[GroupEventName]

export function groupEvent<Name extends GroupEventName>(
  groupId: string,
  name: Name,
  data: GroupEventData[Name],
): GroupEvent {
  return { stream: 'group', id: groupId, personId: null, name, data } as GroupEvent
}

export function evolveGroup(group: Group | undefined, event: GroupEvent, at: Instant): Group {
  if (event.name === 'group-opened') {
    if (group !== undefined) throw new Error(`group ${event.id} exists already`)
    return { groupId: event.id, ...event.data, openedAt: at, linesReceived: 0, linesUnmatched: 0 }
  }
  if (group === undefined) throw new Error(`group ${event.id} does not exist: ${event.name}`)
  return {
    ...group,
    linesReceived: group.linesReceived + event.data.received,
    linesUnmatched: group.linesUnmatched + event.data.unmatched.length,
  }
}

/**
 * Every line that was received stands in exactly one sum: nobody was found for it, it was the first of its person and has
 * that person’s outcome, or it came again, in the same list or a later one.
 */
export function linesRepeated(
  { linesReceived, linesUnmatched }: Pick<Group, 'linesReceived' | 'linesUnmatched'>,
  outcomes: Readonly<Record<GroupLine['status'], number>>,
): number {
  const ofPersons = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  return linesReceived - linesUnmatched - ofPersons
}

/**
 * One person in a group. `waiting` until the line has gone through the same command as every other application; its
 * outcome is that of the command.
 */
export interface GroupLine {
  readonly personId: string
  readonly groupId: string
  /** Position in the employer's list, by which the employer knows the line again; null while only the person has spoken, to opt out. */
  readonly position: number | null
  readonly bankId: string | null
  readonly outletId: string | null
  readonly status: 'waiting' | 'applied' | 'refused' | 'opted-out'
  readonly applicationId: string | null
  readonly refusal: { readonly code: RefusalCode; readonly detail: RefusalDetail } | null
  readonly changedAt: Instant
}

export interface GroupLineEventData {
  'line-received': {
    readonly groupId: string
    readonly position: number
    readonly bankId: string
    readonly outletId: string | null
  }
  'line-applied': { readonly groupId: string; readonly applicationId: string }
  'line-refused': { readonly groupId: string; readonly code: RefusalCode; readonly detail: RefusalDetail }
  /** By the person, before or after the employer has sent the line (process: a person may apply alone). */
  'line-opted-out': { readonly groupId: string }
  /** The employer sent the line of somebody who had opted out before: it counts, and nothing else is kept of it. */
  'line-passed-over': { readonly groupId: string; readonly position: number }
}

export type GroupLineEventName = keyof GroupLineEventData
export type GroupLineEvent = {
  readonly [Name in GroupLineEventName]: {
    readonly stream: 'group-line'
    readonly id: string
    readonly personId: string
    readonly name: Name
    readonly data: GroupLineEventData[Name]
  }
}[GroupLineEventName]

/** The longest list that is taken at once; a longer one comes in pieces, each under its own key. */
export const groupLinesMost = 2000

/** A person is at most once in a group. */
export function groupLineId(groupId: string, personId: string): string {
  return `${groupId}:${personId}`
}

export function groupLineEvent<Name extends GroupLineEventName>(
  personId: string,
  name: Name,
  data: GroupLineEventData[Name],
): GroupLineEvent {
  const id = groupLineId(data.groupId, personId)
  return { stream: 'group-line', id, personId, name, data } as GroupLineEvent
}

export function evolveGroupLine(line: GroupLine | undefined, event: GroupLineEvent, at: Instant): GroupLine {
  const { personId } = event
  const { groupId } = event.data
  const before = line ?? { personId, groupId, position: null, bankId: null, outletId: null }
  const base = { ...before, applicationId: null, refusal: null, changedAt: at }
  switch (event.name) {
    case 'line-received':
      return { ...base, ...event.data, status: 'waiting' }
    case 'line-applied':
      return { ...base, status: 'applied', applicationId: event.data.applicationId }
    case 'line-refused':
      return { ...base, status: 'refused', refusal: { code: event.data.code, detail: event.data.detail } }
    case 'line-opted-out':
      return { ...base, status: 'opted-out', applicationId: line?.applicationId ?? null }
    case 'line-passed-over':
      return { ...base, position: event.data.position, status: 'opted-out' }
  }
}
