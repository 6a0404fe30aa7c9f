import type { CardView } from '@yika/core/card/card-view.ts'
import type { Client } from '../client/client.ts'
import { callReader, type ReaderAnswer } from '../client/reader.ts'
import { readOf, type Visit } from './visit.ts'

/** What became of the chip in the reader. */
export type ChipProof =
  | { readonly outcome: 'genuine' }
  | { readonly outcome: 'not-genuine' }
  | { readonly outcome: 'another-card' }
  | { readonly outcome: 'unread'; readonly answer: ReaderAnswer }

const slot = 1

/**
 * Article 14: the office answers for the key, the chip says what the register says, and proves to the office, not to this
 * machine, that it is no copy.
 */
export async function proveChip(client: Client, card: CardView, visit: Visit): Promise<ChipProof> {
  const begun = await callReader('iReadCardBas_HSM_Step1', { iType: slot })
  if (begun.code !== 0) return { outcome: 'unread', answer: begun }
  const line = begun.text
  const [, resetInformation = '', , identificationCode = ''] = line.split('|')
  const { caseId, purpose } = readOf(visit)
  const chip = { cardNumber: card.cardNumber ?? '', identificationCode, purpose, caseId }
  const asked = { ...chip, service: '246', business: '01', resetInformation, line } as const
  const { inst } = await client.query('card/chip-instruction', asked)
  const read = await callReader('iReadCardBas_HSM_Step2', { pKey: inst })
  if (read.code === -21) return { outcome: 'not-genuine' }
  if (read.code !== 0) return { outcome: 'unread', answer: read }
  const [, , cardNumber] = read.text.split('|')
  if (cardNumber !== card.cardNumber) return { outcome: 'another-card' }

  const { challenge, random1, random2, cardId } = await client.query('card/chip-challenge', chip)
  if (cardId !== card.cardId) return { outcome: 'another-card' }
  const proved = await callReader('authenticateCard', { iType: slot, r1: random1, r2: random2 })
  if (proved.code !== 0) return { outcome: 'unread', answer: proved }
  const [counter = '', cryptogram = ''] = proved.text.split('|')
  const { genuine } = await client.command('card/authenticate-chip', {
    ...{ personId: card.personId, cardId, challenge, identificationCode, resetInformation },
    ...{ counter: Number(counter), cryptogram },
  })
  return { outcome: genuine ? 'genuine' : 'not-genuine' }
}
