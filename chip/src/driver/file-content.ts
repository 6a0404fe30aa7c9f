import { statusWords } from '../apdu/status-word.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { charactersOutsideGbk } from '../charset/gbk.ts'
import type { Item, LinearFile } from '../profile/card-file.ts'
import { itemText, itemValue } from '../profile/item-text.ts'
import { encodeRecord } from '../tlv/record.ts'
import type { PlannedFile } from './access-plan.ts'
import { DriverFailure } from './driver-failure.ts'
import { bytesOfHex, hex } from './driver-text.ts'
import { type OpenedCard, readItem, sent } from './opened-card.ts'

/** What a short command carries without touching the limits of any reader. */
const chunkBytes = 0xf0

async function readBinary({ terminal }: OpenedCard, size: number): Promise<Uint8Array> {
  const content = new Uint8Array(size)
  for (let offset = 0; offset < size; offset += chunkBytes) {
    const le = Math.min(chunkBytes, size - offset)
    const chunk = await sent(terminal, 0x00, 0xb0, offset >> 8, offset & 0xff, { le })
    if (chunk.length !== le) throw DriverFailure.card(statusWords.wrongLength)
    content.set(chunk, offset)
  }
  return content
}

/** The value of an item as text; nested items and `b` in hexadecimal. A bar or dollar sign would break the answer apart. */
function textOf(item: Item, value: Uint8Array): string {
  const text = item.items === undefined ? itemText(item, value) : hex(value)
  if (text === undefined || /[|$]/.test(text)) throw DriverFailure.own(-41)
  return text
}

/** An item that was never written is empty. */
async function textOfRecord(card: OpenedCard, file: LinearFile, position: number): Promise<string> {
  try {
    return textOf(file.items[position] as Item, await readItem(card.terminal, file, position))
  } catch (error) {
    const unwritten = error instanceof DriverFailure && error.code === -statusWords.recordNotFound
    if (unwritten) return ''
    throw error
  }
}

/** The values that a plan asks of the selected file. */
export async function readValues(card: OpenedCard, { file, records }: PlannedFile): Promise<readonly string[]> {
  if (file.structure === 'transparent') return [hex(await readBinary(card, file.size))]
  const values: string[] = []
  for (const record of records)
    values.push(
      file.structure === 'linear'
        ? await textOfRecord(card, file, record)
        : hex(await sent(card.terminal, 0x00, 0xb2, record, 0x04, { le: file.recordLength })),
    )
  return values
}

function bytesOf(item: Item, text: string): Uint8Array {
  const value = item.items === undefined ? itemValue(item, text) : bytesOfHex(text, item.length)
  if (value !== undefined) return value
  const characters =
    item.items === undefined && item.type === 'an' ? charactersOutsideGbk(text).length === 0 : legal(item, text)
  throw DriverFailure.own(characters ? -42 : -41)
}

const legal = (item: Item, text: string): boolean =>
  (item.items === undefined && item.type === 'cn' ? /^\d*$/ : /^[0-9A-Fa-f]*$/).test(text)

/** What is written, made of the caller's text before the card is touched: −41 for characters, −42 for a length that does not fit. */
export function contentOf({ file, records }: PlannedFile, values: readonly string[]): readonly Uint8Array[] {
  if (file.structure === 'cyclic') throw DriverFailure.card(statusWords.wrongFileType)
  if (file.structure === 'linear')
    return records.map((position, index) => {
      const item = file.items[position] as Item
      return encodeRecord(item.tag, bytesOf(item, values[index] as string))
    })
  const text = values[0] as string
  const bytes = bytesOfHex(text)
  if (bytes === undefined) throw DriverFailure.own(/^[0-9A-Fa-f]*$/.test(text) ? -42 : -41)
  if (bytes.length === 0 || bytes.length > file.size) throw DriverFailure.own(-42)
  return [bytes]
}

export async function writeContent(
  { terminal }: OpenedCard,
  { file, records }: PlannedFile,
  content: readonly Uint8Array[],
): Promise<void> {
  if (file.structure === 'linear')
    for (const [index, position] of records.entries())
      await sent(terminal, 0x00, 0xdc, position + 1, 0x04, { data: content[index] as Uint8Array })
  else
    for (let offset = 0; offset < (content[0] as Uint8Array).length; offset += chunkBytes) {
      const data = (content[0] as Uint8Array).subarray(offset, offset + chunkBytes)
      await sent(terminal, 0x00, 0xd6, offset >> 8, offset & 0xff, { data })
    }
}

/** Whether the selected file now holds what was written. */
export async function holds(
  card: OpenedCard,
  { file, records }: PlannedFile,
  content: readonly Uint8Array[],
): Promise<boolean> {
  if (file.structure === 'transparent') {
    const written = content[0] as Uint8Array
    return equalBytes(await readBinary(card, written.length), written)
  }
  for (const [index, position] of records.entries()) {
    const written = content[index] as Uint8Array
    const read = await sent(card.terminal, 0x00, 0xb2, position + 1, 0x04, { le: written.length })
    if (!equalBytes(read, written)) return false
  }
  return true
}
