import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { bytes, debit, initialise, newBlank, newCard, readyToPay, status } from '../../test/card-at-the-table.ts'
import { statusWords } from '../apdu/status-word.ts'
import { cardKey } from '../key/card-key.ts'
import { encodeWriteKey, encodeWritePin } from '../key/write-key.ts'
import { memoryOver } from '../memory/memory.ts'
import { chipParts } from '../node/chip-parts.ts'
import { profileOf } from '../profile/profiles.ts'
import { layoutOf } from './card-layout.ts'
import { atTheTable, blankCard, factor, issuedKey, type Table, transportKey } from './personalised-card.fixture.ts'

suite('status words', () => {
  /** How each of them is come by. */
  const said: Readonly<Record<keyof typeof statusWords, () => number>> = {
    success: () => newCard().select('SSSE'),
    memoryFault: withBrokenMemory,
    wrongLength: () => status(newCard(), '00A40000', 'EF'),
    invalidState: () => status(newCard(), '00C00000', undefined, 1),
    wrongFileType: () => status(newCard(), '00B08500', undefined, 1),
    securityNotSatisfied: () => status(newCard(), '00B2072C', undefined, 11),
    locked: () => [1, 2, 3, 4].map(() => lockedKey.prove('SSSE/RKSSSE', transportKey)).at(-1) ?? 0,
    referencedDataInvalid: () => status(newCard(), '0082000A', '00'.repeat(16)),
    conditionsNotSatisfied: () => status(newCard(), '00B20104', undefined, 18),
    secureMessageWrong: () => newCard().secured('841E0000', 'SSSE/STK').status,
    wrongData: () => newCard().verify('12345A'),
    notSupported: () => withBlockedApplication(),
    fileNotFound: () => status(newCard(), '00A40000', '9999'),
    recordNotFound: () => status(newCard(), '00B2092C', undefined, 1),
    wrongParameters: () => status(newCard(), '00A40001', 'EF05'),
    keyNotFound: () => status(newCard(), '0082007F', '00'.repeat(16)),
    wrongOffset: () => beyondTheFile(),
    unknownInstruction: () => status(newCard(), '00FE0000'),
    unknownClass: () => status(newCard(), '10A40000', 'EF05'),
    macInvalid: () => withWrongMac(),
    permanentlyLocked: () => withBlockedCard(),
    purchaseNotSupported: () => status(readyToPay(), '80500102', `02${initialise().slice(2)}`),
    macNotAvailable: withoutCertificateKey,
  }
  const lockedKey = newCard()

  for (const [name, code] of Object.entries(statusWords))
    test(`${code.toString(16).toUpperCase()}: ${name}`, () => {
      assert.equal(said[name as keyof typeof statusWords](), code)
    })

  test('9403 and 9406: a card without purchase key or without TAC key pays nothing', () => {
    assert.equal(withoutCertificateKey(), 0x9406)
    const table = newBlank()
    withPin(table)
    assert.equal(status(table, '80500102', initialise()), 0x9403)
  })

  test('6581: after a fault of the memory nothing is said before the next power on', () => {
    const image = blankCard('3.00')
    const memory = memoryOver(image)
    let broken = false
    const write = (offset: number, written: Uint8Array) => {
      if (broken) throw new Error('worn out')
      memory.write(offset, written)
    }
    const table = atTheTable({ ...memory, write }, '3.00', chipParts)
    table.must(table.prove('SSSE/MK', transportKey))
    broken = true
    assert.equal(status(table, '00DC052C', '050420260105'), 0x6581)
    broken = false
    assert.equal(table.select('SSSE'), 0x6581)
    assert.equal(table.card.powerOn().length, 17)
    assert.equal(table.select('SSSE'), 0x9000)
    assert.equal(status(table, '00B2052C', undefined, 6), 0x6a83)
  })

  test('A memory that is no card’s is mute, and one of another table does not guess', () => {
    for (const image of [new Uint8Array(), new Uint8Array(100), new Uint8Array(20_000).fill(0xff)]) {
      const table = atTheTable(memoryOver(image), '3.00', chipParts)
      assert.equal(table.card.powerOn().length, 0)
      assert.equal(table.select('SSSE'), 0x6581)
    }
    const decayed = blankCard('3.00')
    decayed.fill(0xa5, layoutOf(profileOf('3.00')).journal.offset)
    const torn = atTheTable(memoryOver(decayed), '3.00', chipParts)
    assert.equal(torn.card.powerOn().length, 17)
    assert.equal(torn.select('SSSE'), 0x6581)
    const short = atTheTable(memoryOver(blankCard('3.00').slice(0, -1)), '3.00', chipParts)
    assert.equal(short.select('SSSE'), 0x6581)
  })
})

/** A PIN of the holder's own, verified in the medical application of a blank. */
function withPin(table: Table): void {
  table.must(table.prove('SSSE/MK', transportKey))
  table.must(table.transmit(encodeWritePin(table.suite, transportKey, factor, bytes('03123456'))))
  table.must(status(table, '805E0100', '123456FF654321'))
  table.select('DF04')
  table.must(table.verify('654321'))
}

function withoutCertificateKey(): number {
  const table = newBlank()
  const key = encodeWriteKey(table.suite, transportKey, factor, cardKey('DF04/DPK'), 1, issuedKey('DF04/DPK'))
  table.must(table.transmit(key))
  withPin(table)
  const { data } = table.send('80500102', bytes(initialise()))
  return status(table, '80540100', debit(table, data).toHex())
}

function withBlockedApplication(): number {
  const table = newCard()
  table.select('DF06')
  table.must(table.secured('841E0000', 'DF06/LK').status)
  return table.select('DF06')
}

function withBlockedCard(): number {
  const table = newCard()
  table.must(table.secured('84160000', 'SSSE/BK').status)
  return table.verify('123456')
}

function beyondTheFile(): number {
  const table = newCard()
  table.must(table.prove('SSSE/RKSSSE'))
  table.must(status(table, '00A40000', 'EF07'))
  return status(table, '00B00300', undefined, 1)
}

function withWrongMac(): number {
  const table = readyToPay()
  const { data } = table.send('80500102', bytes(initialise()))
  return status(table, '80540100', debit(table, data, '00000001').toHex())
}

function withBrokenMemory(): number {
  const memory = memoryOver(blankCard('3.00'))
  const write = () => {
    throw new Error('worn out')
  }
  return atTheTable({ ...memory, write }, '3.00', chipParts).prove('SSSE/MK', transportKey)
}
