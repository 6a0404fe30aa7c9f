import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { imageOf, specimenHistorical } from '../../test/card-on-bench.ts'
import { cityOnBench, readerOnBench } from '../../test/reader-on-bench.ts'
import { encodeCommand } from '../apdu/command-apdu.ts'
import { cardKey } from '../key/card-key.ts'
import { cardFactor } from '../key/factor.ts'
import { proveKey } from '../personalisation/prove-key.ts'
import { answerToReset, type Protocol } from '../profile/answer-to-reset.ts'
import type { SpecificationVersion } from '../profile/card-file.ts'
import { manufacturePsam } from '../psam/psam-memory.ts'
import type { CardTerminal, TerminalFault } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { createCardFile, openCardFile } from './card-file.ts'
import { insertCardFile } from './insert-card-file.ts'
import { FileInUse } from './lock-file.ts'
import { listReaders } from './pcsc-readers.ts'
import { openPcscTerminal } from './pcsc-terminal.ts'
import { insertIntoVpcd, type VpcdSlot } from './vpcd.ts'

const run = promisify(execFile)
const node = process.execPath
const [userReader, psamReader] = ['Virtual PCD 00 00', 'Virtual PCD 00 01'] as const
const script = (name: 'up' | 'down') => fileURLToPath(new URL(`../../pcsc/${name}`, import.meta.url))
const call = async (file: string, ...parameters: string[]) => (await run(file, parameters, { timeout: 20_000 })).stdout

