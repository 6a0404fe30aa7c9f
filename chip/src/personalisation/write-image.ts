import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { type CardFile, filePath } from '../profile/card-file.ts'
import { profileOf } from '../profile/profiles.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { selectDirectory, selectFile } from './select-file.ts'

export type Written =
  | { readonly ok: true }
  /** The file that the card refused, with its status word. */
  | { readonly ok: false; readonly path: string; readonly status: number }

/** A T=0 command carries at most 255 bytes. */
const chunkBytes = 240

/** The commands that write the contents of the selected file. */
function* updates(file: ImageFile): Generator<Uint8Array> {
  if ('records' in file) {
    for (const [index, data] of file.records.entries())
      if (data !== null) yield encodeCommand(0x00, 0xdc, index + 1, 0x04, { data })
    return
  }
  for (let offset = 0; offset < file.bytes.length; offset += chunkBytes)
    yield encodeCommand(0x00, 0xd6, offset >> 8, offset & 0xff, {
      data: file.bytes.subarray(offset, offset + chunkBytes),
    })
}

/** M2.3: writes the files of an image into a card on which the right to write them has been proved; the PAN is written apart. */
export async function writeImage(terminal: CardTerminal, image: CardImage): Promise<Written> {
  const places = new Map(profileOf(image.version).files.map((file): [string, CardFile] => [filePath(file), file]))
  let current: string | undefined
  for (const file of image.files) {
    const refused = (status: number) => ({ ok: false, path: file.path, status }) as const
    const place = places.get(file.path)
    if (place === undefined) return refused(statusWords.fileNotFound)
    if (place.directory !== current) {
      const status = await selectDirectory(terminal, place.directory)
      if (status !== statusWords.success) return refused(status)
      current = place.directory
    }
    const selected = await selectFile(terminal, place.fid)
    if (selected !== statusWords.success) return refused(selected)
    for (const command of updates(file)) {
      const { status } = await exchange(terminal, command)
      if (status !== statusWords.success) return refused(status)
    }
  }
  return { ok: true }
}
