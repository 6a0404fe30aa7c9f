import { concat } from '../src/bytes/concat.ts'
import {
  atTheTable,
  blankCard,
  issuedKey,
  personalisedCard,
  type Table,
} from '../src/card/personalised-card.fixture.ts'
import { memoryOver } from '../src/memory/memory.ts'
import { chipParts } from '../src/node/chip-parts.ts'
import type { Protocol } from '../src/profile/answer-to-reset.ts'
import type { SpecificationVersion } from '../src/profile/card-file.ts'

export const bytes = (hex: string) => Uint8Array.fromHex(hex)
/** The names under which the environments of social security and of the bank are selected. */
export const ssse = '7378312E73682EC9E7BBE1B1A3D5CF'
export const payment = 'A000000333010101'
const images = new Map<string, Uint8Array>()

/** A personalised card that nobody has used yet. */
export function newCard(version: SpecificationVersion = '3.00', protocol: Protocol = 'T=0'): Table {
  const name = `${version} ${protocol}`
  const image = images.get(name) ?? personalisedCard(version, chipParts, protocol)
  images.set(name, image)
  return atTheTable(memoryOver(image.slice()), version, chipParts)
}

export const newBlank = (): Table => atTheTable(memoryOver(blankCard('3.00')), '3.00', chipParts)

/** Status of a command given as header, data and Le. */
export const status = (table: Table, header: string, data?: string, le?: number) =>
  table.send(header, data === undefined ? undefined : bytes(data), le).status

/** A card whose holder has chosen a PIN and shown it in the medical application. */
export function readyToPay(): Table {
  const table = newCard()
  table.must(status(table, '805E0100', '123456FF654321'))
  table.select('DF04')
  table.must(table.verify('654321'))
  return table
}

export const terminal = '110000000001'
export const initialise = (amount = '00000000') => `01${amount}${terminal}`

/** Data of DEBIT FOR PURCHASE with MAC1 for what INITIALIZE answered. */
export function debit(table: Table, initialised: string, amount = '00000000', dateTime = '20261123101500'): Uint8Array {
  const answer = bytes(initialised)
  const sequence = answer.subarray(4, 6)
  const amounts = bytes('0000006400000000000000C8')
  const message = concat(bytes(`${amount}06${terminal}`), amounts, bytes(dateTime))
  const mac = table.suite.mac(issuedKey('DF04/DPK'), concat(answer.subarray(-4), sequence, sequence), message)
  return concat(bytes('0000'), sequence, bytes(dateTime), amounts, mac)
}
