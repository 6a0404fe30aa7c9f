import assert from 'node:assert/strict'
import { manufactureCard } from '@yika/chip/card/manufacture-card.ts'
import { openCard } from '@yika/chip/card/open-card.ts'
import { sm2 } from '@yika/chip/cipher/sm2.ts'
import { type NationalDriver, nationalDriver } from '@yika/chip/driver/national-driver.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { memoryOver } from '@yika/chip/memory/memory.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { composeImage } from '@yika/chip/personalisation/compose-image.ts'
import { personalise } from '@yika/chip/personalisation/personalise.ts'
import { profileOf } from '@yika/chip/profile/profiles.ts'
import { cardInMemory } from '@yika/chip/terminal/card-in-memory.ts'
import type { Card } from '@yika/core/card/card.ts'
import { cardNumberOf } from '@yika/core/identifier/card-number.ts'
import type { Stored } from '../src/kernel/stream.ts'
import { type collectedCard, enabledCard, type Given, givenCard } from './given-card.ts'

const area = '110000'
const keyVersion = 1

export interface CardInReader {
  readonly card: Stored<Card>
  readonly identificationCode: string
  readonly resetInformation: string
  /** The memory of the chip: a copy of it is a copied card. */
  readonly memory: Uint8Array
  readonly driver: NationalDriver
}

let serials = 0

/**
 * A third-generation chip that was personalised with the city's keys, in a reader without security module, and the card in the books
 * that it belongs to. The custody holds the keys of version 1 already.
 */
export async function givenCardInReader(
  given: Given,
  personId: string,
  steps: ReturnType<typeof collectedCard> = enabledCard(),
): Promise<CardInReader> {
  const { chipHsm } = given.custodian
  serials += 1
  const serial = serials.toString(16).toUpperCase().padStart(8, '0')
  const resetInformation = `0081544C9786841100${serial}`
  const identificationCode = `110000D156000005${serial}11223344`
  const historicalBytes = Uint8Array.fromHex(resetInformation)

  // A maker of blanks gets the transport master under a public key of its own, and in no other way.
  const maker = sm2.keyPair(chipParts.random)
  const master = sm2.decrypt(maker.privateKey, await chipHsm.transportKeyFor('sm', maker.publicKey))
  assert.ok(master)
  const transportKey = chipParts.suites.sm.diversify(master, cardFactor(historicalBytes))
  const memory = manufactureCard({ profile: profileOf('3.00'), historicalBytes, transportKey, protocol: 'T=0' })

  const cardNumber = cardNumberOf(`C${String(serials).padStart(7, '0')}`)
  const composed = composeImage({
    ...{ version: '3.00', cardNumber, ssn: '110101199003070011', name: '张三', sex: '1', ethnicGroup: '01' },
    ...{ birthPlace: '110101', birthOn: '19900307', issuedOn: '20261101', validUntil: '20361101', identificationCode },
    ...{ cardClass: '3', initialisingBody: '911100000000', photo: null, bankCardNumber: null },
  })
  assert.ok(composed.ok)
  const { suites, random } = chipParts
  const order = { image: composed.image, hsm: chipHsm, area, version: keyVersion, pin: '123456', random }
  const made = await personalise(cardInMemory(openCard(memoryOver(memory), chipParts)), { ...order, suite: 'sm' })
  assert.ok(made.made, JSON.stringify(made))

  const card = await givenCard(
    given,
    personId,
    steps.map((step): (typeof steps)[number] => {
      if (step[0] === 'card-batched') return [step[0], { ...step[1], cardNumber }]
      if (step[0] === 'keys-replaced') return ['keys-replaced', { keyVersion, counter: made.counter }]
      if (step[0] !== 'card-personalised') return step
      return [step[0], { ...step[1], chipIdentificationCode: identificationCode, atr: resetInformation }]
    }),
  )
  // A number enters the look-up while the card is made; these steps were written in one.
  await given.db`
    insert into card_number (card_number, issuing_area, state, person_id, card_id)
    values (${cardNumber}, ${area}, 'used', ${personId}, ${card.cardId})
    on conflict (card_number) do update set state = 'used', person_id = ${personId}, card_id = ${card.cardId}`
  return { card, identificationCode, resetInformation, memory, driver: readerOver(memory, suites) }
}

/** A reader with the chip of this memory in it. */
export function readerOver(memory: Uint8Array, suites = chipParts.suites): NationalDriver {
  return nationalDriver({
    user: cardInMemory(openCard(memoryOver(memory), chipParts)),
    suites,
    random: chipParts.random,
    pinPad: { enter: async () => '123456' },
    terminalNumber: '410100813475',
    deviceNumber: 'test',
  })
}
