import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { fromBcd } from '../bytes/bcd.ts'
import { paymentName } from '../profile/directory-names.ts'
import type { CardTerminal } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { berValue } from '../tlv/ber-value.ts'
import { paymentPath } from './payment-path.ts'
import { selectName } from './select-file.ts'
import { accountTag } from './write-pse.ts'

export type PanRead =
  /** Null where the card has no finance function. */
  | { readonly ok: true; readonly pan: string | null }
  | { readonly ok: false; readonly path: string; readonly status: number }

const locatorBytes = 4

/** The number of the bank card, as an EMV terminal reads it: SELECT, GET PROCESSING OPTIONS, then the records that these locate. */
export async function readPan(terminal: CardTerminal): Promise<PanRead> {
  const failed = (status: number) => ({ ok: false, path: paymentPath, status }) as const
  const none = { ok: true, pan: null } as const
  const selected = await selectName(terminal, paymentName)
  if (selected === statusWords.fileNotFound) return none
  if (selected !== statusWords.success) return failed(selected)
  const options = await exchange(terminal, encodeCommand(0x80, 0xa8, 0x00, 0x00, { data: Uint8Array.of(0x83, 0x00) }))
  if (options.status === statusWords.conditionsNotSatisfied) return none
  if (options.status !== statusWords.success) return failed(options.status)
  for (const { record, sfi } of located(options.data)) {
    const answer = await exchange(terminal, encodeCommand(0x00, 0xb2, record, (sfi << 3) | 0x04, { le: 256 }))
    if (answer.status !== statusWords.success) return failed(answer.status)
    const template = berValue(answer.data, 0x70)
    const number = template && berValue(template, accountTag)
    if (number !== undefined) return { ok: true, pan: fromBcd(number) ?? null }
  }
  return none
}

/** The application file locator: in format 1 (tag 80) behind the interchange profile, in format 2 (tag 77) tag 94. */
function located(options: Uint8Array): readonly { readonly record: number; readonly sfi: number }[] {
  const template = berValue(options, 0x77)
  const locator = berValue(options, 0x80)?.subarray(2) ?? (template && berValue(template, 0x94)) ?? new Uint8Array()
  const places = []
  for (let offset = 0; offset + locatorBytes <= locator.length; offset += locatorBytes) {
    const [sfi, first, last] = locator.subarray(offset, offset + locatorBytes) as unknown as [number, number, number]
    for (let record = first; record <= last; record += 1) places.push({ record, sfi: sfi >> 3 })
  }
  return places
}
