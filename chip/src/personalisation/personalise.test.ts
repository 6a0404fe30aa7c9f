import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankOnBench, fullImage, imageOf, insert } from '../../test/card-on-bench.ts'
import { type ChipHsm, HsmError } from '../hsm/chip-hsm.ts'
import { specificationVersions } from '../profile/card-file.ts'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import { type Personalised, personalise } from './personalise.ts'

const hex = (text: string) => Uint8Array.fromHex(text)
const outcome = (result: Personalised) => (result.made ? 'made' : `${result.stage}: ${result.detail}`)

/** A reader that changes what it passes on; `undefined` says 9000 without the card. */
function meddling(terminal: CardTerminal, change: (command: Uint8Array) => Uint8Array | undefined): CardTerminal {
  return {
    ...terminal,
    async transmit(command) {
      const changed = change(command)
      return changed === undefined ? hex('9000') : terminal.transmit(changed)
    },
  }
}

for (const version of specificationVersions)
  for (const protocol of ['T=0', 'T=1'] as const)
    test(`M2.3: a blank of ${version} becomes a card with ${protocol}, whatever is in its files`, async () => {
      for (const image of [imageOf(version), fullImage(version)]) {
        const { memory, order } = await blankOnBench(version, { protocol, image })
        const result = await personalise(insert(memory), order)
        assert.equal(outcome(result), 'made')
        if (result.made) assert.deepEqual([result.atr.length, result.counter], [protocol === 'T=0' ? 17 : 18, 2])
      }
    })

test('M4.3: long names and names of the chip’s whole character set are read back as they were written', async () => {
  for (const name of ['王'.repeat(25), `A${'王'.repeat(15)}`, '买买提·阿不都热合曼', '镕龘喆'])
    for (const version of ['2.00', '3.00'] as const) {
      const { memory, order } = await blankOnBench(version, { image: imageOf(version, { name }) })
      assert.equal(outcome(await personalise(insert(memory), order)), 'made', name)
    }
})

const spoilers = {
  'a byte of a record changes on the way': {
    stage: 'read-back: 3F00EF06/2',
    change: (command: Uint8Array) => (command[1] === 0xdc && command[5] === 0x09 ? command.with(8, 0x41) : command),
  },
  'a record is not written at all': {
    stage: 'read-back: 3F00EF05/6',
    change: (command: Uint8Array) => (command[1] === 0xdc && command[5] === 0x06 ? undefined : command),
  },
  'a part of the photo is lost': {
    stage: 'read-back: 3F00EF08',
    change: (command: Uint8Array) => (command[1] === 0xd6 && command[2] === 0x0f ? undefined : command),
  },
  'the bank card number is not stored': {
    stage: 'read-back: PSE',
    change: (command: Uint8Array) => (command[1] === 0xe2 ? undefined : command),
  },
  'a MAC is broken': {
    stage: 'pin: PIN 6988',
    change: (command: Uint8Array) => (command[1] === 0xd4 ? command.with(-1, (command.at(-1) as number) ^ 1) : command),
  },
} as const

for (const [name, { stage, change }] of Object.entries(spoilers))
  test(`M4.2: ${name}: the card is not made, and it is said where`, async () => {
    const { memory, order } = await blankOnBench('3.00', { image: fullImage('3.00') })
    assert.equal(outcome(await personalise(meddling(insert(memory), change), order)), stage)
  })

test('M4.2: a key that silently keeps its transport version spoils the card', async () => {
  for (const [lost, key] of [
    [0, 'genuineness: SSSE/IRK plain 9000'],
    [4, 'key-challenge: SSSE/STK 63C2'],
    [5, 'read-back: 3F00EF05 6982'],
  ] as const) {
    let index = -2
    const { memory, order } = await blankOnBench('3.00')
    const skipping = meddling(insert(memory), (command) => {
      if (command[1] !== 0xd4) return command
      index += 1
      return index === lost ? undefined : command
    })
    assert.equal(outcome(await personalise(skipping, order)), key)
  }
})

test('M4.2: keys of another city, another card or a blank of another maker are found out', async () => {
  const { memory, order } = await blankOnBench('3.00')
  const other = await blankOnBench('3.00')
  const wrongBlank = await personalise(insert(memory), { ...order, hsm: other.order.hsm })
  assert.equal(outcome(wrongBlank), 'transport-key: SSSE/MK 63C2')
  const blank = await blankOnBench('3.00')
  const { hsm } = blank.order
  const elsewhere: ChipHsm = {
    ...hsm,
    replaceKeys: (requests) => hsm.replaceKeys(requests.map((request) => ({ ...request, area: '120000' }))),
  }
  const result = await personalise(insert(blank.memory), { ...blank.order, hsm: elsewhere })
  assert.equal(outcome(result), 'read-back: 3F00EF05 6982')
})

test('M4.2: a card that was made is no blank any more', async () => {
  const { memory, order } = await blankOnBench('2.00')
  assert.equal(outcome(await personalise(insert(memory), order)), 'made')
  assert.match(outcome(await personalise(insert(memory), order)), /^transport-key: /)
})

test('M4.2: a card that is pulled and a key machine that fails spoil the card, other errors are not hidden', async () => {
  const { memory, order } = await blankOnBench('3.00')
  const pulled = meddling(insert(memory), (command) => {
    if (command[1] === 0xdc) throw new TerminalError('no-card', 'pulled')
    return command
  })
  assert.equal(outcome(await personalise(pulled, order)), 'files: no-card')
  const again = await blankOnBench('3.00')
  const broken: ChipHsm = {
    ...again.order.hsm,
    replaceKeys: () => Promise.reject(new HsmError('device', 'no answer')),
  }
  assert.equal(outcome(await personalise(insert(again.memory), { ...again.order, hsm: broken })), 'keys: device')
  const bug = meddling(insert(again.memory), () => {
    throw new RangeError('a bug')
  })
  await assert.rejects(personalise(bug, again.order), RangeError)
})
