/** A seeded source: the same seed and path give the same numbers on every machine and in every release. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform whole number in [0, bound). */
  below(bound: number): number
  /** Uniform whole number in [from, to]. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<Item>(list: readonly Item[]): Item
}

/** The path names what is drawn (a block, a bank, a face), so that parts of the city do not depend on each other's order. */
export function randomOf(seed: number, ...path: readonly number[]): Random {
  let state = 0x9e3779b9 ^ seed
  const mix = (): number => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  for (const part of path) state = mix() ^ Math.imul(part | 0, 0x27d4eb2f)
  let [a, b, c, count] = [mix(), mix(), mix(), 1]

  // sfc32 (Chris Doty-Humphrey): 128 bits of state, passes PractRand.
  const next32 = (): number => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next32()

  const next = (): number => next32() / 0x1_0000_0000
  const below = (bound: number): number => Math.floor(next() * bound)
  return {
    next,
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] as never,
  }
}

export type Distribution<Item> = (random: Random) => Item

/** Draws by weight; weights need not sum to one. */
export function distribution<Item>(weighted: readonly (readonly [Item, number])[]): Distribution<Item> {
  const bounds: number[] = []
  let total = 0
  for (const [, weight] of weighted) {
    total += weight
    bounds.push(total)
  }
  return (random) => {
    const point = random.next() * total
    let [low, high] = [0, bounds.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((bounds[middle] as number) > point) high = middle
      else low = middle + 1
    }
    return (weighted[low] as readonly [Item, number])[0]
  }
}
