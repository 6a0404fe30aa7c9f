import { type CardKey, cardKey } from '../key/card-key.ts'
import type { CardFile, Condition } from '../profile/card-file.ts'

/** What must be proved before: keys, and the PIN. */
export interface Needs {
  readonly keys: readonly CardKey[]
  readonly pin: boolean
}

const nothing: Needs = { keys: [], pin: false }

/** What meets a condition without its holder where that is possible; undefined if nothing does. */
function needsOf(condition: Condition): Needs | undefined {
  if (condition === 'free') return nothing
  if (condition === 'never') return undefined
  if (condition === 'pin') return { keys: [], pin: true }
  if ('key' in condition) return { keys: [cardKey(condition.key)], pin: false }
  if ('allOf' in condition) return united(condition.allOf.map(needsOf))
  const ways = condition.anyOf.map(needsOf).filter((way) => way !== undefined)
  return ways.find(({ pin }) => !pin) ?? ways[0]
}

/** What reading all of a file takes, its stricter records included. */
export function readNeeds(file: CardFile): Needs | undefined {
  const items = file.structure === 'linear' ? file.items.flatMap(({ read }) => (read === undefined ? [] : [read])) : []
  return united([file.read, ...items].map(needsOf))
}

function united(needs: readonly (Needs | undefined)[]): Needs | undefined {
  const known = needs.filter((need) => need !== undefined)
  if (known.length < needs.length) return undefined
  return { keys: [...new Set(known.flatMap(({ keys }) => keys))], pin: known.some(({ pin }) => pin) }
}
