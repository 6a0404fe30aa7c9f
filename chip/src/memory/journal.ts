import { checksum } from './checksum.ts'
import type { Memory } from './memory.ts'
import { MemoryFault } from './memory-fault.ts'

export interface Change {
  readonly offset: number
  readonly bytes: Uint8Array
}

/** Several changes as one: after a loss of power at any byte, `mend` leaves all of them or none. */
export interface Journal {
  commit(...changes: readonly Change[]): void
  /** To be called when power comes back, before anything is read. */
  mend(): void
}

/** Anything but this means that nothing waits: the one byte that decides. */
const pending = 0xa5
const headBytes = 9
const entryBytes = 6

/** Room that a journal needs for changes of that many bytes altogether. */
export const journalBytes = (changedBytes: number, changes = 8): number =>
  headBytes + changes * entryBytes + changedBytes

/**
 * A redo log: marker (1), length (4), checksum (4), then for each change offset (4), length (2) and bytes. All of it is written while the
 * marker says that nothing waits; the marker is one byte, so it is set or not; then the changes are made and the marker is taken back.
 * Making them twice does no harm. A change of one byte needs no log: no cut divides it.
 */
export function journalIn(memory: Memory, start: number, size: number): Journal {
  const mark = (value: number) => memory.write(start, Uint8Array.of(value))

  const redo = (entries: Uint8Array) => {
    const view = new DataView(entries.buffer, entries.byteOffset, entries.length)
    for (let at = 0; at < entries.length; ) {
      const [offset, length] = [view.getUint32(at), view.getUint16(at + 4)]
      memory.write(offset, entries.subarray(at + entryBytes, at + entryBytes + length))
      at += entryBytes + length
    }
  }

  return {
    commit(...changes) {
      const [first] = changes
      if (first === undefined) return
      if (changes.length === 1 && first.bytes.length === 1) return memory.write(first.offset, first.bytes)
      const log = encodeLog(changes)
      if (1 + log.length > size) throw new MemoryFault('the changes are larger than the journal')
      memory.write(start + 1, log)
      mark(pending)
      redo(log.subarray(headBytes - 1))
      mark(0)
    },
    mend() {
      const head = memory.read(start, headBytes)
      if (head[0] !== pending) return
      const view = new DataView(head.buffer, head.byteOffset, headBytes)
      const length = view.getUint32(1)
      if (headBytes + length > size) throw new MemoryFault('the journal is longer than its room')
      const entries = memory.read(start + headBytes, length)
      if (checksum(entries) !== view.getUint32(5)) throw new MemoryFault('the journal has decayed')
      redo(entries)
      mark(0)
    },
  }
}

/** Length, checksum and entries: all but the marker. */
function encodeLog(changes: readonly Change[]): Uint8Array {
  const length = changes.reduce((sum, { bytes }) => sum + entryBytes + bytes.length, 0)
  const log = new Uint8Array(headBytes - 1 + length)
  const view = new DataView(log.buffer)
  let at = headBytes - 1
  for (const { offset, bytes } of changes) {
    view.setUint32(at, offset)
    view.setUint16(at + 4, bytes.length)
    log.set(bytes, at + entryBytes)
    at += entryBytes + bytes.length
  }
  view.setUint32(0, length)
  view.setUint32(4, checksum(log.subarray(headBytes - 1)))
  return log
}
