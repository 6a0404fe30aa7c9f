import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { TransparentPlace } from './card-layout.ts'
import type { Chip } from './chip.ts'
import { lookUpFile } from './file-lookup.ts'

/** What READ BINARY and UPDATE BINARY point at: P1 P2 is an offset of 15 bits, or a short identifier and an offset of 8. */
export function binaryRange(
  chip: Chip,
  { p1, p2 }: CommandApdu,
): { readonly file: TransparentPlace; readonly offset: number } | number {
  const named = (p1 & 0x80) !== 0
  if (named && ((p1 & 0x60) !== 0 || (p1 & 0x1f) === 0)) return statusWords.wrongParameters
  const file = lookUpFile(chip, named ? p1 & 0x1f : 0)
  if (typeof file === 'number') return file
  if (file.structure !== 'transparent') return statusWords.wrongFileType
  return { file, offset: named ? p2 : (p1 << 8) | p2 }
}
