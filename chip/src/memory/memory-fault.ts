import { type Memory, PowerCut } from './memory.ts'

/** The memory did not do what was asked, or holds what was never written; a card says 6581. */
export class MemoryFault extends Error {}

/** The same memory, whose every failure but the loss of power is a `MemoryFault`. */
export function faultyAtMost(memory: Memory): Memory {
  return {
    size: memory.size,
    read: (offset, length) => {
      const bytes = orFault(() => memory.read(offset, length))
      if (bytes.length !== length) throw new MemoryFault('the memory gave fewer bytes than it has')
      return bytes
    },
    write: (offset, bytes) => orFault(() => memory.write(offset, bytes)),
  }
}

function orFault<Result>(act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (error instanceof PowerCut || error instanceof MemoryFault) throw error
    throw new MemoryFault('the memory failed', { cause: error })
  }
}
