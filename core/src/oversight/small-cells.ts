/** The smallest number that is told, or null where nothing has to be held back. */
export type Least = number | null

/**
 * Article 11: a small number of a district or a bank could point at a person. Null stands for "fewer than the least, but
 * not none". This guards against a glance; whoever subtracts window from window leaves a row in the audit log each time.
 */
export function told(count: number, least: Least): number | null {
  return least !== null && count > 0 && count < least ? null : count
}

/**
 * The parts of a sum that is itself told. One part held back alone would follow from the others, so the smallest of
 * these is held back with it.
 */
export function toldParts(counts: readonly number[], least: Least): (number | null)[] {
  const parts = counts.map((count) => told(count, least))
  if (parts.filter((part) => part === null).length !== 1) return parts
  const smallest = Math.min(...parts.filter((part) => part !== null && part > 0).map(Number))
  const second = parts.indexOf(smallest)
  return second === -1 ? parts : parts.with(second, null)
}
