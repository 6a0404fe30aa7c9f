import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { toBcd } from '../bytes/bcd.ts'
import { paymentName } from '../profile/directory-names.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { encodeRecord } from '../tlv/record.ts'
import { selectName } from './select-file.ts'

export const accountTag = 0x5a

/** Gives the bank's application its number, once for all; the status word. What was proved on the social security side is forgotten. */
export async function writePse(terminal: CardTerminal, pan: string): Promise<number> {
  const number = toBcd(pan, Math.ceil(pan.length / 2))
  if (number === undefined) return statusWords.wrongData
  const selected = await selectName(terminal, paymentName)
  if (selected !== statusWords.success) return selected
  const data = encodeRecord(accountTag, number)
  return (await exchange(terminal, encodeCommand(0x80, 0xe2, 0x80, 0x00, { data }))).status
}
