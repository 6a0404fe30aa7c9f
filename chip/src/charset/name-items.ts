import { encodeGbk } from './gbk.ts'

/** Length of the name item (tag 09) and of the extension that follows it for long names (tag 4E). */
const nameItemLength = 30
const nameExtensionLength = 20

export interface NameItems {
  readonly name: Uint8Array
  /** Empty when the name item holds all of the name. */
  readonly extension: Uint8Array
}

/**
 * The name as it is spread over the two items, without padding; undefined if it does not fit or has characters
 * outside the chip's set. A character is never cut in two: the item then ends one byte early.
 */
export function nameItems(text: string): NameItems | undefined {
  const bytes = encodeGbk(text)
  if (bytes === undefined || bytes.length === 0) return undefined
  if (bytes.length <= nameItemLength) return { name: bytes, extension: new Uint8Array() }
  let cut = 0
  while (cut < nameItemLength) {
    const next = cut + ((bytes[cut] as number) < 0x80 ? 1 : 2)
    if (next > nameItemLength) break
    cut = next
  }
  const extension = bytes.slice(cut)
  return extension.length > nameExtensionLength ? undefined : { name: bytes.slice(0, cut), extension }
}