/** Why it cannot run here, if it cannot: somebody's own PC/SC daemon must not be disturbed. */
function reasonToSkip(): string | false {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux'
  const needed = [
    ['/usr/sbin/pcscd', 'pcscd'],
    ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so', 'vsmartcard-vpcd'],
    ['/usr/bin/opensc-tool', 'opensc'],
  ] as const
  const missing: string[] = needed.filter(([path]) => !existsSync(path)).map(([, name]) => name)
  if (!['/usr/sbin/ip', '/sbin/ip', '/usr/bin/ip'].some((path) => existsSync(path))) missing.push('iproute2')
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`
  const isPcscd = (pid: string) => {
    try {
      return /^\d+ \(pcscd\) [^Z]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    } catch {
      return false
    }
  }
  const running = readdirSync('/proc').find((name) => /^\d+$/.test(name) && isPcscd(name))
  return running === undefined ? false : `a pcscd runs already, as process ${running}`
}

const area = '110000'
const pin = '123456'
const folder = mkdtempSync(join(tmpdir(), 'pcsc-'))
const factor = cardFactor(specimenHistorical)
const specimenNumber = `0812${Buffer.from('110101199003070011').toString('hex').toUpperCase()}`

/** A card as it leaves the line: made, personalised, and its memory in a file. */
async function makeCard(version: SpecificationVersion, protocol: Protocol) {
  const city = await cityOnBench(version, imageOf(version), protocol)
  const path = join(mkdtempSync(join(folder, 'card-')), 'memory')
  createCardFile(path, city.memory)
  return { city, path, atr: answerToReset(specimenHistorical, protocol).toHex() }
}

async function insertFile(path: string, slot: VpcdSlot = 'user'): Promise<{ takeOut(): Promise<void> }> {
  const reader = slot === 'user' ? userReader : psamReader
  const inserted = await insertCardFile(path, { slot })
  await lies(reader, true)
  return {
    async takeOut() {
      await inserted.remove()
      await lies(reader, false)
    },
  }
}

/** pcscd looks for cards a few times a second. */
async function lies(name: string, there: boolean): Promise<void> {
  const end = performance.now() + 10_000
  const seen = async () => (await listReaders()).find((reader) => reader.name === name)?.card
  while ((await seen()) !== there) assert.ok(performance.now() < end, `${name} ${there}`)
}

/** The answers of opensc-tool, the program of somebody else: data and status word, in capitals. */
async function openscTool(reader: 0 | 1, ...commands: string[]): Promise<string[]> {
  const sent = commands.flatMap((command) => ['-s', command.replaceAll(/..(?=.)/g, '$&:')])
  const output = await call('opensc-tool', '-c', 'default', '-r', String(reader), ...sent)
  return output
    .split('Received ')
    .slice(1)
    .map((part) => {
      const [, sw1 = '', sw2 = ''] = /^\(SW1=0x(..), SW2=0x(..)\)/.exec(part) ?? []
      // Sixteen bytes a line, and behind them what they are as characters.
      const bytes =
        part
          .match(/^(?:[0-9A-F]{2} ){1,16}/gm)
          ?.join('')
          .replaceAll(' ', '') ?? ''
      return `${bytes} ${sw1}${sw2}`.trim().toUpperCase()
    })
}

const status = async (terminal: CardTerminal, command: Uint8Array) => (await exchange(terminal, command)).status
const selectSsse = '00A404000F7378312E73682EC9E7BBE1B1A3D5CF'
const verifyPin = (digits: string) => encodeCommand(0x00, 0x20, 0, 0, { data: Uint8Array.fromHex(digits) })
const fault = (name: TerminalFault) => ({ fault: name })

suite('a virtual card on real PC/SC', { skip: reasonToSkip() }, () => {
  let ours = false
  before(async () => {
    assert.match(await call(script('up')), /pcscd runs as process \d+/)
    ours = true
  })
  after(async () => {
    if (ours) await call(script('down'))
    rmSync(folder, { recursive: true })
  })

  test('up says that it is up, and both slots are there and empty', async () => {
    assert.match(await call(script('up')), /runs already/)
    assert.deepEqual(await listReaders(), [
      { name: userReader, card: false },
      { name: psamReader, card: false },
    ])
  })

  test('M2.3: opensc-tool reads from a T=0 card of version 3.00 what was written, and not what needs a key', async () => {
    const { path, atr } = await makeCard('3.00', 'T=0')
    const { takeOut } = await insertFile(path)
    try {
      const answers = await openscTool(
        0,
        ...[selectSsse, '00A4000002EF05', '00B2010412', '00B2030406', '00B207040B', '00A4000002EF06', '00B2010414'],
      )
      assert.match(answers[0] as string, /(?:9000|61..)$/)
      assert.deepEqual(answers.slice(1), [
        '9000',
        '0110110000D1560000050000000111223344 9000',
        '0304332E3030 9000',
        '6982',
        '9000',
        '6982',
      ])
      const read = await call('opensc-tool', '-r', '0', '--atr')
      assert.equal(read.trim().replaceAll(':', ''), atr)
    } finally {
      await takeOut()
    }
  })

  test('M2.10: an older card of T=1 is read freely, in the other slot, while a card of today lies in the first', async () => {
    const [today, older] = [await makeCard('3.00', 'T=0'), await makeCard('2.00', 'T=1')]
    const first = await insertFile(today.path)
    const second = await insertFile(older.path, 'psam')
    try {
      const reading = [selectSsse, '00A4000002EF06', '00B2010414'] as const
      const [other, same] = await Promise.all([openscTool(1, ...reading), openscTool(0, ...reading)])
      assert.equal(other[2], `${specimenNumber} 9000`)
      assert.equal(same[2], '6982')
      const terminals = await Promise.all([userReader, psamReader].map((name) => openPcscTerminal(name)))
      const atrs = await Promise.all(terminals.map((terminal) => terminal.powerOn()))
      assert.deepEqual(
        atrs.map((atr) => atr.toHex()),
        [today.atr, older.atr],
      )
      await Promise.all(terminals.map((terminal) => terminal.close()))
    } finally {
      await Promise.all([first.takeOut(), second.takeOut()])
    }
  })

  test('M9.2: PIN tries are counted through removal and insertion, until the PIN is locked', async () => {
    const { path } = await makeCard('3.00', 'T=0')
    const terminal = await openPcscTerminal(userReader)
    try {
      for (const tries of [[5], [4, 3], [2, 1, 0]]) {
        const { takeOut } = await insertFile(path)
        await terminal.powerOn()
        await exchange(terminal, Uint8Array.fromHex(selectSsse))
        for (const left of tries) assert.equal(await status(terminal, verifyPin('111111')), 0x63c0 | left)
        await takeOut()
        await assert.rejects(status(terminal, verifyPin(pin)), fault('no-card'))
      }
      const { takeOut } = await insertFile(path)
      await terminal.powerOn()
      await exchange(terminal, Uint8Array.fromHex(selectSsse))
      assert.equal(await status(terminal, verifyPin(pin)), 0x6983)
      await takeOut()
    } finally {
      await terminal.close()
    }
  })

  test('M9.2: a wrong PIN that was answered is counted, though the process with the card is killed at once', async () => {
    const { path } = await makeCard('3.00', 'T=0')
    const here = new URL('./insert-card-file.ts', import.meta.url).href
    const program = `import { insertCardFile } from '${here}'; await insertCardFile('${path}')`
    const terminal = await openPcscTerminal(userReader, { cardWithinMs: 5_000 })
    try {
      for (const left of [5, 4]) {
        const process = spawn(node, ['--input-type=module', '-e', program], { stdio: 'inherit' })
        const ended = once(process, 'exit')
        await terminal.powerOn()
        await exchange(terminal, Uint8Array.fromHex(selectSsse))
        assert.equal(await status(terminal, verifyPin('111111')), 0x63c0 | left)
        process.kill('SIGKILL')
        await ended
        await lies(userReader, false)
      }
      const { takeOut } = await insertFile(path)
      await terminal.powerOn()
      await exchange(terminal, Uint8Array.fromHex(selectSsse))
      assert.equal(await status(terminal, verifyPin(pin)), 0x9000)
      await takeOut()
    } finally {
      await terminal.close()
    }
  })

  test('M2.9: who proves the key reads the card through the terminal; a warm and a cold reset take the right away', async () => {
    const { path, city } = await makeCard('3.00', 'T=1')
    const { takeOut } = await insertFile(path)
    const terminal = await openPcscTerminal(/^Virtual PCD 00 00$/)
    const read = async () => {
      await exchange(terminal, Uint8Array.fromHex(selectSsse))
      await exchange(terminal, Uint8Array.fromHex('00A4000002EF06'))
      return exchange(terminal, Uint8Array.fromHex('00B2010414'))
    }
    try {
      await terminal.powerOn()
      for (const reset of [terminal.reset, terminal.powerOn]) {
        const key = cardKey('SSSE/RKSSSE')
        const proved = await proveKey(terminal, key, async (challenge, data) => {
          const request = { suite: city.suite, version: 1, key: key.name, area, factor, challenge, data }
          return (await city.hsm.externalAuthentication([request]))[0] as Uint8Array
        })
        assert.equal(proved, 0x9000)
        assert.equal((await read()).data.toHex().toUpperCase(), specimenNumber)
        await reset()
        assert.equal((await read()).status, 0x6982)
      }
      await terminal.powerOff()
      await assert.rejects(terminal.transmit(verifyPin(pin)), fault('not-powered'))
    } finally {
      await terminal.close()
      await takeOut()
    }
  })

  test('M2.9: the driver reads a card of today with the PSAM in the second slot, and not without it', async () => {
    const { path, city } = await makeCard('3.00', 'T=0')
    const { takeOut } = await insertFile(path)
    const psamPath = join(folder, 'psam')
    const contents = { serial: '1'.repeat(20), terminal: '110000000001', keys: city.psamKeys }
    createCardFile(psamPath, manufacturePsam(contents))
    const inserted = await insertCardFile(psamPath)
    await lies(psamReader, true)
    assert.deepEqual(await openscTool(1, '00A4000002EF16', '00B0000006'), ['9000', '110000000001 9000'])
    const [user, psam] = await Promise.all([openPcscTerminal(userReader), openPcscTerminal(psamReader)])
    try {
      const { driver } = readerOnBench(city, { user, psam })
      const { code, text } = await driver.iReadCardBas(1)
      assert.equal(code, 0, text)
      assert.deepEqual(text.split('|').slice(0, 5), [
        ...[area, '110101199003070011', 'A00000011', '110000D1560000050000000111223344', '张三'],
      ])
      await inserted.remove()
      await lies(psamReader, false)
      assert.equal((await driver.iReadCardBas(1)).code, -2201)
      await takeOut()
      assert.equal((await driver.iReadCardBas(1)).code, -2)
    } finally {
      await Promise.all([user.close(), psam.close()])
    }
  })

  test('A reader that does not exist, a slot without a card and a card that is held by another are told apart', async () => {
    await assert.rejects(openPcscTerminal('no such reader', { readerWithinMs: 200 }), fault('reader-gone'))
    const terminal = await openPcscTerminal(psamReader)
    await assert.rejects(terminal.powerOn(), fault('no-card'))
    await assert.rejects(terminal.transmit(verifyPin(pin)), fault('not-powered'))
    const { path } = await makeCard('2.00', 'T=0')
    const { takeOut } = await insertFile(path, 'psam')
    const other = await openPcscTerminal(psamReader)
    await other.powerOn()
    await assert.rejects(terminal.powerOn(), /another program uses the card/)
    await other.close()
    await terminal.powerOn()
    await terminal.close()
    const [first, second] = [
      await openPcscTerminal(psamReader, { share: 'shared' }),
      await openPcscTerminal(psamReader, { share: 'shared' }),
    ]
    await first.powerOn()
    await second.powerOn()
    await assert.rejects(first.transmit(verifyPin(pin)), /another program has reset the card/)
    await first.reset()
    assert.equal(await status(first, Uint8Array.fromHex('0084000008')), 0x9000)
    await Promise.all([first.close(), second.close()])
    await takeOut()
  })

  test('A card that is silent costs the limit and no more', async () => {
    const card = {
      powerOn: () => Uint8Array.fromHex('3B6D00000081544C978684110000000099'),
      powerOff: () => undefined,
      transmit: () => new Uint8Array(),
    }
    const silent = await insertIntoVpcd({ card, slot: 'user' })
    const terminal = await openPcscTerminal(userReader, { cardWithinMs: 5_000, answerWithinMs: 1_000 })
    await terminal.powerOn()
    await assert.rejects(exchange(terminal, verifyPin(pin)), (error: { fault?: TerminalFault }) =>
      ['timeout', 'no-answer'].includes(error.fault as string),
    )
    await terminal.close()
    await silent.remove()
    await lies(userReader, false)
  })

  test('down ends the daemon, the card is out, and the reader is gone for who used it', async () => {
    const { path } = await makeCard('3.00', 'T=0')
    let reason: Error | undefined
    const inserted = await insertCardFile(path, {
      onRemoved: (why) => {
        reason = why
      },
    })
    await assert.rejects(insertCardFile(path, { slot: 'psam' }), FileInUse)
    const terminal = await openPcscTerminal(userReader, { cardWithinMs: 5_000 })
    await terminal.powerOn()
    assert.match(await call(script('down')), /pcscd ended/)
    await inserted.removed
    assert.match(String(reason), /pcscd closed/)
    await assert.rejects(terminal.transmit(verifyPin(pin)), fault('reader-gone'))
    await terminal.close()
    openCardFile(path).close()
    await assert.rejects(listReaders(), /start pcscd/)
    assert.match(await call(script('down')), /^$/)
    assert.equal(existsSync('/run/netns/yika-pcsc'), false)
  })

  test('Where somebody else’s daemon runs, up says so and down leaves it alone', async () => {
    const foreign = spawn('pcscd', ['--foreground'], { stdio: 'ignore' })
    const ended = once(foreign, 'exit')
    try {
      const process = new RegExp(`not ours runs as process ${foreign.pid}\\b`)
      await assert.rejects(call(script('up')), process)
      assert.equal(await call(script('down')), '')
      assert.equal(foreign.exitCode, null)
    } finally {
      foreign.kill()
      await ended
    }
  })
})
