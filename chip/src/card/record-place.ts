import type { CyclicPlace, LinearPlace, RecordPlace } from './card-layout.ts'
import type { Chip } from './chip.ts'

/** The low three bits of P2: how P1 names a record. */
export const recordMode = { byTag: 0, previous: 3, byNumber: 4 } as const

/** Readers name a record by its place or by its tag; both must work. */
export function linearRecord(file: LinearPlace, p1: number, mode: number): RecordPlace | undefined {
  return mode === recordMode.byNumber ? file.records[p1 - 1] : file.records.find(({ item }) => item.tag === p1)
}

interface CyclicState {
  readonly count: number
  readonly newest: number
}

const cyclicHead = 2

function cyclicState({ memory }: Chip, file: CyclicPlace): CyclicState {
  const [count, newest] = memory.read(file.offset, cyclicHead) as unknown as [number, number]
  return { count, newest }
}

const slotAt = (file: CyclicPlace, slot: number) => file.offset + cyclicHead + slot * file.recordLength

/** Record 1 is the newest. */
export function readCyclic(chip: Chip, file: CyclicPlace, number: number): Uint8Array | undefined {
  const { count, newest } = cyclicState(chip, file)
  if (number < 1 || number > count) return undefined
  const slot = (newest - (number - 1) + file.records) % file.records
  return chip.memory.read(slotAt(file, slot), file.recordLength)
}

/** What makes these bytes record 1; the oldest record gives its place when the file is full. */
export function cyclicAppend(chip: Chip, file: CyclicPlace, record: Uint8Array) {
  const { count, newest } = cyclicState(chip, file)
  const slot = count === 0 ? 0 : (newest + 1) % file.records
  const head = Uint8Array.of(Math.min(count + 1, file.records), slot)
  return [
    { offset: slotAt(file, slot), bytes: record },
    { offset: file.offset, bytes: head },
  ]
}

/** What fills a record of a linear file; the first byte says that it has content. */
export const linearUpdate = ({ offset }: RecordPlace, content: Uint8Array) => ({
  offset,
  bytes: Uint8Array.from([1, ...content]),
})
