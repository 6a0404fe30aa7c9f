/** Half of the twenty bits of a place. */
const halfBits = 10
const half = 1 << halfBits
const rounds = 6

/** Bytes that `placeOrder` needs: two for each entry of each round. */
export const placeOrderBytes = rounds * half * 2

/**
 * The n-th card of a list gets the n-th place of this order: each place once, and neighbours say nothing about who came when. A Feistel
 * network over two halves; `chance` is what a hash makes of the seed of the list.
 */
export function placeOrder(chance: Uint8Array): (position: number) => number {
  if (chance.length !== placeOrderBytes) throw new Error(`an order needs ${placeOrderBytes} bytes of chance`)
  const table = new Uint16Array(rounds * half)
  for (let at = 0; at < table.length; at += 1)
    table[at] = (((chance[2 * at] as number) << 8) | (chance[2 * at + 1] as number)) & (half - 1)
  return (position) => {
    let left = position >>> halfBits
    let right = position & (half - 1)
    for (let round = 0; round < rounds; round += 1) {
      const next = left ^ (table[round * half + right] as number)
      left = right
      right = next
    }
    return (left << halfBits) | right
  }
}
