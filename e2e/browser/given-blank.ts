import assert from 'node:assert/strict'
import { sm2 } from '@yika/chip/cipher/sm2.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import { readerWith, virtualBlank } from '../../server/src/simulator/virtual-blank.ts'
import type { TestServer } from '../../server/test/test-server.ts'

/** A blank that nobody has written to, in the station of a counter. The maker of blanks gets the transport master under its own key. */
export async function givenBlank(yika: TestServer, serial: number): Promise<CardTerminal> {
  const maker = sm2.keyPair(chipParts.random)
  const enciphered = await yika.server.platform.custodian.chipHsm.transportKeyFor('sm', maker.publicKey)
  const master = sm2.decrypt(maker.privateKey, enciphered)
  assert.ok(master)
  return readerWith(virtualBlank(serial, master))
}
