/**
 * Which line of the file said a number first, for the words of an error file. Only two hashes of the number are kept, in a
 * table of fixed size: a file of any length needs no more memory; the register itself finds every double that this forgets.
 */
export interface SeenNumbers {
  /** The line that had the number before, if it is known; remembers this one otherwise. */
  before(number: string, line: number): number | undefined
}

const emptyLine = 0

export function seenNumbers(slots = 1 << 23): SeenNumbers {
  const marks = new Uint32Array(slots)
  const lines = new Uint32Array(slots)
  const most = Math.floor(slots * 0.8)
  let held = 0
  return {
    before(number, line) {
      const mark = hash(number, 0x811c9dc5)
      let slot = hash(number, 0x9e3779b9) & (slots - 1)
      while (lines[slot] !== emptyLine) {
        if (marks[slot] === mark) return lines[slot]
        slot = (slot + 1) & (slots - 1)
      }
      if (held < most) {
        marks[slot] = mark
        lines[slot] = line
        held += 1
      }
      return undefined
    },
  }
}

/** FNV-1a with a final mix. */
function hash(text: string, seed: number): number {
  let value = seed
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (value ^ (value >>> 13)) >>> 0
}
