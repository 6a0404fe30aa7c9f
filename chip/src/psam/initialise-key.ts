import type { CommandApdu } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { stepsToCard, useOfPsamKey } from './psam-key.ts'
import { forgetWorkingKey, type PsamAnswer, type PsamSession } from './psam-session.ts'

const factorBytes = 8

/**
 * BFDE: the factors stand card first and challenge last, the levels between them from below, and are used from above. Simulated: a byte
 * in front of them names the version of the key, without it the newest is meant.
 */
export function initialiseKey(session: PsamSession, { p1, p2, data }: CommandApdu): PsamAnswer {
  forgetWorkingKey(session)
  const [steps, use] = [stepsToCard(p1), useOfPsamKey(p1, p2)]
  if (steps === undefined) return statusWords.purchaseNotSupported
  const factors = data.subarray(-(steps + 1) * factorBytes)
  const named = data.length - factors.length
  if (factors.length !== (steps + 1) * factorBytes || named > 1) return statusWords.wrongLength
  const [held] = session.psam.keys
    .filter(({ suite, usage, index }) => suite === session.application && usage === p1 && index === p2)
    .filter(({ version }) => named === 0 || version === data[0])
    .toSorted((one, other) => other.version - one.version)
  if (held === undefined || use === undefined) return statusWords.keyNotFound
  const suite = session.suites[held.suite]
  const factor = (place: number) => factors.subarray(place * factorBytes, (place + 1) * factorBytes)
  let cardKey = held.key
  for (let place = steps - 1; place >= 0; place -= 1) {
    const lower = suite.diversify(cardKey, factor(place))
    if (cardKey !== held.key) cardKey.fill(0)
    cardKey = lower
  }
  session.working = { suite, use, cardKey, challenge: factor(steps).slice() }
  return statusWords.success
}
