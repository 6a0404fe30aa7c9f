import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { parseIdentificationCode } from '../profile/identification-code.ts'
import { profileOf } from '../profile/profiles.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { type Tap, type TapDigest, tapChallenge } from '../terminal/tap-challenge.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred, bytesOfHex, hex } from './driver-text.ts'
import { issuerFid, issuerFile, powered, readItem, selectDirectory, selectFile, sent } from './opened-card.ts'

export interface TapInReader extends Tap {
  readonly carrier: 'contact-chip' | 'contactless-chip'
  readonly digest: TapDigest
}

/** A chip's proof of one tap as the books take it, on line or later. */
export interface ChipPresentation {
  readonly by: 'chip'
  readonly carrier: TapInReader['carrier']
  readonly chip: string
  readonly nonce: string
  readonly at: string
  readonly counter: number
  readonly cryptogram: string
}

/** P1 of the counted form, which simulated cards have (see key/counted-data.ts). */
const counted = 0x01
const counterBytes = 4
const cryptogramBytes = [8, 16]

/**
 * All that a gate asks of a card: which chip it is, and the answer of its key to this tap. Nothing of the holder is read. Throws
 * `DriverFailure` for a card of another kind and `TerminalError` for a reader without one; the card has no power afterwards.
 */
export async function presentCard(terminal: CardTerminal, tap: TapInReader): Promise<ChipPresentation> {
  try {
    await terminal.powerOn()
    await selectDirectory(terminal, 'SSSE')
    await selectFile(terminal, issuerFid)
    // The issuer's file is laid out alike in all versions.
    const chip = hex(await readItem(terminal, issuerFile(profileOf('1.00')), 0))
    if (parseIdentificationCode(chip) === undefined) throw DriverFailure.own(-20)
    const { random1, random2 } = tapChallenge(tap, tap.digest)
    const answer = await sent(terminal, 0x00, 0x88, counted, 0x00, { data: concat(random1, random2), le: 256 })
    if (!cryptogramBytes.includes(answer.length - counterBytes)) throw DriverFailure.card(statusWords.wrongLength)
    const counter = new DataView(answer.buffer, answer.byteOffset, counterBytes).getUint32(0)
    const { carrier, nonce, at } = tap
    return { by: 'chip', carrier, chip, nonce: hex(nonce), at, counter, cryptogram: hex(answer.subarray(counterBytes)) }
  } finally {
    await terminal.powerOff()
  }
}

const nonceBytes = 8
/** Visible letters in one line: the challenge joins name and time by line feeds. */
const oneLine = /^[\x21-\x7e]{1,64}$/

/** The same as a function of the driver, for a page that is a terminal: `slot|chip|counter|cryptogram|`, the counter in decimals. */
export async function presentInReader(
  parts: DriverParts,
  iType: number,
  ...[terminalId, at, nonceText]: readonly [terminalId: string, at: string, nonce: string]
): Promise<string> {
  const nonce = bytesOfHex(nonceText, nonceBytes)
  if (nonce === undefined || !oneLine.test(terminalId) || !oneLine.test(at)) throw DriverFailure.own(-14)
  if (parts.digest === undefined) throw DriverFailure.own(-13)
  const { slot, terminal } = await powered(parts, iType)
  const carrier = slot === 1 ? 'contact-chip' : 'contactless-chip'
  const said = await presentCard(terminal, { terminalId, at, nonce, carrier, digest: parts.digest })
  return barred([String(slot), said.chip, String(said.counter), said.cryptogram])
}
