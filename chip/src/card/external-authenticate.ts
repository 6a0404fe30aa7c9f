import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords, triesLeft } from '../apdu/status-word.ts'
import { cardKeys } from '../key/card-key.ts'
import type { Answer, Chip } from './chip.ts'
import { readKeySlot, tryKey } from './key-slot.ts'
import { takeChallenge } from './session.ts'

const externalBytes = 16

/** EXTERNAL AUTHENTICATE: the terminal proves a key for the challenge that the card gave last, which is then used up. */
export function externalAuthenticate(chip: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0) return statusWords.wrongParameters
  if (data.length !== externalBytes) return statusWords.wrongLength
  const { session, suite, layout } = chip
  const index = layout.directories[session.directory]?.keys.get(p2)
  if (index === undefined) return statusWords.keyNotFound
  if (cardKeys[index]?.use === 'internal') return statusWords.conditionsNotSatisfied
  if (readKeySlot(chip, index).tries === 0) return statusWords.locked
  const challenge = takeChallenge(session)
  if (challenge === undefined) return statusWords.referencedDataInvalid
  session.proved[index] = 0
  const outcome = tryKey(chip, index, (key) => suite.acceptsExternal(key, challenge, data))
  if (outcome === 'locked') return statusWords.locked
  if (outcome !== 'right') return triesLeft(outcome)
  session.proved[index] = 1
  return statusWords.success
}
