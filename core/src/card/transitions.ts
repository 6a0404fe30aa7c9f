import type { Card, CardEventName, Finance, Physical, PinState, Social } from './card.ts'

type Axis<State extends string> = Record<State, Partial<Record<CardEventName, State>>>

/**
 * The whole life of a card (Articles 2, 3, 7, 9): state → event → next state, one table per axis. An event moves every
 * axis that names it and is legal only where each of them does: a card can be collected only once, from where it lies
 * and with its social function not begun. `satisfies` means that no state is forgotten. docs/states.md is drawn from it.
 */
export const transitions = {
  physical: {
    applied: { 'card-batched': 'batched', 'card-retired': 'retired' },
    batched: { 'card-rebatched': 'batched', 'card-unbatched': 'applied', 'account-opened': 'account-opened' },
    'account-opened': { 'card-rebatched': 'account-opened', 'card-certified': 'certified', 'card-spoiled': 'spoiled' },
    certified: { 'card-rebatched': 'certified', 'card-personalised': 'personalised', 'card-spoiled': 'spoiled' },
    personalised: { 'keys-replaced': 'keys-replaced', 'card-spoiled': 'spoiled', 'card-missing': 'missing' },
    'keys-replaced': {
      'card-shipped': 'shipped',
      'card-arrived': 'at-outlet',
      'card-spoiled': 'spoiled',
      'card-missing': 'missing',
    },
    shipped: {
      'card-arrived': 'at-outlet',
      'card-collected': 'collected',
      'card-returned': 'returned',
      'card-missing': 'missing',
    },
    'at-outlet': {
      'card-collected': 'collected',
      'chip-authenticated': 'at-outlet',
      'chip-doubted': 'at-outlet',
      'card-shipped': 'shipped',
      'card-returned': 'returned',
      'card-sealed': 'sealed',
      'card-spoiled': 'spoiled',
      'card-missing': 'missing',
    },
    collected: { 'card-retired': 'retired', 'chip-authenticated': 'collected', 'chip-doubted': 'collected' },
    retired: { 'card-destroyed': 'destroyed' },
    spoiled: { 'card-destroyed': 'destroyed' },
    returned: {
      'card-shipped': 'shipped',
      'card-arrived': 'at-outlet',
      'card-sealed': 'sealed',
      'card-spoiled': 'spoiled',
      'card-destroyed': 'destroyed',
      'card-missing': 'missing',
    },
    missing: { 'card-returned': 'returned' },
    sealed: { 'card-destroyed': 'destroyed', 'card-missing': 'missing' },
    destroyed: {},
  },
  social: {
    none: { 'card-collected': 'pending-enable', 'social-cancelled': 'cancelled' },
    'pending-enable': {
      'enable-code-sent': 'pending-enable',
      'enable-code-wrong': 'pending-enable',
      'social-enabled': 'enabled',
      'social-loss-confirmed': 'suspended-formal',
      'social-locked': 'locked',
      'social-cancelled': 'cancelled',
    },
    enabled: {
      'social-loss-reported': 'suspended-provisional',
      'social-loss-confirmed': 'suspended-formal',
      'social-locked': 'locked',
      'social-cancelled': 'cancelled',
    },
    'suspended-provisional': {
      'social-loss-released': 'enabled',
      'social-lapse-warned': 'suspended-provisional',
      'social-loss-lapsed': 'enabled',
      'social-loss-confirmed': 'suspended-formal',
      'social-locked': 'locked',
      'social-cancelled': 'cancelled',
    },
    'suspended-formal': { 'social-cancelled': 'cancelled' },
    locked: {
      'unlock-requested': 'locked',
      'social-unlocked': 'pending-enable',
      'social-loss-confirmed': 'suspended-formal',
      'social-cancelled': 'cancelled',
    },
    cancelled: {},
  },
  finance: {
    none: { 'account-opened': 'dormant' },
    dormant: {
      'finance-activated': 'active',
      'finance-loss-confirmed': 'suspended-formal',
      'finance-closed': 'closed',
    },
    active: {
      'finance-loss-reported': 'suspended-provisional',
      'finance-loss-confirmed': 'suspended-formal',
      'finance-suspended-by-bank': 'suspended-provisional',
      'finance-closed': 'closed',
    },
    'suspended-provisional': {
      'finance-loss-released': 'active',
      'finance-lapse-warned': 'suspended-provisional',
      'finance-loss-lapsed': 'active',
      'finance-resumed-by-bank': 'active',
      'finance-loss-confirmed': 'suspended-formal',
      'finance-closed': 'closed',
    },
    'suspended-formal': { 'finance-closed': 'closed' },
    closed: {},
  },
  pin: {
    none: { 'initial-pin-set': 'initial', 'pin-reset-started': 'none', 'pin-set': 'set' },
    initial: {
      'initial-pin-set': 'initial',
      'pin-wrong': 'initial',
      'pin-locked': 'locked',
      'pin-changed': 'set',
      'pin-reset-started': 'initial',
      'pin-set': 'set',
    },
    set: {
      'pin-verified': 'set',
      'pin-wrong': 'set',
      'pin-locked': 'locked',
      'pin-changed': 'set',
      'pin-reset-started': 'set',
      'pin-set': 'set',
    },
    locked: { 'pin-unblocked': 'set', 'pin-reset-started': 'locked', 'pin-set': 'set' },
  },
} as const satisfies {
  physical: Axis<Physical>
  social: Axis<Social>
  finance: Axis<Finance>
  pin: Axis<PinState>
}

export type AxisName = keyof typeof transitions

/** The events that begin a card; every other one moves at least one axis. */
export const births = ['card-requested', 'card-imported'] as const satisfies readonly CardEventName[]

export interface Axes {
  readonly physical: Physical
  readonly social: Social
  readonly finance: Finance
  readonly pin: PinState
}

export function axesOf(card: Card): Axes {
  return { physical: card.physical, social: card.social, finance: card.finance, pin: card.pinState }
}

const axisNames = Object.keys(transitions) as AxisName[]

/** For each axis the events that it names anywhere: those it has a say in. */
const named = Object.fromEntries(
  axisNames.map((axis) => [axis, new Set(Object.values(transitions[axis]).flatMap((row) => Object.keys(row)))]),
) as unknown as Record<AxisName, ReadonlySet<string>>

/** The states after the event, or undefined where the table does not allow it. */
export function nextAxes(axes: Axes, event: CardEventName): Axes | undefined {
  const next: Record<string, string> = { ...axes }
  let moved = false
  for (const axis of axisNames) {
    if (!named[axis].has(event)) continue
    const rows = transitions[axis] as Record<string, Partial<Record<CardEventName, string>>>
    const to = rows[axes[axis]]?.[event]
    if (to === undefined) return undefined
    next[axis] = to
    moved = true
  }
  return moved ? (next as unknown as Axes) : undefined
}

/** Whether the event may happen to the card in its present state. */
export function allowed(card: Card, event: CardEventName): boolean {
  return nextAxes(axesOf(card), event) !== undefined
}
