import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuiteId } from '../cipher/chip-suite.ts'
import { type ChipHsm, HsmError, transportVersion } from '../hsm/chip-hsm.ts'
import { type CardKey, cardKey, cardKeys } from '../key/card-key.ts'
import { cardFactor } from '../key/factor.ts'
import { writeHeader, writeKeyInstruction } from '../key/write-key.ts'
import { parseAnswerToReset } from '../profile/answer-to-reset.ts'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import type { CardImage } from './card-image.ts'
import { differences } from './differences.ts'
import { pinBlock, pinBytes } from './pin-block.ts'
import { proveCard } from './prove-card.ts'
import { proveKey } from './prove-key.ts'
import { readImage } from './read-image.ts'
import { selectDirectory } from './select-file.ts'
import { writeImage } from './write-image.ts'
import { writeKeys } from './write-keys.ts'
import { writePse } from './write-pse.ts'

export interface PersonalisationOrder {
  readonly image: CardImage
  readonly hsm: ChipHsm
  /** Six digits of the issuing area, from which the card's keys descend. */
  readonly area: string
  readonly suite: ChipSuiteId
  /** The version of the city's keys that the card gets, 1 or more. */
  readonly version: number
  /** The initial PIN, six digits. */
  readonly pin: string
  /** Chance for the challenges that the card has to answer. */
  readonly random: (length: number) => Uint8Array
}

/** The steps of personalisation in their order. */
export const personalisationStages = [
  ...(['power-on', 'transport-key', 'files', 'pin', 'bank', 'keys'] as const),
  ...(['read-back', 'key-challenge', 'genuineness'] as const),
] as const
export type PersonalisationStage = (typeof personalisationStages)[number]

export type Personalised =
  | {
      readonly made: true
      readonly atr: Uint8Array
      /** Where the transaction counter of the card stands when it leaves the line. */
      readonly counter: number
    }
  /** The card is spoiled. `detail` names file, key or fault and the status word, no contents. */
  | { readonly made: false; readonly stage: PersonalisationStage; readonly detail: string }

/** What a card turns out to be in the course of its stages. */
interface Bench {
  readonly terminal: CardTerminal
  readonly order: PersonalisationOrder
  readonly atr: Uint8Array
  readonly factor: Uint8Array
}

type Wrong = string | undefined

const masterKey = cardKey('SSSE/MK')

/**
 * M2.3, M4.2: makes a card out of a blank: files, PIN, bank card number, keys; then it reads every field back and challenges every key
 * with the keys of the city. Whatever fails or differs, the card is not made.
 */
export async function personalise(terminal: CardTerminal, order: PersonalisationOrder): Promise<Personalised> {
  let stage: PersonalisationStage = 'power-on'
  try {
    const atr = await terminal.powerOn()
    const historical = parseAnswerToReset(atr)?.historicalBytes
    if (historical?.length !== 13) return { made: false, stage, detail: 'answer to reset' }
    const bench: Bench = { terminal, order, atr, factor: cardFactor(historical) }
    for (const [name, step] of steps) {
      stage = name
      const wrong = await step(bench)
      if (wrong !== undefined) return { made: false, stage, detail: wrong }
    }
    stage = 'genuineness'
    const counter = await proveGenuine(bench)
    return typeof counter === 'number' ? { made: true, atr, counter } : { made: false, stage, detail: counter }
  } catch (error) {
    if (error instanceof TerminalError || error instanceof HsmError) return { made: false, stage, detail: error.fault }
    throw error
  }
}

const steps: readonly (readonly [PersonalisationStage, (bench: Bench) => Promise<Wrong>])[] = [
  ['transport-key', proveTransportKey],
  ['files', writeFiles],
  ['pin', writePin],
  ['bank', writeBankCardNumber],
  ['keys', replaceKeys],
  ['read-back', readBack],
  ['key-challenge', challengeKeys],
]

const refused = (what: string, status: number): Wrong =>
  status === statusWords.success ? undefined : `${what} ${status.toString(16).toUpperCase()}`

