import { type Memory, PowerCut } from './memory.ts'

/** For tests: the power goes after so many written bytes, in the middle of a write if need be, and does not come back. */
export function tearingMemory(memory: Memory, bytesUntilCut: number): Memory {
  let left = bytesUntilCut
  return {
    size: memory.size,
    read: (offset, length) => memory.read(offset, length),
    write(offset, bytes) {
      const written = bytes.subarray(0, left)
      if (written.length > 0) memory.write(offset, written)
      left -= written.length
      if (written.length < bytes.length) throw new PowerCut(`cut before byte ${written.length} of ${bytes.length}`)
    },
  }
}
