import { concat } from '../bytes/concat.ts'
import { encodeGbk } from '../charset/gbk.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { paymentPath } from './payment-path.ts'

/** Each part behind its length (four bytes), so that no two contents give the same bytes; a record that was never written has none. */
function canonical(parts: readonly (Uint8Array | null)[]): Uint8Array {
  const length = (count: number) => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setUint32(0, count)
    return bytes
  }
  return concat(...parts.flatMap((part) => (part === null ? [length(0xffffffff)] : [length(part.length), part])))
}

const partsOf = (file: ImageFile): readonly (Uint8Array | null)[] => ('records' in file ? file.records : [file.bytes])

/** What can be kept of an image where its contents may not be: one hexadecimal digest for each file. Few people share a name: the hash should be keyed. */
export function imageDigests(
  image: CardImage,
  hash: (bytes: Uint8Array) => Uint8Array,
): Readonly<Record<string, string>> {
  const digest = (parts: readonly (Uint8Array | null)[]) => hash(canonical(parts)).toHex()
  const files = image.files.map((file) => [file.path, digest(partsOf(file))])
  const payment = image.pan === null ? [] : [[paymentPath, digest([encodeGbk(image.pan) as Uint8Array])]]
  return Object.fromEntries([...files, ...payment])
}
