import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { transportVersion } from '../hsm/chip-hsm.ts'
import { cardKey, cardKeys } from '../key/card-key.ts'
import { writeHeader, writeKeyInstruction } from '../key/write-key.ts'
import { exchange } from '../terminal/exchange.ts'
import { type Bench, prove, refused, type Wrong } from './bench.ts'
import { pinBlock } from './pin-block.ts'
import { selectDirectory } from './select-file.ts'
import { writeImage } from './write-image.ts'
import { writeKeys } from './write-keys.ts'
import { writePse } from './write-pse.ts'

/** The steps that turn a blank into a card; the right to them is the transport key. */

const masterKey = cardKey('SSSE/MK')
/** A PIN block with its padding, in both suites. */
const cipherBytes = 16

export async function proveTransportKey(bench: Bench): Promise<Wrong> {
  return refused(masterKey.name, await prove(bench, masterKey, transportVersion))
}

export async function writeFiles({ terminal, order }: Bench): Promise<Wrong> {
  const written = await writeImage(terminal, order.image)
  return written.ok ? undefined : refused(written.path, written.status)
}

export async function writePin({ terminal, order, factor }: Bench): Promise<Wrong> {
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

export async function writeBankCardNumber({ terminal, order }: Bench): Promise<Wrong> {
  const { pan } = order.image
  return pan === null ? undefined : refused('PSE', await writePse(terminal, pan))
}

export async function replaceKeys({ terminal, order, factor }: Bench): Promise<Wrong> {
  const { hsm, suite, area, version } = order
  const [commands] = await hsm.replaceKeys([{ suite, version, present: transportVersion, area, factor }])
  const written = await writeKeys(terminal, commands ?? [])
  return written.ok ? undefined : refused(cardKeys[written.index]?.name ?? 'key', written.status)
}
