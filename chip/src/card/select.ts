import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { directories } from '../key/card-key.ts'
import { directoryAt, directoryName, directoryNamed, masterFile, paymentName } from '../profile/directory-names.ts'
import type { Answer, Chip } from './chip.ts'
import { directoryLock } from './lock-state.ts'
import { selectPayment } from './payment-environment.ts'
import { enterDirectory } from './session.ts'

/** What a directory answers to SELECT. Simulated: nothing is in it but the name. */
const fileControl: readonly Uint8Array[] = directories.map((directory) => {
  const name = directoryName(directory)
  return concat(Uint8Array.of(0x6f, name.length + 2, 0x84, name.length), name)
})

/** SELECT by name, or by file identifier. */
export function select(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p2 !== 0x00 && p2 !== 0x0c) return statusWords.wrongParameters
  const answer = p1 === 0x04 ? byName(chip, data) : p1 === 0x00 || p1 === 0x02 ? byFid(chip, data, p1) : undefined
  if (answer === undefined) return statusWords.wrongParameters
  return p2 === 0x0c && typeof answer !== 'number' ? statusWords.success : answer
}

function byName(chip: Chip, name: Uint8Array): Answer {
  if (equalBytes(name, paymentName)) return selectPayment(chip)
  const directory = directoryNamed(name)
  return directory === undefined ? statusWords.fileNotFound : selectDirectory(chip, directories.indexOf(directory))
}

function byFid(chip: Chip, data: Uint8Array, p1: number): Answer {
  if (data.length !== 2) return statusWords.wrongLength
  const { session, layout } = chip
  const fid = ((data[0] as number) << 8) | (data[1] as number)
  if (p1 === 0x00) {
    const directory = fid === masterFile ? 'SSSE' : directoryAt(fid)
    const within = session.environment === 'SSSE' || directory === 'SSSE'
    if (directory !== undefined && within) return selectDirectory(chip, directories.indexOf(directory))
  }
  const file = session.environment === 'SSSE' ? layout.directories[session.directory]?.byFid.get(fid) : undefined
  if (file === undefined) return statusWords.fileNotFound
  const lock = directoryLock(chip)
  if (lock !== 'open') return lock === 'blocked' ? statusWords.conditionsNotSatisfied : statusWords.permanentlyLocked
  session.file = file
  return statusWords.success
}

/** A blocked application becomes the current one, so that it can be unblocked, but says that it is. */
function selectDirectory(chip: Chip, directory: number): Answer {
  enterDirectory(chip.session, directory)
  const lock = directoryLock(chip)
  if (lock === 'open') return fileControl[directory] as Uint8Array
  return lock === 'blocked' ? statusWords.notSupported : statusWords.permanentlyLocked
}
