import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import type { CardKey } from '../key/card-key.ts'
import { cityFactor, provinceFactor } from '../key/factor.ts'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import type { Authority } from './authority.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { type OpenedCard, sent } from './opened-card.ts'

/** Simulated: a module holds an application for each algorithm. */
const applications = { des: 0xdf01, sm: 0xdf03 } as const

/** First digit of the usage: 6 a root key of the nation, 4 of the province, 2 of the city. */
const levelFactors = (area: string): Readonly<Record<number, readonly Uint8Array[]>> => ({
  6: [cityFactor(area), provinceFactor(area)],
  4: [cityFactor(area)],
  2: [],
})

/** Powers the module and selects the keys of the card's algorithm. Codes −2201, −2202. */
async function openModule(terminal: CardTerminal, { suite }: OpenedCard): Promise<void> {
  try {
    await terminal.powerOn()
  } catch (error) {
    if (error instanceof TerminalError && error.fault !== 'reader-gone') throw DriverFailure.own(-2201)
    throw error
  }
  const fid = applications[suite.id]
  const data = Uint8Array.of(fid >> 8, fid & 0xff)
  const { status } = await exchange(terminal, encodeCommand(0x00, 0xa4, 0x00, 0x00, { data }))
  if (status === statusWords.fileNotFound) throw DriverFailure.own(-2202)
  if (status !== statusWords.success) throw DriverFailure.card(status)
}

/**
 * The security module as it speaks for one card. It is asked for nothing before a key is needed. A module whose key stands below the
 * level of the published table is not used, code −24: it cannot tell cards of another area, and a wrong try costs the card one of three.
 */
export function psamAuthority(parts: DriverParts, card: OpenedCard): Authority | undefined {
  const { psam: terminal } = parts
  if (terminal === undefined) return undefined
  const { suite, area, factor } = card
  const factors = levelFactors(area)
  let opened = false

  const initialised = async (usage: number, index: number, challenge: Uint8Array): Promise<number> => {
    const data = concat(factor, ...(factors[usage >> 4] ?? []), challenge)
    return (await exchange(terminal, encodeCommand(0xbf, 0xde, usage, index, { data }))).status
  }

  /** BFDE: the module makes the key of this card and of this challenge. Codes −24, −2203, −27272. */
  const initialise = async ({ psam, name }: CardKey, challenge: Uint8Array): Promise<void> => {
    if (!opened) await openModule(terminal, card)
    opened = true
    if (psam === null) throw DriverFailure.card(statusWords.keyNotFound)
    const { usage, index } = psam
    const status = await initialised(usage, index, challenge)
    if (status === statusWords.success) return
    if (status !== statusWords.keyNotFound) throw DriverFailure.card(status)
    for (const level of [0x40, 0x20].filter((lower) => lower < (usage & 0xf0)))
      if ((await initialised(level | (usage & 0x0f), index, challenge)) === statusWords.success)
        throw DriverFailure.own(-24)
    throw name === 'SSSE/RKSSSE' ? DriverFailure.own(-2203) : DriverFailure.card(statusWords.keyNotFound)
  }

  const calculate = (p1: number, p2: number, data: Uint8Array) => sent(terminal, 0x80, 0xfa, p1, p2, { data })

  return {
    async externalData(key, challenge, data) {
      await initialise(key, challenge)
      const cryptogram = await calculate(0x00, 0x00, data)
      return suite.id === 'des' ? concat(cryptogram, data) : cryptogram
    },
    async secured(key, challenge, header, data) {
      await initialise(key, challenge)
      const enciphered = data.length === 0 ? data : await calculate(0x00, 0x01, data)
      const mac = await calculate(0x05, 0x00, concat(header, enciphered))
      return concat(header, enciphered, mac)
    },
  }
}
