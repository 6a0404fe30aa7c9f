import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { allows } from './condition.ts'
import { lookUpFile } from './file-lookup.ts'
import { linearRecord, readCyclic, recordMode } from './record-place.ts'

/** READ RECORD: P1 is a number or a tag; who may not read does not learn whether there is something. */
export function readRecord(chip: Chip, { p1, p2 }: CommandApdu): Answer {
  const file = lookUpFile(chip, p2 >> 3)
  if (typeof file === 'number') return file
  if (file.structure === 'transparent') return statusWords.wrongFileType
  const mode = p2 & 0x07
  if (mode !== recordMode.byNumber && mode !== recordMode.byTag) return statusWords.notSupported
  if (file.structure === 'cyclic') {
    if (!allows(chip, file.read)) return statusWords.securityNotSatisfied
    if (mode !== recordMode.byNumber) return statusWords.notSupported
    return readCyclic(chip, file, p1) ?? statusWords.recordNotFound
  }
  const record = linearRecord(file, p1, mode)
  if (!allows(chip, record?.read ?? file.read)) return statusWords.securityNotSatisfied
  if (record === undefined) return statusWords.recordNotFound
  const slot = chip.memory.read(record.offset, 1 + record.length)
  return slot[0] === 1 ? slot.subarray(1) : statusWords.recordNotFound
}
