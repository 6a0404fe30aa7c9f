import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import type { CardKey } from '../key/card-key.ts'
import { type CardFile, filePath, type SpecificationVersion } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { unfilled } from '../tlv/filled.ts'
import { readNeeds } from './access-needs.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { readPan } from './read-pan.ts'
import { selectDirectory, selectFile } from './select-file.ts'

export type ImageRead =
  | { readonly ok: true; readonly image: CardImage }
  /** The file that could not be read, with the status word of the card. */
  | { readonly ok: false; readonly path: string; readonly status: number }

export interface Authority {
  /** Proves a key to the card, see prove-key.ts; the directory of the key is current afterwards. */
  readonly prove: (key: CardKey) => Promise<boolean>
  /** Verifies the PIN in the current directory. Where it is left out, files that nobody reads without the PIN are left out. */
  readonly verifyPin?: () => Promise<boolean>
}

type FileRead = { readonly ok: true; readonly file: ImageFile | null } | { readonly ok: false; readonly status: number }

const chunkBytes = 240

/** M2.3: everything that lies in a card, with as much authority as its profile asks for; files without contents are left out. */
export async function readImage(
  terminal: CardTerminal,
  version: SpecificationVersion,
  authority: Authority,
): Promise<ImageRead> {
  const files: ImageFile[] = []
  let held = ''
  for (const place of profileOf(version).files) {
    const path = filePath(place)
    const needs = readNeeds(place)
    if (needs === undefined || (needs.pin && authority.verifyPin === undefined)) continue
    const wanted = [place.directory, ...needs.keys.map(({ name }) => name), needs.pin ? 'pin' : ''].join()
    if (wanted !== held) {
      const status = await selectDirectory(terminal, place.directory)
      if (status !== statusWords.success) return { ok: false, path, status }
      for (const key of needs.keys)
        if (!(await authority.prove(key))) return { ok: false, path, status: statusWords.securityNotSatisfied }
      if (needs.pin && !(await authority.verifyPin?.()))
        return { ok: false, path, status: statusWords.securityNotSatisfied }
      held = wanted
    }
    const read = await readFile(terminal, place)
    if (!read.ok) return { ok: false, path, status: read.status }
    if (read.file !== null) files.push(read.file)
  }
  const payment = await readPan(terminal)
  if (!payment.ok) return payment
  return { ok: true, image: { version, files, pan: payment.pan } }
}

/** Reads a file of the current directory. */
async function readFile(terminal: CardTerminal, place: CardFile): Promise<FileRead> {
  const status = await selectFile(terminal, place.fid)
  if (status !== statusWords.success) return { ok: false, status }
  return place.structure === 'transparent'
    ? readBytes(terminal, filePath(place), place.size)
    : readRecords(terminal, filePath(place), recordLengths(place))
}

function recordLengths(place: Exclude<CardFile, { structure: 'transparent' }>): readonly number[] {
  if (place.structure === 'linear') return place.items.map(({ length }) => length + 2)
  return new Array<number>(place.records).fill(place.recordLength)
}

async function readRecords(terminal: CardTerminal, path: string, lengths: readonly number[]): Promise<FileRead> {
  const records: (Uint8Array | null)[] = []
  for (const [index, le] of lengths.entries()) {
    const { status, data } = await exchange(terminal, encodeCommand(0x00, 0xb2, index + 1, 0x04, { le }))
    if (status !== statusWords.success && status !== statusWords.recordNotFound) return { ok: false, status }
    records.push(status === statusWords.success ? data : null)
  }
  return { ok: true, file: records.some((record) => record !== null) ? { path, records } : null }
}

async function readBytes(terminal: CardTerminal, path: string, size: number): Promise<FileRead> {
  let bytes: Uint8Array = new Uint8Array()
  while (bytes.length < size) {
    const [offset, le] = [bytes.length, Math.min(chunkBytes, size - bytes.length)]
    const { status, data } = await exchange(terminal, encodeCommand(0x00, 0xb0, offset >> 8, offset & 0xff, { le }))
    if (status !== statusWords.success) return { ok: false, status }
    if (data.length === 0) break
    bytes = concat(bytes, data)
  }
  const content = unfilled(bytes)
  return { ok: true, file: content.length === 0 ? null : { path, bytes: content } }
}
