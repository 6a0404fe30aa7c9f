import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import type { ChipHsm } from '../hsm/chip-hsm.ts'
import type { BackOfficeRequest } from './back-office.ts'
import { bytesOfHex, fieldsOf } from './driver-text.ts'
import { parseDebitLine } from './hsm-line.ts'

/**
 * Whether what a reader reports of a medical payment comes from the card: `line` is what step 1 asked, `paid` what step 2 answered. MAC2
 * shows that the card did complete the debit, the TAC what it recorded; neither can be made in the reader.
 */
export async function isCertifiedDebit(
  hsm: ChipHsm,
  { line: text, suite, version, area, factor }: Omit<BackOfficeRequest, 'service'>,
  paid: string,
): Promise<boolean> {
  const line = parseDebitLine(text)
  const [number, moment, tac, mac2] = (fieldsOf(paid, 4) ?? []).map((field) => bytesOfHex(field))
  if (line === undefined || !number || !moment || !tac || !mac2) return false
  const { random, sequence, type, terminal, amounts, at } = line
  if (!equalBytes(number, sequence) || !equalBytes(moment, at)) return false
  const bound = {
    ...{ suite: suite.id, version, area, factor, header: new Uint8Array(), encipher: false },
    challenge: concat(random, sequence, sequence),
  }
  const [certificate, completion] = await hsm.secureMessage([
    { ...bound, key: 'DF04/DTK', plaintext: concat(sequence, type, terminal, at, amounts) },
    { ...bound, key: 'DF04/DPK', plaintext: new Uint8Array(4) },
  ])
  return equalBytes(tac, certificate?.mac ?? new Uint8Array()) && equalBytes(mac2, completion?.mac ?? new Uint8Array())
}
