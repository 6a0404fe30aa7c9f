import { statusWords } from '@yika/chip/apdu/status-word.ts'
import { cardKey } from '@yika/chip/key/card-key.ts'
import type { CardImage } from '@yika/chip/personalisation/card-image.ts'
import { type ExternalAnswer, proveKey } from '@yika/chip/personalisation/prove-key.ts'
import { selectDirectory } from '@yika/chip/personalisation/select-file.ts'
import { writeImage } from '@yika/chip/personalisation/write-image.ts'
import { writePse } from '@yika/chip/personalisation/write-pse.ts'
import { parseAnswerToReset } from '@yika/chip/profile/answer-to-reset.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import { exchange } from '@yika/chip/terminal/exchange.ts'

/** The thirteen historical bytes of the card in the reader, 26 hexadecimal digits; undefined if it is no card of ours. */
export async function resetInformationOf(terminal: CardTerminal): Promise<string | undefined> {
  const historical = parseAnswerToReset(await terminal.powerOn())?.historicalBytes
  return historical?.length === 13 ? historical.toHex().toUpperCase() : undefined
}

/** What a chip refused while it was written, with the status word; no contents. */
export type ChipRefusal = string

/**
 * M2.3: the files, the PIN and the bank card number of a blank, as long as it has its transport keys. `transport` proves its master key;
 * the PIN comes as a command that is closed for this chip.
 */
export async function writeChip(
  terminal: CardTerminal,
  image: CardImage,
  { transport, pinCommand }: { readonly transport: ExternalAnswer; readonly pinCommand: Uint8Array },
): Promise<ChipRefusal | undefined> {
  const proved = await proveKey(terminal, cardKey('SSSE/MK'), transport)
  if (proved !== statusWords.success) return chipRefusal('transport-key', proved)
  const written = await writeImage(terminal, image)
  if (!written.ok) return chipRefusal(written.path, written.status)
  const selected = await selectDirectory(terminal, 'SSSE')
  if (selected !== statusWords.success) return chipRefusal('SSSE', selected)
  const pin = await exchange(terminal, pinCommand)
  if (pin.status !== statusWords.success) return chipRefusal('PIN', pin.status)
  if (image.pan === null) return undefined
  const bank = await writePse(terminal, image.pan)
  return bank === statusWords.success ? undefined : chipRefusal('PSE', bank)
}

export function chipRefusal(what: string, status: number): ChipRefusal {
  return `${what} ${status.toString(16).toUpperCase()}`
}
