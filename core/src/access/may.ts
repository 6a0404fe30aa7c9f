import type { RefusalCode } from '../refusal/catalogue.ts'
import type { Actor } from './actor.ts'
import { type RightsRow, rights } from './rights.ts'
import type { Scope } from './scope.ts'

/** Where the thing that a command touches belongs. A field that does not apply is absent. */
export interface Subject {
  readonly personId?: string
  readonly bankId?: string
  readonly officeId?: string
  readonly district?: string
  readonly employerId?: string
  readonly organisationId?: string
}

/** What connects the actor with the person at this moment, loaded by the kernel in the same transaction. */
export interface Standing {
  /** Scopes in which the actor (a citizen) represents the person; `guardian` covers all. */
  readonly represents?: readonly string[]
  /** The open visit of the person at the actor's office, if there is one. */
  readonly visit?: Visit
}

/** A proven presence at a counter: who stood there and which document was checked. */
export interface Visit {
  readonly visitId: string
  readonly presenter: 'holder' | 'guardian' | 'proxy'
  readonly presenterId: string
  /** What the proxy was allowed to do; absent for holder and guardian. */
  readonly scope?: readonly string[]
}

export type May = { readonly permitted: true } | { readonly permitted: false; readonly code: RefusalCode }

const yes: May = { permitted: true }
const no: May = { permitted: false, code: 'not-permitted' }

/** Articles 6, 7 and 11: may this actor run this operation on this subject? The default is no. */
export function may(actor: Actor, operation: string, subject: Subject, standing: Standing): May {
  const row: RightsRow | undefined = (rights as Record<string, RightsRow>)[operation]
  const scope = row?.[actor.role]
  return scope === undefined ? no : within[scope](actor, subject, standing, operation)
}

const same = (mine: string | undefined, theirs: string | undefined): May =>
  mine !== undefined && mine === theirs ? yes : no

/** One small predicate per scope; a scope that is not here cannot be written into the table of rights. */
const within: Record<Scope, (actor: Actor, subject: Subject, standing: Standing, operation: string) => May> = {
  any: () => yes,
  self: (actor, subject) => same(actor.personId, subject.personId),
  represented: (actor, subject, standing, operation) => {
    if (actor.personId !== undefined && actor.personId === subject.personId) return yes
    const scopes = standing.represents ?? []
    return scopes.includes('all') || scopes.includes(operation) ? yes : no
  },
  visit: (_actor, _subject, standing, operation) => visited(standing, operation),
  'visit-bank': (actor, subject, standing, operation) =>
    same(actor.bankId, subject.bankId).permitted ? visited(standing, operation) : no,
  office: (actor, subject) => same(actor.officeId, subject.officeId),
  bank: (actor, subject) => same(actor.bankId, subject.bankId),
  district: (actor, subject) => same(actor.district, subject.district),
  employer: (actor, subject) => same(actor.employerId, subject.employerId),
  organisation: (actor, subject) => same(actor.organisationId, subject.organisationId),
}

function visited(standing: Standing, operation: string): May {
  const visit = standing.visit
  if (visit === undefined) return { permitted: false, code: 'visit-required' }
  if (visit.presenter === 'proxy' && !visit.scope?.includes(operation)) return no
  return yes
}
