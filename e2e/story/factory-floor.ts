import { join } from 'node:path'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import * as chipKey from '@yika/core/production/chip-key-schema.ts'
import type { OrderedCard } from '@yika/core/production/factory-order.ts'
import type { ReturnedCard } from '@yika/core/production/return-file.ts'
import * as production from '@yika/core/production/schema.ts'
import { apiClient } from '../../server/src/simulator/api-client.ts'
import { type Drawer, drawerIn } from '../../server/src/simulator/drawer.ts'
import { finishChip } from '../../server/src/simulator/finish-chip.ts'
import { keyAnswers } from '../../server/src/simulator/key-answers.ts'
import { makeCard } from '../../server/src/simulator/make-card.ts'
import { openFactoryOrder } from '../../server/src/simulator/open-factory-order.ts'
import { newOpeningKey, type OpeningKey } from '../../server/src/simulator/opening-key.ts'
import { returnedCard, transportMasterOf, validUntil } from '../../server/src/simulator/simulated-factory.ts'
import { readerWith, serialOf, virtualBlank } from '../../server/src/simulator/virtual-blank.ts'
import { resetInformationOf } from '../../server/src/simulator/write-chip.ts'
import { type Party, StoryBroken } from './narrator.ts'
import { factoryId, type Stage } from './stage.ts'

/** What stands in the hall of the story's factory. */
export interface FactoryFloor {
  readonly openingKey: OpeningKey
  readonly drawer: Drawer
  /** Where the drawer is, for a reader that takes a card out of it. */
  readonly cards: string
  /** What was ordered, by card number: for the envelopes with the PIN. */
  readonly orders: Map<string, OrderedCard>
}

export function newFactoryFloor(folder: string): FactoryFloor {
  const cards = join(folder, 'cards')
  return { openingKey: newOpeningKey(), drawer: drawerIn(cards), cards, orders: new Map() }
}

/** A machine of a party: it speaks with the office all the time, and the story does not tell each word. */
export function machineOf({ url }: Stage, { token }: Party) {
  return apiClient(url, async () => token)
}

/** A blank as the factory hands it to a counter: nobody has written to it. */
export async function blankFor(stage: Stage, serial: number): Promise<Uint8Array> {
  return virtualBlank(serial, await transportMaster(stage))
}

function transportMaster(stage: Stage): Promise<Uint8Array> {
  const { openingKey } = stage.factoryFloor
  return transportMasterOf(machineOf(stage, stage.cast.factory), { organisationId: factoryId, openingKey })
}

/** The factory opens the sealed order and writes each chip of it. */
export async function makeOrdered(
  stage: Stage,
  batchId: string,
  reasonFor: (cardNumber: string) => string,
): Promise<{ readonly batchNumber: string; readonly cards: readonly ReturnedCard[] }> {
  const { story, cast, factoryFloor } = stage
  const { keys } = await story.reads(chipKey.orderKeys, {})
  const { envelope, batchNumber } = await story.does(cast.factory, production.factoryOrder, {
    ...{ batchId, limit: 50, purpose: 'production' },
    reveal: ['name', 'identityNumber', 'bankCardNumber'],
  })
  const opened = openFactoryOrder(envelope, factoryFloor.openingKey, keys)
  if (!opened.ok) throw new StoryBroken('the order does not open', opened)
  const { order } = opened
  const issuedOn = dayOf(instantOf(Date.now()))
  const dates = { issuedOn, validUntil: validUntil(order, issuedOn) }
  const master = await transportMaster(stage)
  const cards: ReturnedCard[] = []
  for (const card of order.cards) {
    const { cardNumber } = card
    factoryFloor.orders.set(cardNumber, card)
    const memory = virtualBlank(serialOf(cardNumber), master)
    const reason = reasonFor(cardNumber)
    const made =
      reason === ''
        ? await makeCard(readerWith(memory), master, order, card, dates)
        : ({ made: false, refusal: reason } as const)
    factoryFloor.drawer.put(cardNumber, memory)
    cards.push({ ...returnedCard(card, made, dates, cards.length), failedReason: made.made ? '' : made.refusal })
  }
  return { batchNumber, cards }
}

type KeyResults = Pick<InputOf<typeof production.replaceKeys>, 'keyVersion' | 'results'>

/** The keys of the city in every made card of the batch, each read back and challenged. */
export async function finishMade(stage: Stage, batchId: string): Promise<KeyResults> {
  const { story, cast, factoryFloor } = stage
  const { cards, keyVersion } = await story.does(cast.factory, chipKey.keyScripts, {
    ...{ of: { batchId }, purpose: 'production' },
  })
  const answers = keyAnswers(machineOf(stage, cast.factory), { batchId })
  const finish = async ({ cardNumber, keys }: (typeof cards)[number]) => {
    const memory = factoryFloor.drawer.take(cardNumber) as Uint8Array
    const terminal = readerWith(memory)
    await resetInformationOf(terminal)
    const scripts = keys.map((command) => Uint8Array.fromHex(command))
    const finished = await finishChip(terminal, scripts, (key, challenge, data) =>
      answers(cardNumber, keyVersion, key, challenge, data),
    )
    if (!finished.ok) throw new StoryBroken(`the keys of ${cardNumber} were not replaced: ${finished.refusal}`)
    factoryFloor.drawer.put(cardNumber, memory)
    return { cardNumber, replaced: true as const, ...finished.report }
  }
  return { keyVersion, results: await Promise.all(cards.map(finish)) }
}
