import type { Instant } from '@yika/core/calendar/instant.ts'
import type { callReader, ReaderAnswer } from '../client/reader.ts'
import type { Shown } from './terminal.ts'

/** Either slot, contact first. */
const eitherSlot = 3
const contactSlot = '1'
const nonceBytes = 8

/** One tap through the reader of this machine: the chip's proof, or what the reader said instead. */
export async function presentChip(
  call: typeof callReader,
  terminalId: string,
  at: Instant,
): Promise<Extract<Shown, { by: 'chip' }> | ReaderAnswer> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes)).toHex().toUpperCase()
  const answer = await call('presentCard', { iType: eitherSlot, terminalId, at, nonce })
  if (answer.code !== 0) return answer
  const [slot, chip = '', counter = '', cryptogram = ''] = answer.text.split('|')
  const carrier = slot === contactSlot ? 'contact-chip' : 'contactless-chip'
  return { by: 'chip', carrier, chip, nonce, at, counter: Number(counter), cryptogram }
}
