import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'
import { allows } from './condition.ts'
import { lookUpFile } from './file-lookup.ts'
import { cyclicAppend, linearRecord, linearUpdate, recordMode } from './record-place.ts'
import { writtenData } from './secure-message.ts'

/** UPDATE RECORD: a whole record with tag and length; a cyclic file takes it as its newest (P1 00, mode 3). */
export function updateRecord(chip: Chip, command: CommandApdu): Answer {
  const { p1, p2 } = command
  const file = lookUpFile(chip, p2 >> 3)
  if (typeof file === 'number') return file
  if (file.structure === 'transparent') return statusWords.wrongFileType
  const mode = p2 & 0x07
  const newest = mode === recordMode.previous && p1 === 0
  if (!newest && mode !== recordMode.byNumber && mode !== recordMode.byTag) return statusWords.notSupported
  if (newest !== (file.structure === 'cyclic')) return statusWords.wrongFileType
  if (!allows(chip, file.write)) return statusWords.securityNotSatisfied
  const content = writtenData(chip, command)
  if (typeof content === 'number') return content
  if (file.structure === 'cyclic') {
    if (content.length !== file.recordLength) return statusWords.wrongLength
    chip.journal.commit(...cyclicAppend(chip, file, content))
    return statusWords.success
  }
  const record = linearRecord(file, p1, mode)
  if (record === undefined) return statusWords.recordNotFound
  if (content.length !== record.length) return statusWords.wrongLength
  if (content[0] !== record.item.tag || content[1] !== record.item.length) return statusWords.wrongData
  chip.journal.commit(linearUpdate(record, content))
  return statusWords.success
}
