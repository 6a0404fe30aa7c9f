import type { Condition } from './condition.ts'

/** Deep enough for every rule that is written down, and small enough to be read at a gate. */
const depthMost = 4
const partsMost = 24
const ageMost = 150

export type ConditionProblem = 'too-deep' | 'too-long' | 'age' | 'ground' | 'any' | 'ticket'

/** What is wrong with a condition; undefined when it can be judged and explained. `tickets` are the services that a card can carry. */
export function conditionProblem(
  condition: Condition,
  tickets: (serviceId: string) => boolean,
): ConditionProblem | undefined {
  let parts = 0
  function problem(part: Condition, depth: number): ConditionProblem | undefined {
    parts += 1
    if (depth > depthMost) return 'too-deep'
    if (parts > partsMost) return 'too-long'
    if ('all' in part || 'any' in part) {
      const list = 'all' in part ? part.all : part.any
      // Nobody could meet a choice among nothing.
      if ('any' in part && list.length === 0) return 'any'
      for (const one of list) {
        const found = problem(one, depth + 1)
        if (found !== undefined) return found
      }
      return undefined
    }
    if ('not' in part) return problem(part.not, depth + 1)
    if ('age' in part) {
      const { from = 0, below = ageMost } = part.age
      const said = part.age.from !== undefined || part.age.below !== undefined
      return said && from >= 0 && below <= ageMost && from < below ? undefined : 'age'
    }
    if ('ground' in part) return part.ground.length > 0 ? undefined : 'ground'
    if ('ticket' in part) return tickets(part.ticket) ? undefined : 'ticket'
    return undefined
  }
  return problem(condition, 1)
}
