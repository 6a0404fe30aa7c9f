import type { Condition } from '@yika/core/service/condition.ts'

/** What a part of a condition can be; `everybody` stands only alone. */
export const partKinds = ['all', 'any', 'not', 'age', 'ground', 'residence', 'ticket'] as const
type PartKind = (typeof partKinds)[number]

export function kindOf(condition: Condition): PartKind {
  return partKinds.find((kind) => kind in condition) ?? 'all'
}

export const everybody: Condition = { all: [] }

export function isEverybody(condition: Condition): boolean {
  return 'all' in condition && condition.all.length === 0
}

/** A part as somebody begins with it; what was there before moves into a part that has parts. */
export function begun(kind: PartKind, before?: Condition): Condition {
  const inner = before === undefined || isEverybody(before) ? [] : [before]
  const groups = before !== undefined && ('all' in before || 'any' in before)
  switch (kind) {
    case 'all':
      return { all: groups ? [...partsOf(before)] : inner }
    case 'any':
      return { any: groups ? [...partsOf(before)] : inner }
    case 'not':
      return { not: inner[0] ?? begun('age') }
    case 'age':
      return { age: { from: 60 } }
    case 'ground':
      return { ground: [] }
    case 'residence':
      return { residence: 'city' }
    case 'ticket':
      return { ticket: '' }
  }
}

/** The parts of a part that has any. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  return 'any' in condition ? condition.any : []
}

export function withParts(condition: Condition, parts: readonly Condition[]): Condition {
  return 'any' in condition ? { any: parts } : { all: parts }
}
