import assert from 'node:assert/strict'
import { manufactureCard } from '../src/card/manufacture-card.ts'
import { openCard } from '../src/card/open-card.ts'
import { memoryKeyStore } from '../src/hsm/master-key-store.ts'
import { softwareHsm } from '../src/hsm/software-hsm.ts'
import { cardFactor } from '../src/key/factor.ts'
import { memoryOver } from '../src/memory/memory.ts'
import { chipParts } from '../src/node/chip-parts.ts'
import { sm3 } from '../src/node/sm3.ts'
import { personalise } from '../src/personalisation/personalise.ts'
import { proveCard } from '../src/personalisation/prove-card.ts'
import type { Protocol } from '../src/profile/answer-to-reset.ts'
import type { SpecificationVersion } from '../src/profile/card-file.ts'
import { profileOf } from '../src/profile/profiles.ts'
import { cardInMemory } from '../src/terminal/card-in-memory.ts'
import type { CardTerminal } from '../src/terminal/card-terminal.ts'
import { exchange } from '../src/terminal/exchange.ts'
import { imageOf, specimenHistorical } from './card-on-bench.ts'

export interface DialogueStep {
  /** Null where the card is given power; the response is then its answer to reset. */
  readonly command: string | null
  readonly response: string
}

export interface Dialogue {
  readonly steps: readonly DialogueStep[]
  /** What the card drew and what its reader drew, in this order. */
  readonly cardRandom: readonly string[]
  readonly readerRandom: readonly string[]
}

export const dialogueKeys = {
  transportMaster: '000102030405060708090a0b0c0d0e0f',
  root: '101112131415161718191a1b1c1d1e1f',
  area: '110000',
  pin: '123456',
  historicalBytes: specimenHistorical.toHex(),
} as const

/** Chance that is the same in every run: the front of SM3 over a word and a number, and a list of what was drawn. */
function drawn(word: string) {
  const draws: string[] = []
  const random = (length: number) => {
    const draw = sm3(new TextEncoder().encode(`${word} ${draws.length}`)).slice(0, length)
    draws.push(draw.toHex())
    return draw
  }
  return { draws, random }
}

/** From a blank to a card that is read at a counter: every byte on the line. Another seed changes what depends on chance, and only that. */
export async function specimenDialogue(
  version: SpecificationVersion,
  protocol: Protocol,
  seed = 'dialogue',
): Promise<Dialogue> {
  const profile = profileOf(version)
  const { suites } = chipParts
  const suite = suites[profile.suite]
  const [ofCard, ofReader] = [drawn(`${seed} card`), drawn(`${seed} reader`)]
  const store = memoryKeyStore()
  const [transport, root] = [dialogueKeys.transportMaster, dialogueKeys.root].map((key) => Uint8Array.fromHex(key))
  store.create(profile.suite, 0, transport as Uint8Array)
  store.create(profile.suite, 1, root as Uint8Array)
  const hsm = softwareHsm({ suites, store, random: ofReader.random })
  const factor = cardFactor(specimenHistorical)
  const transportKey = suite.diversify(transport as Uint8Array, factor)
  const memory = manufactureCard({ profile, historicalBytes: specimenHistorical, transportKey, protocol })
  const steps: DialogueStep[] = []
  const terminal = recorded(cardInMemory(openCard(memoryOver(memory), { suites, random: ofCard.random })), steps)

  const { area, pin } = dialogueKeys
  const order = { hsm, area, suite: profile.suite, version: 1, pin, random: ofReader.random }
  const made = await personalise(terminal, {
    ...order,
    image: imageOf(version, { bankCardNumber: '6217000000000000004' }),
  })
  assert.ok(made.made, made.made ? '' : `${made.stage}: ${made.detail}`)
  await readAtTheCounter()
  return { steps, cardRandom: ofCard.draws, readerRandom: ofReader.draws }

  async function readAtTheCounter() {
    const key = { suite: profile.suite, version: 1, area, factor }
    const send = (command: string) => exchange(terminal, Uint8Array.fromHex(command))
    await terminal.powerOn()
    const question = { form: 'counted', challenge: ofReader.random(8), data: ofReader.random(8) } as const
    const genuine = await proveCard(terminal, question, async (challenge, data) => {
      const [answer] = await hsm.internalAuthentication([{ ...key, key: 'SSSE/IRK', challenge, data }])
      return answer as Uint8Array
    })
    assert.ok(genuine.genuine)
    for (const command of ['00A4000002EF05', '00B2010412', '00B2030406', '00B207040B']) await send(command)
    const { data: challenge } = await send('0084000008')
    const data = ofReader.random(8)
    const [external] = await hsm.externalAuthentication([{ ...key, key: 'SSSE/RKSSSE', challenge, data }])
    assert.equal((await send(`0082000A10${external?.toHex()}`)).status, 0x9000)
    for (const command of ['00B207040B', '00A4000002EF06', '00B2010414', '00B2020420', '00B2070406'])
      await send(command)
    for (const command of ['0020000003654321', '0020000003123456', '00A4000002EFFF', '00B209040B', '00FF000000'])
      await send(command)
  }
}

function recorded(terminal: CardTerminal, steps: DialogueStep[]): CardTerminal {
  const noted = (command: Uint8Array | null, response: Uint8Array) => {
    steps.push({ command: command === null ? null : command.toHex(), response: response.toHex() })
    return response
  }
  return {
    ...terminal,
    powerOn: async () => noted(null, await terminal.powerOn()),
    transmit: async (command) => noted(command, await terminal.transmit(command)),
  }
}
