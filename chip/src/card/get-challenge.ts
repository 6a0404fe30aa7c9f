import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { Answer, Chip } from './chip.ts'

const challengeBytes = 8

/** GET CHALLENGE: eight bytes, good for one attempt; an older challenge is void. */
export function getChallenge({ random, session }: Chip, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0 || p2 !== 0) return statusWords.wrongParameters
  if (data.length > 0) return statusWords.wrongLength
  session.challenge = random(challengeBytes)
  return session.challenge
}
