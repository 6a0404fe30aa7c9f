import assert from 'node:assert/strict'
import { manufactureCard } from '../src/card/manufacture-card.ts'
import type { ChipSuiteId } from '../src/cipher/chip-suite.ts'
import { type BackOfficeService, instruct } from '../src/driver/back-office.ts'
import type { DriverAnswer } from '../src/driver/driver-answer.ts'
import type { DriverParts } from '../src/driver/driver-parts.ts'
import { type NationalDriver, nationalDriver } from '../src/driver/national-driver.ts'
import type { ChipHsm } from '../src/hsm/chip-hsm.ts'
import { memoryKeyStore } from '../src/hsm/master-key-store.ts'
import { psamKeys } from '../src/hsm/psam-keys.ts'
import { softwareHsm } from '../src/hsm/software-hsm.ts'
import { cardFactor } from '../src/key/factor.ts'
import { memoryOver } from '../src/memory/memory.ts'
import { chipParts } from '../src/node/chip-parts.ts'
import type { CardImage } from '../src/personalisation/card-image.ts'
import type { SpecificationVersion } from '../src/profile/card-file.ts'
import { profileOf } from '../src/profile/profiles.ts'
import { openPsam } from '../src/psam/open-psam.ts'
import type { PsamKey } from '../src/psam/psam-key.ts'
import { manufacturePsam } from '../src/psam/psam-memory.ts'
import { cardInMemory } from '../src/terminal/card-in-memory.ts'
import type { CardTerminal } from '../src/terminal/card-terminal.ts'
import { acceptedCard, fullImage, insert, specimenHistorical } from './card-on-bench.ts'

const area = '110000'

/** A city in which one card was made: its key machine, the keys for its PSAMs, and the card as it left the line. */
export interface CityOnBench {
  readonly version: SpecificationVersion
  readonly suite: ChipSuiteId
  readonly hsm: ChipHsm
  readonly memory: Uint8Array
  readonly psamKeys: readonly PsamKey[]
}

export async function cityOnBench(
  version: SpecificationVersion,
  image: CardImage = fullImage(version),
  protocol: 'T=0' | 'T=1' = 'T=0',
): Promise<CityOnBench> {
  const profile = profileOf(version)
  const { suites, random } = chipParts
  const suite = suites[profile.suite]
  const store = memoryKeyStore()
  const hsm = softwareHsm({ suites, store, random })
  for (const keys of [0, 1]) await hsm.generate(suite.id, keys)
  const [transport, root] = [store.root(suite.id, 0), store.root(suite.id, 1)]
  assert.ok(transport && root)
  const factor = cardFactor(specimenHistorical)
  const transportKey = suite.diversify(transport, factor)
  const memory = manufactureCard({ profile, historicalBytes: specimenHistorical, transportKey, protocol })
  const order = { image, hsm, pin: '123456', random, area, suite: suite.id, version: 1 }
  await acceptedCard(version, { memory, factor, order })
  return { version, suite: suite.id, hsm, memory, psamKeys: psamKeys(suite, root, 1, area) }
}

export function psamWith(keys: readonly PsamKey[]): CardTerminal {
  const memory = manufacturePsam({ serial: '1'.repeat(20), terminal: '110000000001', keys })
  return cardInMemory(openPsam(memoryOver(memory), chipParts), 'psam')
}

export interface ReaderOnBench {
  readonly driver: NationalDriver
  /** What is typed next, one entry for each question of the pad. */
  readonly typed: string[]
  /** What the pad was asked. */
  readonly asked: string[]
  /** The back office's answer to a step. */
  readonly inst: (service: BackOfficeService, step: DriverAnswer) => Promise<string>
}

/** The specimen as callers name it. */
export const specimenInfo = '110000D1560000050000000111223344|A00000011|'

/** A reader with a copy of the city's card in it, or with the given terminals. */
export function readerOnBench(city: CityOnBench, parts: Partial<DriverParts> = {}): ReaderOnBench {
  const [typed, asked]: [string[], string[]] = [[], []]
  const { suites, random } = chipParts
  const driver = nationalDriver({
    ...{ user: insert(city.memory.slice()), suites, random },
    ...{ terminalNumber: '410100813475', deviceNumber: '终端设备号' },
    pinPad: {
      async enter(kind) {
        asked.push(kind)
        return typed.shift() ?? 'cancelled'
      },
    },
    ...parts,
  })
  const request = { suite: suites[city.suite], version: 1, area, factor: cardFactor(specimenHistorical) }
  return {
    ...{ driver, typed, asked },
    async inst(service, step) {
      assert.equal(step.code, 0, step.text)
      const answer = await instruct(city.hsm, { ...request, service, line: step.text })
      assert.ok(answer.ok, answer.ok ? '' : answer.code)
      return answer.inst
    },
  }
}

/** A reader that answers some commands itself: the bytes, or undefined to hand the command on. */
export function meddled(terminal: CardTerminal, answer: (command: Uint8Array) => Uint8Array | undefined): CardTerminal {
  return { ...terminal, transmit: async (command) => answer(command) ?? terminal.transmit(command) }
}
