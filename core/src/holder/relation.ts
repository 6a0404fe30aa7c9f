import type { Day, Instant } from '../calendar/instant.ts'

export const relationKinds = ['guardian', 'proxy'] as const
export type RelationKind = (typeof relationKinds)[number]

/** How the proxy is related to the holder, seen from the proxy: the limits of family service count by it. */
export const kinships = ['elder', 'child', 'spouse', 'other'] as const
export type Kinship = (typeof kinships)[number]

/** Help without lending (M9.3): one person acts for another, with a scope and an end, under their own identification. */
export interface Relation {
  readonly relationId: string
  /** The person who is helped. */
  readonly personId: string
  readonly helperId: string
  readonly kind: RelationKind
  readonly kinship: Kinship | null
  /** `['all']` for a guardian; names of operations for a proxy. */
  readonly scope: readonly string[]
  readonly since: Instant
  /** The first day on which it holds no more: coming of age, or the end of the proxy. */
  readonly endsOn: Day
  /** Version of the consent text that the guardian of a child has signed (PIPL 31). */
  readonly consentVersion: string | null
  readonly endedAt: Instant | null
  readonly endReason: RelationEndReason | null
}

export const relationEndReasons = ['revoked', 'ended', 'lapsed', 'death'] as const
export type RelationEndReason = (typeof relationEndReasons)[number]

export interface RelationEventData {
  'guardian-added': { readonly helperId: string; readonly endsOn: Day; readonly consentVersion: string | null }
  'proxy-granted': {
    readonly helperId: string
    readonly kinship: Kinship
    readonly scope: readonly string[]
    readonly endsOn: Day
  }
  'relation-ended': { readonly reason: RelationEndReason }
}

export type RelationEventName = keyof RelationEventData

export type RelationEvent<Name extends RelationEventName = RelationEventName> = {
  readonly [N in Name]: {
    readonly stream: 'relation'
    readonly id: string
    readonly personId: string
    readonly name: N
    readonly data: RelationEventData[N]
  }
}[Name]

export function relationEvent<Name extends RelationEventName>(
  relation: { readonly relationId: string; readonly personId: string },
  name: Name,
  data: RelationEventData[Name],
): RelationEvent<Name> {
  return { stream: 'relation', id: relation.relationId, personId: relation.personId, name, data } as RelationEvent<Name>
}

export function evolveRelation(relation: Relation | undefined, event: RelationEvent, at: Instant): Relation {
  if (event.name === 'relation-ended') {
    if (relation === undefined) throw new Error(`relation ${event.id} does not exist: ${event.name}`)
    return { ...relation, endedAt: at, endReason: event.data.reason }
  }
  if (relation !== undefined) throw new Error(`relation ${event.id} exists already: ${event.name}`)
  const guardian = event.name === 'guardian-added'
  return {
    relationId: event.id,
    personId: event.personId,
    helperId: event.data.helperId,
    kind: guardian ? 'guardian' : 'proxy',
    kinship: guardian ? null : event.data.kinship,
    scope: guardian ? ['all'] : event.data.scope,
    since: at,
    endsOn: event.data.endsOn,
    consentVersion: guardian ? event.data.consentVersion : null,
    endedAt: null,
    endReason: null,
  }
}

export function isInForce(relation: Pick<Relation, 'endedAt' | 'endsOn'>, today: Day): boolean {
  return relation.endedAt === null && today < relation.endsOn
}

/** The end of relations that ran out without it being put into the books yet. */
export function lapsed(relations: readonly Relation[]): readonly RelationEvent[] {
  return relations
    .filter((relation) => relation.endedAt === null)
    .map((relation) => relationEvent(relation, 'relation-ended', { reason: 'lapsed' }))
}
