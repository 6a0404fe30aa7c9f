import assert from 'node:assert/strict'
import { test } from 'node:test'
import { specimenHistorical } from '../../test/card-on-bench.ts'
import { cityOnBench } from '../../test/reader-on-bench.ts'
import type { ChipHsm } from '../hsm/chip-hsm.ts'
import { HsmError } from '../hsm/chip-hsm.ts'
import { cardKey } from '../key/card-key.ts'
import { cardFactor } from '../key/factor.ts'
import { chipParts } from '../node/chip-parts.ts'
import { type BackOfficeRequest, type BackOfficeService, instruct } from './back-office.ts'
import { formatGeneralLine, formatReadLine, formatSecureLine, parseReadLine, type ReadLine } from './hsm-line.ts'

const city = await cityOnBench('3.00')
const { sm, des } = chipParts.suites
const bytes = (hex: string) => Uint8Array.fromHex(hex)
const challenge = bytes('1122334455667788')
const data = bytes('0102030405060708')

const asked = (service: BackOfficeService, line: string, more: Partial<BackOfficeRequest> = {}): BackOfficeRequest => ({
  ...{ service, line, suite: sm, version: 1, area: '110000', factor: cardFactor(specimenHistorical), ...more },
})

async function refusal(request: BackOfficeRequest, hsm: ChipHsm = city.hsm): Promise<string> {
  const answer = await instruct(hsm, request)
  return answer.ok ? `given ${answer.inst}` : answer.code
}

const readLine: ReadLine = {
  ...{ area: '110000', resetInformation: '0081544C978684110000000001', algorithm: '03' },
  ...{ identificationCode: '110000D1560000050000000111223344', terminalNumber: '410100813475' },
  ...{ internalRandom: challenge, internalData: data, externalRandom: data, externalData: challenge },
}

const general = (key: string, algorithm: '01' | '03' = '03') =>
  formatGeneralLine({ algorithm, keyAddress: cardKey(key).address, challenge, data })

const secure = (header: string, pinBlock: string, key = 'SSSE/STK') =>
  formatSecureLine({
    ...{ algorithm: '03', keyAddress: cardKey(key).address, challenge },
    ...{ header: bytes(header), pinBlock: bytes(pinBlock) },
  })

test('M14.1: the line of nine fields is read as it was written', () => {
  const text = formatReadLine(readLine)
  assert.equal(text.split('|').length, 10)
  assert.deepEqual(parseReadLine(text), readLine)
  assert.equal(parseReadLine(`${text}x|`), undefined)
})

test('M14.1: what the step before did not answer is refused', async () => {
  for (const service of ['246/01', '244/01', '244/02', '244/04', '245/02', '245/07'] as const)
    for (const line of ['', '|', '03|0094|', formatReadLine(readLine).slice(3)])
      assert.equal(await refusal(asked(service, line)), 'line-malformed')
})

test('M14.1: the card, its algorithm and its keys are those of the register', async () => {
  const line = formatReadLine(readLine)
  assert.match(await refusal(asked('246/01', line)), /^given [0-9A-F]{32}\|[0-9A-F]{32}\|$/)
  assert.equal(await refusal(asked('246/01', line, { area: '110101' })), 'card-differs')
  assert.equal(await refusal(asked('246/01', line, { factor: data })), 'card-differs')
  assert.equal(await refusal(asked('246/01', line, { suite: des })), 'algorithm-differs')
  assert.equal(await refusal(asked('244/01', general('SSSE/RKSSSE', '01'))), 'algorithm-differs')
  assert.equal(await refusal(asked('246/01', line, { version: 9 })), 'key-machine-refuses')
})

test('M9.2: each service proves keys of its own use only', async () => {
  const serving = {
    ...{ 'SSSE/RKSSSE': '244/01', 'DF03/RK2': '244/01', 'SSSE/UKSSSE': '244/04', 'DF01/UK2': '244/04' },
    ...{ 'SSSE/PUK': '244/02', 'SSSE/MK': '', 'SSSE/IRK': '', 'SSSE/BK': '', 'SSSE/STK': '', 'DF04/DPK': '' },
  }
  for (const [key, own] of Object.entries(serving))
    for (const service of ['244/01', '244/02', '244/04'] as const) {
      const answer = await refusal(asked(service, general(key)))
      if (service === own) assert.match(answer, /^given [0-9A-F]{32}$/)
      else assert.equal(answer, 'key-not-for-service')
    }
  const unknown = formatGeneralLine({ algorithm: '03', keyAddress: 'FFFF', challenge, data })
  assert.equal(await refusal(asked('244/01', unknown)), 'key-unknown')
})

test('M9.2: the maintenance key secures the two commands of the PIN and nothing else', async () => {
  assert.match(await refusal(asked('245/02', secure('8424000114', '03123456'))), /^given 8424000114[0-9A-F]{40}$/)
  assert.match(await refusal(asked('245/02', secure('8424000004', ''))), /^given 8424000004[0-9A-F]{8}$/)
  for (const [header, block] of [
    ['8416000004', ''],
    ['8424000104', ''],
    ['8424000014', '03123456'],
    ['842400010C', '03123456'],
    ['8424000114', '04123456'],
    ['84DC010414', '03123456'],
  ] as const)
    assert.equal(await refusal(asked('245/02', secure(header, block))), 'command-not-for-service')
  const elsewhere = secure('8424000004', '', 'DF03/STK')
  assert.equal(await refusal(asked('245/02', elsewhere)), 'command-not-for-service')
  assert.equal(await refusal(asked('245/02', secure('8424000004', '', 'SSSE/BK'))), 'key-not-for-service')
})

test('A key machine that is out of order is an outage, no refusal', async () => {
  const broken: ChipHsm = {
    ...city.hsm,
    externalAuthentication: () => Promise.reject(new HsmError('device', 'no answer')),
  }
  await assert.rejects(refusal(asked('244/01', general('SSSE/RKSSSE')), broken), HsmError)
})
