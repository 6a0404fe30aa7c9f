import { addYears, type Day, startOfDay } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { guardianNeeded } from './guardian-needed.ts'
import type { Person } from './person.ts'
import { personInLife } from './person-in-life.ts'
import { mayBeDoneByProxy } from './proxy-scope.ts'
import { isInForce, type Kinship, lapsed, type Relation, type RelationEvent, relationEvent } from './relation.ts'

/** The holder, the person who is to help, and what binds them to others already. */
export interface Proxies {
  readonly holder: Person | undefined
  readonly proxy: Person | undefined
  /** Relations in which the holder is helped. */
  readonly ofHolder: readonly Relation[]
  /** Relations in which the proxy helps somebody. */
  readonly ofProxy: readonly Relation[]
}

export interface ProxyGrant {
  readonly kinship: Kinship
  readonly scope: readonly string[]
  /** The first day without the proxy. */
  readonly endsOn: Day
}

const limitOf = {
  elder: 'proxy.max-relatives.elders',
  child: 'proxy.max-relatives.children',
  spouse: 'proxy.max-relatives.spouse',
  other: 'proxy.max-relatives.others',
} as const satisfies Record<Kinship, string>

/**
 * Article 9: the holder names who may help, with what and until when, so that nobody has to lend a card (M9.3). The proxy
 * acts under their own identification; how many people one may help is a rule of the city.
 */
export function grantProxy(
  { holder, proxy, ofHolder, ofProxy }: Proxies,
  grant: ProxyGrant,
  context: DecisionContext,
): Decision<RelationEvent, { relationId: string }> {
  const living = personInLife(holder)
  if (!living.ok) return living.refused
  const { personId } = living.person
  if (!isGrantedByHolder(personId, context)) return refuse('proxy-only-by-holder')
  if (guardianNeeded(living.person, context)) return refuse('proxy-only-by-holder')
  if (proxy === undefined) return refuse('helper-unknown')
  if (proxy.personId === personId) return refuse('relation-with-self')
  if (proxy.lifeStatus === 'deceased' || guardianNeeded(proxy, context)) return refuse('helper-unfit')
  const foreign = grant.scope.find((operation) => !mayBeDoneByProxy(operation))
  if (foreign !== undefined) return refuse('proxy-scope-unknown', { operation: foreign })
  const years = context.policy.number('proxy.max-duration')
  if (grant.endsOn <= context.today) return refuse('proxy-end-in-past')
  if (grant.endsOn > addYears(context.today, years)) return refuse('proxy-too-long', { years })
  const same = ofHolder.filter((one) => one.helperId === proxy.personId)
  if (same.some((one) => isInForce(one, context.today))) return refuse('relation-known')
  const helped = ofProxy.filter((one) => one.kind === 'proxy' && isInForce(one, context.today))
  const most = context.policy.number('proxy.max-relatives')
  if (helped.length >= most) return refuse('proxy-too-many', { most })
  const mostOfKin = context.policy.number(limitOf[grant.kinship])
  if (helped.filter((one) => one.kinship === grant.kinship).length >= mostOfKin)
    return refuse('proxy-too-many', { most: mostOfKin })
  const relationId = context.newId()
  const { kinship, scope, endsOn } = grant
  return accept(
    [
      ...lapsed(same),
      relationEvent({ relationId, personId }, 'proxy-granted', { helperId: proxy.personId, kinship, scope, endsOn }),
    ],
    { relationId },
    [{ queue: 'lapse-relation', data: { personId, relationId }, startAfter: startOfDay(endsOn) }],
  )
}

/** On line the holder is signed in; at a counter the holder stands there, not somebody who acts for the holder. */
function isGrantedByHolder(personId: string, { actor, standing }: DecisionContext): boolean {
  return actor.role === 'citizen' ? actor.personId === personId : standing.visit?.presenter === 'holder'
}
