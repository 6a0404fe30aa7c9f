import assert from 'node:assert/strict'
import test from 'node:test'
import { insert, specimenHistorical } from '../../test/card-on-bench.ts'
import { type CityOnBench, cityOnBench, readerOnBench } from '../../test/reader-on-bench.ts'
import { countedData } from '../key/counted-data.ts'
import { cardFactor } from '../key/factor.ts'
import { sm3 } from '../node/sm3.ts'
import { TerminalError } from '../terminal/card-terminal.ts'
import { tapChallenge } from '../terminal/tap-challenge.ts'
import { DriverFailure } from './driver-failure.ts'
import { type ChipPresentation, presentCard } from './present-card.ts'

const tap = {
  ...{ terminalId: 'gate-1', at: '2026-11-23T02:00:00.000Z', nonce: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
  ...({ carrier: 'contactless-chip', digest: sm3 } as const),
}

/** What the key machine of the city expects of the card for this tap. */
async function expected({ hsm, suite }: CityOnBench, said: ChipPresentation, terminalId: string): Promise<string> {
  const { random1, random2 } = tapChallenge({ ...tap, terminalId, at: said.at }, sm3)
  const [answer] = await hsm.internalAuthentication([
    {
      ...{ suite, version: 1, key: 'SSSE/IRK', area: '110000', factor: cardFactor(specimenHistorical) },
      ...{ challenge: random1, data: countedData(random2, said.counter) },
    },
  ])
  return (answer ?? new Uint8Array()).toHex().toUpperCase()
}

test('M14.1: the challenge of a tap follows from terminal, time and nonce, and from nothing else', () => {
  const hex = (change: Partial<typeof tap> = {}) => {
    const { random1, random2 } = tapChallenge({ ...tap, ...change }, sm3)
    return random1.toHex() + random2.toHex()
  }
  assert.equal(hex(), hex())
  assert.equal(hex().length, 32)
  const others = [
    hex({ terminalId: 'gate-2' }),
    hex({ at: '2026-11-23T02:00:00.001Z' }),
    hex({ nonce: new Uint8Array(8) }),
    hex({ terminalId: 'gate-1\n', at: tap.at.slice(1) }),
  ]
  assert.equal(new Set([hex(), ...others]).size, 5)
})

for (const version of ['1.00', '2.00', '3.00'] as const)
  test(`M14.1, M5.6: a card of version ${version} proves a tap without telling anything of its holder`, async () => {
    const city = await cityOnBench(version)
    const memory = city.memory.slice()
    const said = await presentCard(insert(memory), tap)
    assert.deepEqual(Object.keys(said).toSorted(), ['at', 'by', 'carrier', 'chip', 'counter', 'cryptogram', 'nonce'])
    assert.deepEqual(
      [said.chip, said.nonce, said.carrier],
      ['110000D1560000050000000111223344', '0102030405060708', tap.carrier],
    )
    assert.equal(said.cryptogram, await expected(city, said, 'gate-1'))
    assert.notEqual(said.cryptogram, await expected(city, said, 'gate-2'), 'it is worth nothing at another terminal')
    const again = await presentCard(insert(memory), tap)
    assert.equal(again.counter, said.counter + 1)
    assert.notEqual(again.cryptogram, said.cryptogram)
  })

test('M14.1: a card of another kind, or none, ends the tap and leaves the reader without power', async () => {
  let off = 0
  const other = {
    ...{
      name: 'other',
      powerOn: async () => new Uint8Array(),
      reset: async () => new Uint8Array(),
      close: async () => {},
    },
    powerOff: async () => {
      off += 1
    },
    transmit: async () => Uint8Array.of(0x6a, 0x82),
  }
  await assert.rejects(presentCard(other, tap), DriverFailure)
  const powerOn = async () => {
    throw new TerminalError('no-card', 'nothing there')
  }
  await assert.rejects(presentCard({ ...other, powerOn }, tap), TerminalError)
  assert.equal(off, 2)
})

test('M14.1: a reader presents its card for a page that is a terminal, and takes no other words than its own', async () => {
  const city = await cityOnBench('3.00')
  const { driver } = readerOnBench(city, { digest: sm3 })
  const { code, text } = await driver.presentCard(3, 'gate-1', tap.at, '0102030405060708')
  const [slot, chip = '', counter, cryptogram = ''] = text.split('|')
  assert.deepEqual([code, slot, chip], [0, '1', '110000D1560000050000000111223344'])
  const said = { ...tap, by: 'chip', chip, nonce: '0102030405060708', counter: Number(counter), cryptogram } as const
  assert.equal(cryptogram, await expected(city, said, 'gate-1'))
  for (const [terminalId, at, nonce] of [
    ['gate-1\n', tap.at, '0102030405060708'],
    ['gate-1', '', '0102030405060708'],
    ['gate-1', tap.at, '01020304'],
  ] as const)
    assert.equal((await driver.presentCard(3, terminalId, at, nonce)).code, -14)
  const bare = readerOnBench(city)
  assert.equal((await bare.driver.presentCard(3, 'gate-1', tap.at, '0102030405060708')).code, -13)
})
