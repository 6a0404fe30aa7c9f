import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { binaryRange } from './binary-range.ts'
import type { Answer, Chip } from './chip.ts'
import { allows } from './condition.ts'

const shortAnswerMax = 256

/** READ BINARY: as many bytes as were asked for and are there. */
export function readBinary(chip: Chip, command: CommandApdu): Answer {
  const range = binaryRange(chip, command)
  if (typeof range === 'number') return range
  const { file, offset } = range
  if (!allows(chip, file.read)) return statusWords.securityNotSatisfied
  if (offset >= file.size) return statusWords.wrongOffset
  return chip.memory.read(file.offset + offset, Math.min(command.le ?? shortAnswerMax, file.size - offset))
}
