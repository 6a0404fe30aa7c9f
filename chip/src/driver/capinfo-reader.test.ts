import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insert } from '../../test/card-on-bench.ts'
import { cityOnBench, meddled, psamWith } from '../../test/reader-on-bench.ts'
import { TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import { capinfoCodes } from './capinfo-code.ts'
import { type CapinfoReader, capinfoReader } from './capinfo-reader.ts'

const city = await cityOnBench('2.00')
const [contactless, contact, psam] = [0, 1, 2]
const bytes = (hex: string) => Uint8Array.fromHex(hex)
const selectSsse = bytes('00A404000F7378312E73682EC9E7BBE1B1A3D5CF')

const reader = () =>
  capinfoReader({ [contact]: insert(city.memory.slice()), [psam]: psamWith(city.psamKeys) }, 'Yika 1.0')

async function answered(opened: CapinfoReader, handle: number, hex: string) {
  const { code, resp } = await opened.ICC_Reader_Application(handle, contact, bytes(hex))
  return `${resp.toHex()} ${code.toString(16)}`.trim()
}

test('M2.3: a card is read through the Beijing interface, where 61xx and 6Cxx are the caller’s', async () => {
  const opened = reader()
  const handle = await opened.ICC_Reader_Open()
  assert.equal(handle, 0)
  const { code, resp } = await opened.ICC_Reader_Reset(handle, contact)
  assert.equal(code, 0)
  assert.equal(resp.toHex(), '3b6d00000081544c978684110000000001')
  const selected = await opened.ICC_Reader_Application(handle, contact, selectSsse)
  assert.equal(selected.code >> 8, 0x61)
  await answered(opened, handle, `00C00000${(selected.code & 0xff).toString(16).padStart(2, '0')}`)
  assert.equal(await answered(opened, handle, '00A4000002EF05'), '9000')
  assert.equal(await answered(opened, handle, '00B2030400'), '6c06')
  assert.equal(await answered(opened, handle, '00B2030406'), '0304322e3030 9000')
  assert.equal(await answered(opened, handle, '00B20804FF'), '6a83')
  assert.equal(await opened.ICC_Reader_PowerOff(handle, contact), 0)
  assert.equal((await opened.ICC_Reader_Reset(handle, psam)).code, 0)
  assert.equal(await opened.ICC_Reader_Close(handle), 0)
  assert.equal(opened.ICC_Reader_Version(), 'Yika 1.0')
})

/** A reader whose card slot fails in the given way, in its reset or in its command. */
async function faulty(fault: TerminalFault, at: 'powerOn' | 'transmit' | 'powerOff') {
  const failing = { ...insert(city.memory.slice()), [at]: () => Promise.reject(new TerminalError(fault, fault)) }
  const opened = capinfoReader({ [contact]: failing }, 'Yika 1.0')
  const handle = await opened.ICC_Reader_Open()
  const reset = await opened.ICC_Reader_Reset(handle, contact)
  if (at === 'powerOn') return reset.code
  if (at === 'powerOff') return opened.ICC_Reader_PowerOff(handle, contact)
  return (await opened.ICC_Reader_Application(handle, contact, selectSsse)).code
}

/** A way to each code that the adapter says. */
const ways: Readonly<Record<number, () => Promise<number>>> = {
  '0': async () => reader().ICC_Reader_Open(),
  '1': () => faulty('timeout', 'transmit'),
  '-1': () => reader().ICC_Reader_Close(0),
  '-2': () => faulty('no-card', 'powerOn'),
  '-3': () => faulty('no-answer', 'powerOn'),
  '-4': async () => {
    const opened = reader()
    return (await opened.ICC_Reader_Application(await opened.ICC_Reader_Open(), contact, selectSsse)).code
  },
  '-5': async () => {
    const opened = reader()
    return (await opened.ICC_Reader_Reset(await opened.ICC_Reader_Open(), contactless)).code
  },
  '-6': async () => {
    const opened = reader()
    const handle = await opened.ICC_Reader_Open()
    await opened.ICC_Reader_Reset(handle, contact)
    return (await opened.ICC_Reader_Application(handle, contact, bytes('00A404000F73'))).code
  },
  '-7': async () => {
    const dumb = meddled(insert(city.memory.slice()), () => new Uint8Array(1))
    const opened = capinfoReader({ [contact]: dumb }, '')
    const handle = await opened.ICC_Reader_Open()
    await opened.ICC_Reader_Reset(handle, contact)
    return (await opened.ICC_Reader_Application(handle, contact, selectSsse)).code
  },
  '-8': () => faulty('reader-gone', 'powerOff'),
  '-10': async () => {
    const opened = reader()
    return (await opened.ICC_Reader_Reset((await opened.ICC_Reader_Open()) + 1, contact)).code
  },
  '-1100': async () => {
    const opened = reader()
    await opened.ICC_Reader_Open()
    return opened.ICC_Reader_Open()
  },
}

test('M9.2: every code of the Beijing interface that an adapter can say has a way to it', async () => {
  const own = Object.entries(capinfoCodes).filter(([, { origin }]) => origin === 'adapter')
  assert.deepEqual(Object.keys(ways).toSorted(), own.map(([code]) => code).toSorted())
  for (const [code, way] of Object.entries(ways)) assert.equal(await way(), Number(code))
  assert.equal(Object.keys(capinfoCodes).length, 22)
})

test('M9.2: the last error stays until another one, a closed reader leaves no card with power', async () => {
  const user = insert(city.memory.slice())
  const opened = capinfoReader({ [contact]: user }, 'v'.repeat(80))
  const handle = await opened.ICC_Reader_Open()
  assert.equal(opened.ICC_Reader_GetLastError(), 0)
  await opened.ICC_Reader_Reset(handle, 9)
  await opened.ICC_Reader_Reset(handle, contact)
  assert.equal(opened.ICC_Reader_GetLastError(), -5)
  assert.equal(await opened.ICC_Reader_Close(handle), 0)
  await assert.rejects(user.transmit(selectSsse), { fault: 'not-powered' })
  assert.equal((await opened.ICC_Reader_Application(handle, contact, selectSsse)).code, -1)
  assert.notEqual(await opened.ICC_Reader_Open(), handle)
  assert.equal((await opened.ICC_Reader_Reset(handle, contact)).code, -10)
  assert.equal(opened.ICC_Reader_Version().length, 63)
})
