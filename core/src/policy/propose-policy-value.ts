import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, type Refused, refuse } from '../decision/decision.ts'
import { unfitBecause, unitOf } from './check-policy-value.ts'
import type { PolicyFigure } from './policy-figure.ts'
import { isGuideKey, policyFigureOf } from './policy-figures.ts'
import { type PolicyBook, policyInForce } from './policy-reader.ts'
import { measuresInForce } from './policy-source.ts'
import { type PolicyContent, type PolicyEvent, type PolicyScope, policyEvent } from './policy-value.ts'

export interface ProposePolicyValue {
  readonly key: string
  readonly scope: string
  readonly value: PolicyContent
  readonly effectiveFrom: Day
  readonly effectiveTo?: Day
  /** The figure's own legal basis when absent. */
  readonly legalReference?: string
  readonly source: string
  readonly verified: boolean
}

export interface PolicyProposed {
  readonly policyValueId: string
  /** What would be in force on that day without this proposal: the preview of the change (M17.1). */
  readonly replaces: { readonly value: PolicyContent; readonly number: number } | null
}

/** Article 17: an office proposes a value for a rule from a stated day on; a second person has to approve it. */
export function proposePolicyValue(
  book: PolicyBook,
  input: ProposePolicyValue,
  context: DecisionContext,
): Decision<PolicyEvent, PolicyProposed> {
  if (isGuideKey(input.key)) return refuse('policy-proposed-elsewhere', { key: input.key })
  return proposeValue(book, input, context)
}

/** The same for every kind of value; the guide proposes its texts through it after checking them. */
export function proposeValue(
  book: PolicyBook,
  input: ProposePolicyValue,
  context: DecisionContext,
): Decision<PolicyEvent, PolicyProposed> {
  const { key, value, effectiveFrom, effectiveTo = null } = input
  const figure = policyFigureOf(key)
  if (figure === undefined) return refuse('policy-key-unknown', { key })
  const scope = scopeOf(figure, input.scope)
  if (scope === undefined) return refuse('policy-scope-unknown', { scope: input.scope })
  const reason = unfitBecause(figure, value)
  if (reason !== undefined) return refuse('policy-value-unfit', { key, reason })
  const legalReference = input.legalReference ?? figure.legal
  const early = tooEarly(effectiveFrom, legalReference, context.today)
  if (early !== undefined) return early
  if (effectiveTo !== null && effectiveTo < effectiveFrom) return refuse('policy-period-empty')
  const id = context.newId()
  const before = policyInForce(book, key, effectiveFrom, placeOf(scope))
  const event = policyEvent(id, 'policy-value-proposed', {
    key,
    scope,
    value,
    unit: unitOf(figure),
    effectiveFrom,
    effectiveTo,
    legalReference,
    source: input.source,
    owner: figure.owner,
    verified: input.verified,
    author: context.actor.id,
  })
  const replaces = before === undefined ? null : { value: before.value, number: before.number as number }
  return accept([event], { policyValueId: id, replaces })
}

/** M17.2, M18.1: a rule starts tomorrow at the earliest, and never before the text on which it rests. */
export function tooEarly(effectiveFrom: Day, legalReference: string, today: Day): Refused | undefined {
  if (legalReference.startsWith('Measures') && effectiveFrom < measuresInForce) {
    return refuse('policy-before-measures', { day: measuresInForce })
  }
  return effectiveFrom <= today ? refuse('policy-day-past', { today }) : undefined
}

function scopeOf(figure: PolicyFigure, text: string): PolicyScope | undefined {
  if (text === 'city') return text
  const [kind, code = ''] = text.split(':')
  if (kind === undefined || kind !== figure.narrower) return undefined
  return /^[0-9A-Za-z-]{2,36}$/.test(code) ? (text as PolicyScope) : undefined
}

function placeOf(scope: PolicyScope): { district?: string; bankId?: string } {
  const [kind, code] = scope.split(':')
  if (code === undefined) return {}
  return kind === 'bank' ? { bankId: code } : { district: code }
}
