import type { Day, Instant } from '../calendar/instant.ts'
import type { DomainEvent } from '../decision/decision.ts'
import type { PolicyOwner } from './policy-figure.ts'
import type { PolicyUnit } from './policy-unit.ts'

/** Where a value holds: the whole city, one district or service area, one bank. */
export type PolicyScope = 'city' | `district:${string}` | `bank:${string}`

export type PolicyContent = number | string | boolean

/** What is said about a value when it is proposed. */
export interface PolicyTerms {
  readonly key: string
  readonly scope: PolicyScope
  readonly value: PolicyContent
  readonly unit: PolicyUnit
  readonly effectiveFrom: Day
  /** Last day in force; null when it holds until a later value begins. */
  readonly effectiveTo: Day | null
  readonly legalReference: string
  readonly source: string
  readonly owner: PolicyOwner
  /** Whether an official text of this city says so (M17.6). */
  readonly verified: boolean
  readonly author: string
}

/**
 * One version of one figure of the rules. Of the approved versions of a key and scope, the one that began last counts
 * on a day, and no two begin on the same day: that is why two can never be in force at once. Nothing is ever overwritten.
 */
export interface PolicyValue extends PolicyTerms {
  readonly policyValueId: string
  readonly status: 'proposed' | 'approved' | 'withdrawn'
  /** Versions of a key are numbered as they are approved; `key@number` is kept with every decision that read it. */
  readonly number: number | null
  readonly proposedAt: Instant
  /** Who approved or withdrew it; null for the values the platform brought along. */
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly reason: string | null
}

export type PolicyEvent =
  | (PolicyEventBase & { readonly name: 'policy-value-proposed'; readonly data: PolicyTerms })
  | (PolicyEventBase & {
      readonly name: 'policy-value-approved'
      readonly data: { readonly approver: string; readonly number: number }
    })
  | (PolicyEventBase & {
      readonly name: 'policy-proposal-withdrawn'
      readonly data: { readonly by: string; readonly reason: string }
    })
  /** A value of the platform's first setting, in force without a decision of an office. */
  | (PolicyEventBase & {
      readonly name: 'policy-value-adopted'
      readonly data: PolicyTerms & { readonly number: number }
    })

interface PolicyEventBase extends DomainEvent {
  readonly stream: 'policy-value'
  readonly personId: null
}

export function evolvePolicyValue(state: PolicyValue | undefined, event: PolicyEvent, at: Instant): PolicyValue {
  if (event.name === 'policy-value-proposed') {
    return {
      ...event.data,
      policyValueId: event.id,
      status: 'proposed',
      number: null,
      proposedAt: at,
      decidedBy: null,
      decidedAt: null,
      reason: null,
    }
  }
  if (event.name === 'policy-value-adopted') {
    return {
      ...event.data,
      policyValueId: event.id,
      status: 'approved',
      proposedAt: at,
      decidedBy: null,
      decidedAt: at,
      reason: null,
    }
  }
  if (state === undefined) throw new Error(`${event.name} without a proposal`)
  switch (event.name) {
    case 'policy-value-approved':
      return {
        ...state,
        status: 'approved',
        number: event.data.number,
        decidedBy: event.data.approver,
        decidedAt: at,
      }
    case 'policy-proposal-withdrawn':
      return { ...state, status: 'withdrawn', decidedBy: event.data.by, decidedAt: at, reason: event.data.reason }
  }
}

export function policyEvent<Name extends PolicyEvent['name']>(
  id: string,
  name: Name,
  data: Extract<PolicyEvent, { name: Name }>['data'],
): PolicyEvent {
  return { stream: 'policy-value', id, personId: null, name, data } as PolicyEvent
}
