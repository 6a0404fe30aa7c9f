import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeCommand } from '@yika/chip/apdu/command-apdu.ts'
import { memoryKeyStore } from '@yika/chip/hsm/master-key-store.ts'
import { softwareHsm } from '@yika/chip/hsm/software-hsm.ts'
import { countedData } from '@yika/chip/key/counted-data.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { selectDirectory } from '@yika/chip/personalisation/select-file.ts'
import { exchange } from '@yika/chip/terminal/exchange.ts'
import { sampleChip } from '../src/sample/sample-chip.ts'
import { sampleChipMemories } from '../src/simulator/sample-chip-memory.ts'
import { readerWith } from '../src/simulator/virtual-blank.ts'

const { suites, random } = chipParts
const hsm = softwareHsm({ suites, store: memoryKeyStore(), random })

test('M18.2, M9.2: a third-generation card that the sample city brings along has a chip that proves itself with the city’s key', async () => {
  await hsm.generate('sm', 0)
  await hsm.generate('sm', 1)
  const chip = sampleChip(42)
  const data = {
    ...{ version: '3.00' as const, cardClass: '3', initialisingBody: '911100000000', cardNumber: 'S00000420' },
    ...{ issuedOn: '20250601', validUntil: '20350601', ssn: '11010119900307751X', name: '张三', sex: '1' },
    ...{ ethnicGroup: '01', birthPlace: '110101', birthOn: '19900307', bankCardNumber: null },
  } as const
  const [memory] = await sampleChipMemories(hsm, [{ chip, data }])
  assert.ok(memory !== undefined)
  const terminal = readerWith(memory)
  await terminal.powerOn()
  await selectDirectory(terminal, 'SSSE')
  const [random1, random2] = [random(8), random(8)]
  const apdu = encodeCommand(0x00, 0x88, 0x01, 0x00, { data: Uint8Array.of(...random1, ...random2) })
  const { data: answer } = await exchange(terminal, apdu)
  const counter = new DataView(answer.buffer, answer.byteOffset).getUint32(0)
  const [expected] = await hsm.internalAuthentication([
    {
      ...{ suite: 'sm', version: 1, key: 'SSSE/IRK', area: '110000', factor: cardFactor(Uint8Array.fromHex(chip.atr)) },
      ...{ challenge: random1, data: countedData(random2, counter) },
    },
  ])
  assert.deepEqual(answer.slice(4), expected)
})
