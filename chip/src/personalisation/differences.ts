import { equalBytes } from '../bytes/equal-bytes.ts'
import type { CardImage, ImageFile } from './card-image.ts'
import { paymentPath } from './payment-path.ts'

/** Where two images differ: `3F00EF06/3` (record 3), `3F00EF08`, the PAN as `PSE`; the contents themselves are not told. */
export function differences(expected: CardImage, found: CardImage): readonly string[] {
  const [left, right] = [contentsOf(expected), contentsOf(found)]
  const paths = new Set([...left.keys(), ...right.keys()])
  const different = [...paths].filter((path) => {
    const [a, b] = [left.get(path), right.get(path)]
    return a === undefined || b === undefined || !equalBytes(a, b)
  })
  return [
    ...(expected.version === found.version ? [] : ['version']),
    ...different,
    ...(expected.pan === found.pan ? [] : [paymentPath]),
  ]
}

function contentsOf(image: CardImage): ReadonlyMap<string, Uint8Array> {
  return new Map(image.files.flatMap(partsOf))
}

function partsOf(file: ImageFile): readonly (readonly [string, Uint8Array])[] {
  if (!('records' in file)) return [[file.path, file.bytes]]
  return file.records.flatMap((record, index) =>
    record === null ? [] : [[`${file.path}/${index + 1}`, record] as const],
  )
}
