import { encodeCommand } from '../apdu/command-apdu.ts'
import type { Directory } from '../key/card-key.ts'
import { directoryName } from '../profile/directory-names.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'

/** SELECT by name; the status word. */
export async function selectName(terminal: CardTerminal, name: Uint8Array): Promise<number> {
  return (await exchange(terminal, encodeCommand(0x00, 0xa4, 0x04, 0x00, { data: name }))).status
}

export const selectDirectory = (terminal: CardTerminal, directory: Directory): Promise<number> =>
  selectName(terminal, directoryName(directory))

/** SELECT of an elementary file of the current directory; the status word. */
export async function selectFile(terminal: CardTerminal, fid: number): Promise<number> {
  const data = Uint8Array.of(fid >> 8, fid & 0xff)
  return (await exchange(terminal, encodeCommand(0x00, 0xa4, 0x00, 0x00, { data }))).status
}
