import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKeys, directories } from '../key/card-key.ts'
import { parseNewKey } from '../key/write-key.ts'
import type { Answer, Chip } from './chip.ts'
import { keyVersion, writeKeySlot } from './key-slot.ts'
import { openedWrite } from './opened-write.ts'

/** WRITE KEY: the version of a key only grows, so that no script is played twice; its tries are full again. */
export function writeKey(chip: Chip, command: CommandApdu): Answer {
  const plaintext = openedWrite(chip, command)
  if (typeof plaintext === 'number') return plaintext
  const written = parseNewKey(plaintext)
  if (written === undefined) return statusWords.wrongData
  const { directory, id, version, key } = written
  const index = cardKeys.findIndex((known) => known.id === id && known.directory === directories[directory])
  if (index < 0) return statusWords.keyNotFound
  if (version <= keyVersion(chip, index)) return statusWords.conditionsNotSatisfied
  writeKeySlot(chip, index, version, key)
  return statusWords.success
}
