import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { Answer, Chip } from './chip.ts'
import { tryKey } from './key-slot.ts'
import { takeChallenge } from './session.ts'

const macBytes = 4

/** Class byte that says: the last four bytes are a MAC. */
const isSecured = ({ cla }: CommandApdu): boolean => (cla & 0x04) !== 0

/**
 * The data in front of the MAC, or what is wrong. The MAC is made under the key of that index over header, Lc and data, and is bound to
 * the challenge that the card gave last, so that no command is accepted twice. A wrong one costs the key a try.
 */
export function openMessage(chip: Chip, index: number, command: CommandApdu): Answer {
  const { cla, ins, p1, p2, data } = command
  if (data.length < macBytes) return statusWords.wrongLength
  const challenge = takeChallenge(chip.session)
  if (challenge === undefined) return statusWords.referencedDataInvalid
  const plain = data.subarray(0, -macBytes)
  const lc = data.length > 0xff ? [0, data.length >> 8, data.length & 0xff] : [data.length]
  const message = concat(Uint8Array.of(cla, ins, p1, p2, ...lc), plain)
  const outcome = tryKey(chip, index, (key) =>
    equalBytes(chip.suite.mac(key, challenge, message), data.subarray(-macBytes)),
  )
  if (outcome === 'right') return plain
  return outcome === 'locked' ? statusWords.locked : statusWords.secureMessageWrong
}

/** The data of a writing command in the current directory: as they are, or under its maintenance key. */
export function writtenData(chip: Chip, command: CommandApdu): Answer {
  if (!isSecured(command)) return command.data
  const directory = chip.layout.directories[chip.session.directory]
  return openMessage(chip, directory?.maintain ?? -1, command)
}
