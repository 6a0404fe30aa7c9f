import { sm2 } from '@yika/chip/cipher/sm2.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { orderKeys, transportKey } from '@yika/core/production/chip-key-schema.ts'
import type { FactoryOrder, OrderedCard, OrderTerms } from '@yika/core/production/factory-order.ts'
import type { ReturnedCard } from '@yika/core/production/return-file.ts'
import { factoryOrder, takeFactoryReturn } from '@yika/core/production/schema.ts'
import { type ApiClient, answered } from './api-client.ts'
import type { Drawer } from './drawer.ts'
import { type Faults, fails, hasChipFault } from './faults.ts'
import { type MadeCard, makeCard } from './make-card.ts'
import { openFactoryOrder } from './open-factory-order.ts'
import type { OpeningKey } from './opening-key.ts'
import type { PartyOf } from './party.ts'
import { sendFile } from './send-file.ts'
import { readerWith, serialOf, virtualBlank } from './virtual-blank.ts'

const cardsPerBox = 100

/** A factory: its order, its blanks, and the drawer where its cards lie. */
export interface FactoryFloor {
  readonly client: ApiClient
  readonly party: Pick<PartyOf<'factory'>, 'organisationId' | 'openingKey'>
  readonly drawer: Drawer
  readonly faults: Faults
  /** The day that is printed on a card as the day of issue. */
  today(): Day
}

/** Makes the cards of a batch: opens the sealed order, writes each chip, and says what each chip says of itself. */
export async function playFactory(
  { client, party, drawer, faults, today }: FactoryFloor,
  batchId: string,
): Promise<{ readonly good: number; readonly failed: number }> {
  const pages = await orderOf(client, party.openingKey, batchId)
  const transportMaster = await transportMasterOf(client, party)
  const { batchNumber } = pages[0] as FactoryOrder
  const cards: ReturnedCard[] = []
  for (const page of pages)
    for (const card of page.cards) {
      const issuedOn = today()
      const dates = { issuedOn, validUntil: validUntil(page, issuedOn) }
      const made = await makeWithFaults({ drawer, faults, transportMaster }, page, card, dates)
      cards.push(returnedCard(card, made, dates, cards.length))
    }
  return sendFile(client, takeFactoryReturn, { batchNumber, cards }, faults)
}

/** All pages of the order; what does not open, or has another form, is an error of the office. */
export async function orderOf(client: ApiClient, key: OpeningKey, batchId: string): Promise<readonly FactoryOrder[]> {
  const { keys } = await client.lookUp(orderKeys, {})
  const pages: FactoryOrder[] = []
  for (let after: string | null = '0'; after !== null; ) {
    const page: AnswerOf<typeof factoryOrder> = await answered(client, factoryOrder, {
      ...{ batchId, after, purpose: 'production' },
      reveal: ['name', 'identityNumber', 'bankCardNumber'],
    })
    const opened = openFactoryOrder(page.envelope, key, keys)
    if (!opened.ok) throw new Error(`the order of batch ${page.batchNumber} does not open: ${opened.fault}`)
    pages.push(opened.order)
    after = page.next
  }
  return pages
}

/** The master of the transport keys, which came closed for this factory. */
export async function transportMasterOf(client: ApiClient, party: FactoryFloor['party']): Promise<Uint8Array> {
  const { enciphered } = await answered(client, transportKey, { makerId: party.organisationId })
  const master = sm2.decrypt(Uint8Array.fromHex(party.openingKey.sm2), Uint8Array.fromHex(enciphered))
  if (master === undefined) throw new Error('the transport key does not open')
  return master
}

/** A card is valid as long as its order says. */
export function validUntil({ validityYears, expiryDay }: OrderTerms, issuedOn: Day): Day {
  return expiryOf(issuedOn, { number: () => validityYears, text: () => expiryDay, flag: () => false })
}

async function makeWithFaults(
  {
    drawer,
    faults,
    transportMaster,
  }: Pick<FactoryFloor, 'drawer' | 'faults'> & { readonly transportMaster: Uint8Array },
  terms: OrderTerms,
  card: OrderedCard,
  dates: { readonly issuedOn: Day; readonly validUntil: Day },
): Promise<MadeCard> {
  const { cardNumber } = card
  if (card.photoId !== null && card.pictures === null) return { made: false, refusal: '缺少相片' }
  if (fails(faults, 'making', cardNumber)) return { made: false, refusal: '卡面打印不良' }
  const memory = virtualBlank(serialOf(cardNumber), transportMaster)
  // A chip whose memory is gone is mute.
  if (hasChipFault(faults, 'deadChip', cardNumber)) memory.fill(0)
  const written = hasChipFault(faults, 'wrongName', cardNumber) ? { ...card, name: '模拟错名' } : card
  const made = await makeCard(readerWith(memory), transportMaster, terms, written, dates)
  drawer.put(cardNumber, memory)
  return made
}

/** The line of the return file: what was ordered, and what the finished chip says of itself. */
export function returnedCard(
  card: OrderedCard,
  made: MadeCard,
  dates: { readonly issuedOn: Day; readonly validUntil: Day },
  index: number,
): ReturnedCard {
  const { sequence, cardNumber, ssn, name, bank, bankCardNumber } = card
  const common = { sequence, cardNumber, ssn, name, bank, bankCardNumber, personalAccount: '' }
  if (!made.made)
    return {
      ...common,
      ...{ issuedOn: null, validUntil: null, identificationCode: '', resetInformation: '', boxPosition: '' },
      ...{ failedStage: '制卡', failedReason: `模拟（simulated）：${made.refusal}` },
    }
  return {
    ...common,
    ...dates,
    ...{ identificationCode: made.identificationCode, resetInformation: made.resetInformation },
    boxPosition: `SIM-${Math.floor(index / cardsPerBox) + 1}-${(index % cardsPerBox) + 1}`,
    ...{ failedStage: '', failedReason: '' },
  }
}