/** Proves a key of the card by the key machine; the status word. */
function prove({ terminal, order, factor }: Bench, key: CardKey, version: number): Promise<number> {
  const { hsm, suite, area } = order
  return proveKey(terminal, key, async (challenge, data) => {
    const request = { suite, version, key: key.name, area, factor, challenge, data }
    const [answer] = await hsm.externalAuthentication([request])
    return answer as Uint8Array
  })
}

async function proveTransportKey(bench: Bench): Promise<Wrong> {
  return refused(masterKey.name, await prove(bench, masterKey, transportVersion))
}

async function writeFiles({ terminal, order }: Bench): Promise<Wrong> {
  const written = await writeImage(terminal, order.image)
  return written.ok ? undefined : refused(written.path, written.status)
}

async function writePin({ terminal, order, factor }: Bench): Promise<Wrong> {
  const plaintext = pinBlock(order.pin)
  if (plaintext === undefined) return 'PIN'
  const { cla, ins, pin: p1 } = writeKeyInstruction
  const { suite, area } = order
  const key = { suite, version: transportVersion, key: masterKey.name, area, factor }
  const header = writeHeader(p1, cipherBytes)
  const [secured] = await order.hsm.secureMessage([{ ...key, challenge: factor, header, plaintext, encipher: true }])
  if (secured === undefined) return 'PIN'
  const selected = await selectDirectory(terminal, 'SSSE')
  if (selected !== statusWords.success) return refused('SSSE', selected)
  const data = concat(secured.data, secured.mac)
  return refused('PIN', (await exchange(terminal, encodeCommand(cla, ins, p1, 0x00, { data }))).status)
}

/** A PIN block with its padding, in both suites. */
const cipherBytes = 16

async function writeBankCardNumber({ terminal, order }: Bench): Promise<Wrong> {
  const { pan } = order.image
  return pan === null ? undefined : refused('PSE', await writePse(terminal, pan))
}

async function replaceKeys({ terminal, order, factor }: Bench): Promise<Wrong> {
  const { hsm, suite, area, version } = order
  const [commands] = await hsm.replaceKeys([{ suite, version, present: transportVersion, area, factor }])
  const written = await writeKeys(terminal, commands ?? [])
  return written.ok ? undefined : refused(cardKeys[written.index]?.name ?? 'key', written.status)
}

/** After a reset nothing holds but the keys of the city: what is read now is what a counter will read. */
async function readBack(bench: Bench): Promise<Wrong> {
  const { terminal, order } = bench
  await terminal.reset()
  const found = await readImage(terminal, order.image.version, {
    prove: async (key) => (await prove(bench, key, order.version)) === statusWords.success,
    verifyPin: async () => {
      const data = pinBytes(order.pin) as Uint8Array
      return (await exchange(terminal, encodeCommand(0x00, 0x20, 0x00, 0x00, { data }))).status === statusWords.success
    },
  })
  if (!found.ok) return refused(found.path, found.status)
  const different = differences(order.image, found.image)
  return different.length === 0 ? undefined : different.join(' ')
}

async function challengeKeys(bench: Bench): Promise<Wrong> {
  for (const key of cardKeys) {
    if (key.use === 'internal') continue
    const wrong = refused(key.name, await prove(bench, key, bench.order.version))
    if (wrong !== undefined) return wrong
  }
  return undefined
}

/** M14.1: the card proves itself, in both forms; the counter as it stands then, or what is wrong. */
async function proveGenuine({ terminal, order, factor }: Bench): Promise<number | string> {
  const { hsm, suite, area, version, random } = order
  const key = { suite, version, key: 'SSSE/IRK', area, factor }
  let last: number | null = null
  for (const form of ['plain', 'counted'] as const) {
    const question = { form, challenge: random(8), data: random(8) }
    const proof = await proveCard(terminal, question, async (challenge, data) => {
      const [answer] = await hsm.internalAuthentication([{ ...key, challenge, data }])
      return answer as Uint8Array
    })
    if (!proof.genuine) return `SSSE/IRK ${form} ${proof.status.toString(16).toUpperCase()}`
    last = proof.counter
  }
  return last ?? 'SSSE/IRK counter'
}
