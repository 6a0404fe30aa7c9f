import { statusWords } from '../apdu/status-word.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { selectDirectory } from './select-file.ts'

export type KeysWritten =
  | { readonly ok: true }
  /** Which of the commands the card refused, and the status word. */
  | { readonly ok: false; readonly index: number; readonly status: number }

/** Sends the WRITE KEY commands that a key machine made for this card, one for each key in the order of `cardKeys`. */
export async function writeKeys(terminal: CardTerminal, commands: readonly Uint8Array[]): Promise<KeysWritten> {
  const selected = await selectDirectory(terminal, 'SSSE')
  if (selected !== statusWords.success) return { ok: false, index: 0, status: selected }
  for (const [index, command] of commands.entries()) {
    const { status } = await exchange(terminal, command)
    if (status !== statusWords.success) return { ok: false, index, status }
  }
  return { ok: true }
}
