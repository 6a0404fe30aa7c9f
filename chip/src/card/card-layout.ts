import { cardKeys, type Directory, directories } from '../key/card-key.ts'
import { checksum } from '../memory/checksum.ts'
import { journalBytes } from '../memory/journal.ts'
import { type CardFile, type Condition, filePath, type Item } from '../profile/card-file.ts'
import type { CardProfile } from '../profile/card-profile.ts'

/** A record of a linear file: one byte that says whether there is content, then tag, length and value. */
export interface RecordPlace {
  readonly item: Item
  readonly offset: number
  /** Without the first byte. */
  readonly length: number
  readonly read: Condition
}

interface PlaceBase {
  readonly fid: number
  readonly offset: number
  readonly read: Condition
  readonly write: Condition
}

export interface LinearPlace extends PlaceBase {
  readonly structure: 'linear'
  readonly records: readonly RecordPlace[]
}

export interface TransparentPlace extends PlaceBase {
  readonly structure: 'transparent'
  readonly size: number
}

/** Number of records, place of the newest, then the records. */
export interface CyclicPlace extends PlaceBase {
  readonly structure: 'cyclic'
  readonly recordLength: number
  readonly records: number
}

export type FilePlace = LinearPlace | TransparentPlace | CyclicPlace

export interface DirectoryPlace {
  readonly byFid: ReadonlyMap<number, FilePlace>
  readonly bySfi: ReadonlyMap<number, FilePlace>
  /** Index in `cardKeys` of the keys that are named from here: those of the directory, and of SSSE above it. */
  readonly keys: ReadonlyMap<number, number>
  /** The key that makes MACs, and the one that locks. */
  readonly maintain: number
  readonly lock: number
}

/** Where everything lies in the memory of a card of one profile; an offset is worked out once for all cards. */
export interface CardLayout {
  readonly profile: CardProfile
  /** Finds a memory that was laid out by another table. */
  readonly fingerprint: number
  readonly size: number
  /** One byte for the card, one for each directory behind it. */
  readonly locks: number
  readonly counter: number
  /** Number, TAC and MAC2 of the last off-line debit. */
  readonly debit: number
  readonly pin: number
  readonly account: number
  /** In the order of `cardKeys`: version, tries, key. */
  readonly keys: readonly number[]
  /** In the order of `directories`. */
  readonly directories: readonly DirectoryPlace[]
  readonly journal: { readonly offset: number; readonly size: number }
}

export const headerBytes = 32
export const pinSlotBytes = 8
export const keySlotBytes = 18
export const accountBytes = 11
export const debitBytes = 10

const layouts = new WeakMap<CardProfile, CardLayout>()

export function layoutOf(profile: CardProfile): CardLayout {
  const known = layouts.get(profile)
  if (known !== undefined) return known
  const layout = laidOut(profile)
  layouts.set(profile, layout)
  return layout
}

function laidOut(profile: CardProfile): CardLayout {
  let end = headerBytes
  const take = (bytes: number): number => {
    const offset = end
    end += bytes
    return offset
  }
  const locks = take(1 + directories.length)
  const [counter, debit, pin, account] = [take(4), take(debitBytes), take(pinSlotBytes), take(accountBytes)]
  const keys = cardKeys.map(() => take(keySlotBytes))
  const places = directories.map((directory) => directoryPlace(directory, profile.files, take))
  const largest = profile.files.map((file) => (file.structure === 'transparent' ? file.size : 0x100))
  const journalSize = journalBytes(Math.max(0x100, ...largest))
  const journal = { offset: take(journalSize), size: journalSize }
  const fingerprint = fingerprintOf(profile, [locks, counter, debit, pin, account, ...keys, journal.offset, end])
  return {
    ...{ profile, fingerprint, size: end, locks, counter, debit, pin, account, keys },
    ...{ directories: places, journal },
  }
}

function directoryPlace(
  directory: Directory,
  files: readonly CardFile[],
  take: (bytes: number) => number,
): DirectoryPlace {
  const places = files.filter((file) => file.directory === directory).map((file) => filePlace(file, take))
  const nameable = cardKeys.map((key, index) => ({ ...key, index }))
  const own = nameable.filter((key) => key.directory === directory)
  const above = nameable.filter((key) => key.directory === 'SSSE')
  const ownIndex = (use: string) => own.findIndex((key) => key.use === use)
  return {
    byFid: new Map(places.map((place) => [place.fid, place])),
    bySfi: new Map(places.map((place) => [place.fid & 0x1f, place])),
    keys: new Map([...above, ...own].map(({ id, index }) => [id, index])),
    maintain: own[ownIndex('maintain')]?.index ?? -1,
    lock: own[ownIndex('lock')]?.index ?? -1,
  }
}

function filePlace(file: CardFile, take: (bytes: number) => number): FilePlace {
  const { fid, read, write } = file
  switch (file.structure) {
    case 'linear': {
      const records = file.items.map((item): RecordPlace => {
        const length = 2 + item.length
        return { item, offset: take(1 + length), length, read: item.read ?? read }
      })
      return { structure: 'linear', fid, read, write, offset: records[0]?.offset ?? take(0), records }
    }
    case 'transparent':
      return { structure: 'transparent', fid, read, write, offset: take(file.size), size: file.size }
    case 'cyclic': {
      const { recordLength, records } = file
      return { structure: 'cyclic', fid, read, write, offset: take(2 + recordLength * records), recordLength, records }
    }
  }
}

function fingerprintOf(profile: CardProfile, offsets: readonly number[]): number {
  const files = profile.files.map((file) => {
    const rooms =
      file.structure === 'linear'
        ? file.items.map(({ tag, length }) => [tag, length])
        : file.structure === 'transparent'
          ? file.size
          : [file.recordLength, file.records]
    return [filePath(file), file.structure, rooms]
  })
  const keys = cardKeys.map(({ name, id }) => [name, id])
  const text = JSON.stringify([offsets, files, keys, profile.pinTries, profile.keyTries])
  return checksum(Uint8Array.from(text, (character) => character.charCodeAt(0)))
}
