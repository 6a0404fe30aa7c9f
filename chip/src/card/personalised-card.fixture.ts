import { encodeCommand } from '../apdu/command-apdu.ts'
import { parseResponse } from '../apdu/response-apdu.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import { cardKey, cardKeys, type directories } from '../key/card-key.ts'
import { cardFactor } from '../key/factor.ts'
import { encodeWriteKey, encodeWritePin } from '../key/write-key.ts'
import { type Memory, memoryOver } from '../memory/memory.ts'
import type { Protocol } from '../profile/answer-to-reset.ts'
import type { Item, SpecificationVersion } from '../profile/card-file.ts'
import { directoryFid, directoryName, paymentName } from '../profile/directory-names.ts'
import { profileOf } from '../profile/profiles.ts'
import { manufactureCard } from './manufacture-card.ts'
import { openCard } from './open-card.ts'
import type { ChipParts, VirtualCard } from './virtual-card.ts'

export const historicalBytes = Uint8Array.fromHex('0081544C978684110000000001')
export const factor = cardFactor(historicalBytes)
export const transportKey = Uint8Array.fromHex('00112233445566778899AABBCCDDEEFF')
const initialPin = '123456'
/** Synthetic, nineteen digits. */
export const bankCardNumber = '6229000000000000018'

/** The card's key of version 1, another one for each name. */
export function issuedKey(name: string): Uint8Array {
  const index = cardKeys.indexOf(cardKey(name))
  return Uint8Array.from({ length: 16 }, (_, place) => (index * 37 + place * 11 + 5) & 0xff)
}

const specimen: Readonly<Record<number, string>> = {
  1: '110000D1560000050000000100000000',
  2: '33',
  4: '911100000000FFFFFFFFFFFF',
  5: '20260105',
  6: '20360105',
  7: '413030303030303131',
  8: '313130313031313939303033303730303131',
  9: `D5C5C8FD${'00'.repeat(26)}`,
}

/** Tag, length and value as the card keeps them. */
export function recordOf(version: SpecificationVersion, { tag, length }: Item): Uint8Array {
  const value = tag === 3 ? ascii(version) : Uint8Array.fromHex(specimen[tag] ?? '31'.repeat(length))
  return concat(Uint8Array.of(tag, length), value)
}

/** A blank of that version, as its maker hands it over. */
export const blankCard = (version: SpecificationVersion, protocol: Protocol = 'T=0'): Uint8Array =>
  manufactureCard({ profile: profileOf(version), historicalBytes, transportKey, protocol })

/** A blank that has gone through all of personalisation; its PIN is still the initial one. */
export function personalisedCard(
  version: SpecificationVersion,
  parts: ChipParts,
  protocol: Protocol = 'T=0',
): Uint8Array {
  const bytes = blankCard(version, protocol)
  const table = atTheTable(memoryOver(bytes), version, parts)
  const { suite, must } = table
  must(table.prove('SSSE/MK', transportKey))
  for (const file of profileOf(version).files) {
    must(table.select(file.directory))
    must(table.send('00A40000', fid(file.fid)).status)
    if (file.structure === 'linear')
      for (const [index, item] of file.items.entries())
        must(table.send(`00DC${hexByte(index + 1)}04`, recordOf(version, item)).status)
    else if (file.structure === 'transparent') must(table.send('00D60000', ascii('content')).status)
  }
  must(table.transmit(encodeWritePin(suite, transportKey, factor, Uint8Array.fromHex(`03${initialPin}8000000000`))))
  must(table.send('00A40400', paymentName).status)
  must(table.send('80E28000', Uint8Array.fromHex(`5A0A${bankCardNumber}F`)).status)
  must(table.select('SSSE'))
  for (const key of cardKeys)
    must(table.transmit(encodeWriteKey(suite, transportKey, factor, key, 1, issuedKey(key.name))))
  return bytes
}

export interface Answered {
  readonly data: string
  readonly status: number
}

/** A card in a reader, and what a terminal does with it. */
export interface Table {
  readonly card: VirtualCard
  readonly suite: ChipSuite
  /** The answer as it is on the line. */
  line(hex: string): string
  /** Header and data; fetches what waits. */
  send(header: string, data?: Uint8Array, le?: number): Answered
  /** Status of a whole command. */
  transmit(command: Uint8Array): number
  select(directory: (typeof directories)[number]): number
  challenge(): Uint8Array
  /** EXTERNAL AUTHENTICATE in the directory of the key; it stays the current one. */
  prove(name: string, key?: Uint8Array): number
  /** A command whose last four bytes are a MAC under that key and a fresh challenge. */
  secured(header: string, name: string, data?: Uint8Array): Answered
  verify(pin: string): number
  must(status: number): void
}

export function atTheTable(memory: Memory, version: SpecificationVersion, parts: ChipParts): Table {
  const card = openCard(memory, parts)
  const suite = parts.suites[profileOf(version).suite]
  card.powerOn()
  const exchange = (command: Uint8Array): Answered => {
    const first = parse(card.transmit(command))
    if (first.status >> 8 === 0x61) return exchange(encodeCommand(0, 0xc0, 0, 0, { le: first.status & 0xff || 256 }))
    return first
  }
  const send = (header: string, data?: Uint8Array, le?: number): Answered => {
    const [cla, ins, p1, p2] = Uint8Array.fromHex(header) as unknown as [number, number, number, number]
    const body = { ...(data === undefined ? {} : { data }), ...(le === undefined ? {} : { le }) }
    return exchange(encodeCommand(cla, ins, p1, p2, body))
  }
  const select = (directory: (typeof directories)[number]) =>
    directory === 'SSSE'
      ? send('00A40400', directoryName(directory)).status
      : send('00A40000', fid(directoryFid(directory))).status
  const challenge = () => Uint8Array.fromHex(send('00840000', undefined, 8).data)
  return {
    ...{ card, suite, send, select, challenge },
    line: (hex) => card.transmit(Uint8Array.fromHex(hex)).toHex().toUpperCase(),
    transmit: (command) => exchange(command).status,
    prove(name, key = issuedKey(name)) {
      const { directory, id } = cardKey(name)
      select(directory)
      return send(`008200${hexByte(id)}`, suite.externalData(key, challenge(), new Uint8Array(8))).status
    },
    secured(header, name, data = new Uint8Array()) {
      const head = Uint8Array.fromHex(header)
      const mac = suite.mac(issuedKey(name), challenge(), concat(head, Uint8Array.of(data.length + 4), data))
      return send(header, concat(data, mac))
    },
    verify: (pin) => send('00200000', Uint8Array.fromHex(pin)).status,
    must(status) {
      if (status !== 0x9000) throw new Error(`the card said ${status.toString(16)}`)
    },
  }
}

function parse(bytes: Uint8Array): Answered {
  const response = parseResponse(bytes)
  if (response === undefined) throw new Error('no status word')
  return { data: response.data.toHex().toUpperCase(), status: response.status }
}

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const fid = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
export const hexByte = (value: number) => value.toString(16).padStart(2, '0')
