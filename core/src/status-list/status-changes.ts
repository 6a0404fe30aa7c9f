import { placesPerShard, setStatus } from './status-bits.ts'

/** The status of one place from some version on. */
export interface StatusChange {
  readonly place: number
  readonly status: number
}

const numberStep = 0x80

/**
 * Changes in order of place, each one number: the gap from the place before, and the status in its two lowest bits; a number is written
 * seven bits at a time, the lowest first. A change among a million places takes two or three bytes, one of many neighbours a single one.
 */
export function packChanges(changes: readonly StatusChange[]): Uint8Array {
  const sorted = [...changes].sort((a, b) => a.place - b.place)
  const bytes: number[] = []
  let before = -1
  for (const { place, status } of sorted) {
    if (place === before) throw new Error(`place ${place} changes twice in one version`)
    let rest = (place - before - 1) * 4 + status
    for (; rest >= numberStep; rest = Math.floor(rest / numberStep)) bytes.push((rest % numberStep) | numberStep)
    bytes.push(rest)
    before = place
  }
  return Uint8Array.from(bytes)
}

/** A number that takes more bytes than the last place needs. */
const numberBytesMost = 4

/** Undefined for bytes that nobody packed here: a gap beyond the list, a number cut off. */
export function unpackChanges(bytes: Uint8Array): readonly StatusChange[] | undefined {
  const changes: StatusChange[] = []
  let before = -1
  for (let at = 0; at < bytes.length; ) {
    let number = 0
    let weight = 1
    let more = true
    for (let taken = 0; more; taken += 1, weight *= numberStep) {
      const byte = bytes[at]
      if (byte === undefined || taken === numberBytesMost) return undefined
      number += (byte & (numberStep - 1)) * weight
      more = byte >= numberStep
      at += 1
    }
    const place = before + 1 + Math.floor(number / 4)
    if (place >= placesPerShard) return undefined
    changes.push({ place, status: number % 4 })
    before = place
  }
  return changes
}

export function applyChanges(bits: Uint8Array, changes: readonly StatusChange[]): void {
  for (const { place, status } of changes) setStatus(bits, place, status)
}

/** What several versions changed together: of a place that changed more than once only the last status counts. */
export function joinChanges(versions: readonly (readonly StatusChange[])[]): readonly StatusChange[] {
  const byPlace = new Map(versions.flat().map((change) => [change.place, change]))
  return [...byPlace.values()]
}
