import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { LinearPlace } from './card-layout.ts'
import type { Answer, Chip } from './chip.ts'
import { allows } from './condition.ts'
import { lookUpFile } from './file-lookup.ts'
import { cyclicAppend, linearRecord, linearUpdate, recordMode } from './record-place.ts'
import { writtenData } from './secure-message.ts'

/** APPEND RECORD: the newest record of a cyclic file, or the content of a record that has none yet. */
export function appendRecord(chip: Chip, command: CommandApdu): Answer {
  const { p1, p2 } = command
  if (p1 !== 0 || (p2 & 0x07) !== 0) return statusWords.wrongParameters
  const file = lookUpFile(chip, p2 >> 3)
  if (typeof file === 'number') return file
  if (file.structure === 'transparent') return statusWords.wrongFileType
  if (!allows(chip, file.write)) return statusWords.securityNotSatisfied
  const content = writtenData(chip, command)
  if (typeof content === 'number') return content
  if (file.structure === 'linear') return appendTo(chip, file, content)
  if (content.length !== file.recordLength) return statusWords.wrongLength
  chip.journal.commit(...cyclicAppend(chip, file, content))
  return statusWords.success
}

/** The tag says which record; one that has content is changed by UPDATE RECORD only. */
function appendTo(chip: Chip, file: LinearPlace, content: Uint8Array): Answer {
  const [tag, length] = content
  const record = tag === undefined ? undefined : linearRecord(file, tag, recordMode.byTag)
  if (record === undefined || length !== record.item.length) return statusWords.wrongData
  if (content.length !== record.length) return statusWords.wrongLength
  if (chip.memory.read(record.offset, 1)[0] === 1) return statusWords.conditionsNotSatisfied
  chip.journal.commit(linearUpdate(record, content))
  return statusWords.success
}
