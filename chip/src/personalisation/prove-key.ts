import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import type { CardKey } from '../key/card-key.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { selectDirectory } from './select-file.ts'

/** Whoever holds the key makes the data of EXTERNAL AUTHENTICATE for a challenge of the card: a key machine, a PSAM. */
export type ExternalAnswer = (challenge: Uint8Array, data: Uint8Array) => Promise<Uint8Array>

/** Nothing to say beside the key: what is fresh is the challenge. */
const authenticationData = new Uint8Array(8)

/** Proves a key to the card in the directory of the key, which is the current one afterwards; the status word. */
export async function proveKey(terminal: CardTerminal, key: CardKey, answer: ExternalAnswer): Promise<number> {
  const selected = await selectDirectory(terminal, key.directory)
  if (selected !== statusWords.success) return selected
  const challenge = await exchange(terminal, encodeCommand(0x00, 0x84, 0x00, 0x00, { le: 8 }))
  if (challenge.status !== statusWords.success) return challenge.status
  const data = await answer(challenge.data, authenticationData)
  return (await exchange(terminal, encodeCommand(0x00, 0x82, 0x00, key.id, { data }))).status
}
