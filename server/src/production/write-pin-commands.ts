import { encodeCommand } from '@yika/chip/apdu/command-apdu.ts'
import { concat } from '@yika/chip/bytes/concat.ts'
import { type ChipHsm, transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { writeHeader, writeKeyInstruction } from '@yika/chip/key/write-key.ts'
import { pinBlock } from '@yika/chip/personalisation/pin-block.ts'
import { chipOf } from './chip-of.ts'

const { cla, ins, pin: p1 } = writeKeyInstruction
/** A PIN block with its padding. */
const cipherBytes = 16

/** WRITE PIN for each chip, by its reset information, under the transport key that it has before it gets the keys of the city. */
export async function writePinCommands(
  hsm: ChipHsm,
  resets: readonly string[],
  pins: readonly string[],
): Promise<readonly Uint8Array[]> {
  const secured = await hsm.secureMessage(
    resets.map((reset, index) => {
      const chip = chipOf(reset)
      const plaintext = pinBlock(pins[index] as string) as Uint8Array
      return {
        ...chip,
        ...{ version: transportVersion, key: 'SSSE/MK', challenge: chip.factor },
        ...{ header: writeHeader(p1, cipherBytes), plaintext, encipher: true },
      }
    }),
  )
  return secured.map(({ data, mac }) => encodeCommand(cla, ins, p1, 0x00, { data: concat(data, mac) }))
}
