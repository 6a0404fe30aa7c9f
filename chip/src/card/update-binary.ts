import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { binaryRange } from './binary-range.ts'
import type { Answer, Chip } from './chip.ts'
import { allows } from './condition.ts'
import { writtenData } from './secure-message.ts'

/** UPDATE BINARY: within the file, all bytes or none. */
export function updateBinary(chip: Chip, command: CommandApdu): Answer {
  const range = binaryRange(chip, command)
  if (typeof range === 'number') return range
  const { file, offset } = range
  if (!allows(chip, file.write)) return statusWords.securityNotSatisfied
  const bytes = writtenData(chip, command)
  if (typeof bytes === 'number') return bytes
  if (offset >= file.size) return statusWords.wrongOffset
  if (bytes.length === 0 || offset + bytes.length > file.size) return statusWords.wrongLength
  chip.journal.commit({ offset: file.offset + offset, bytes })
  return statusWords.success
}
