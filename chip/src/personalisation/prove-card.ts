import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { countedData } from '../key/counted-data.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { selectDirectory } from './select-file.ts'

export interface GenuinenessQuestion {
  /** `counted` asks for the transaction counter too, so that a copied key is found out. */
  readonly form: 'plain' | 'counted'
  /** Eight bytes each, the challenge never asked before. */
  readonly challenge: Uint8Array
  readonly data: Uint8Array
}

export type Genuineness =
  | { readonly genuine: true; readonly counter: number | null }
  /** The card refused with this status word, or answered (9000) with a cryptogram that is not its own. */
  | { readonly genuine: false; readonly status: number }

/** What the internal key of the card makes of a challenge. */
export type InternalAnswer = (challenge: Uint8Array, data: Uint8Array) => Promise<Uint8Array>

const counterBytes = 4

/** M14.1: INTERNAL AUTHENTICATE with the issuer's key: only the chip that was personalised can answer. */
export async function proveCard(
  terminal: CardTerminal,
  { form, challenge, data }: GenuinenessQuestion,
  expected: InternalAnswer,
): Promise<Genuineness> {
  const selected = await selectDirectory(terminal, 'SSSE')
  if (selected !== statusWords.success) return { genuine: false, status: selected }
  const p1 = form === 'counted' ? 0x01 : 0x00
  const answer = await exchange(terminal, encodeCommand(0x00, 0x88, p1, 0x00, { data: concat(challenge, data) }))
  if (answer.status !== statusWords.success) return { genuine: false, status: answer.status }
  if (form === 'plain')
    return equalBytes(await expected(challenge, data), answer.data)
      ? { genuine: true, counter: null }
      : { genuine: false, status: answer.status }
  if (answer.data.length <= counterBytes) return { genuine: false, status: answer.status }
  const counter = new DataView(answer.data.buffer, answer.data.byteOffset).getUint32(0)
  const right = await expected(challenge, countedData(data, counter))
  return equalBytes(right, answer.data.subarray(counterBytes))
    ? { genuine: true, counter }
    : { genuine: false, status: answer.status }
}
