import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { openWrite } from '../key/write-key.ts'
import type { Answer, Chip } from './chip.ts'
import { masterKey, tryKey } from './key-slot.ts'

/** What WRITE KEY and WRITE PIN carry under the card's present master key; a wrong MAC costs it a try. */
export function openedWrite(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p2 !== 0) return statusWords.wrongParameters
  let answer: Answer = statusWords.secureMessageWrong
  const outcome = tryKey(chip, masterKey, (key) => {
    const opened = openWrite(chip.suite, key, chip.factor, p1, data)
    if (opened.ok) answer = opened.plaintext
    else if (opened.fault === 'data') answer = statusWords.wrongData
    return opened.ok || opened.fault === 'data'
  })
  return outcome === 'locked' ? statusWords.locked : answer
}
