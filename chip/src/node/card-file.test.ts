import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, suite, test } from 'node:test'
import { journalBytes, journalIn } from '../memory/journal.ts'
import { PowerCut } from '../memory/memory.ts'
import { manufacturePsam } from '../psam/psam-memory.ts'
import { createCardFile, openCardFile } from './card-file.ts'
import { insertCardFile } from './insert-card-file.ts'
import { FileInUse } from './lock-file.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'card-file-')))
after(() => rmSync(folder, { recursive: true }))

const room = journalBytes(64)
let cards = 0
function newCard(size = 64 + room): string {
  cards += 1
  const path = join(folder, `${cards}.card`)
  createCardFile(path, new Uint8Array(size))
  return path
}

/** A process of its own that opens the card and runs the given lines with `memory` and `journal`. */
function otherProcess(path: string, lines: string): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const script = `
    import { openCardFile } from ${here('./card-file.ts')}
    import { journalIn } from ${here('../memory/journal.ts')}
    const { memory } = openCardFile(${JSON.stringify(path)})
    const journal = journalIn(memory, 64, ${room})
    ${lines}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return child as ChildProcess & { readonly stdout: NodeJS.ReadableStream }
}

suite('the file of a card', () => {
  test('What the chip writes is in the file before the next command, at the same place', () => {
    const path = newCard()
    const { memory, close } = openCardFile(path)
    memory.write(7, Uint8Array.of(1, 2, 3))
    assert.equal(readFileSync(path).subarray(6, 11).toHex(), '0001020300')
    assert.deepEqual(memory.read(7, 3), Uint8Array.of(1, 2, 3))
    memory.read(7, 3)[0] = 9
    assert.deepEqual(memory.read(7, 1), Uint8Array.of(1))
    assert.throws(() => memory.write(memory.size - 1, Uint8Array.of(1, 2)), RangeError)
    close()
    const again = openCardFile(path)
    assert.deepEqual(again.memory.read(7, 3), Uint8Array.of(1, 2, 3))
    again.close()
  })

  test('A card is made once, for its owner only, and nothing else is left in the folder', () => {
    const path = newCard()
    assert.throws(() => createCardFile(path, Uint8Array.of(1)), { code: 'EEXIST' })
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.equal(statSync(path).size, 64 + room)
    openCardFile(path).close()
    assert.deepEqual(
      readdirSync(folder).filter((name) => !/^\d+\.card$/.test(name)),
      [],
    )
  })

  test('A file without a card is refused and stays free', () => {
    const path = newCard(0)
    for (let time = 0; time < 2; time += 1) assert.throws(() => openCardFile(path), /holds no card/)
    assert.throws(() => openCardFile(join(folder, 'none')), { code: 'ENOENT' })
  })

  test('One card lies in one reader: a second is refused until the first is out', () => {
    const path = newCard()
    const first = openCardFile(path)
    assert.throws(() => openCardFile(path), new FileInUse(`${path} is in use by process ${process.pid}`))
    symlinkSync(path, `${path}.link`)
    assert.throws(() => openCardFile(`${path}.link`), FileInUse)
    rmSync(`${path}.link`)
    first.close()
    assert.throws(() => first.memory.read(0, 1), PowerCut)
    assert.throws(() => first.memory.write(0, Uint8Array.of(1)), PowerCut)
    const second = openCardFile(path)
    first.close()
    assert.throws(() => openCardFile(path), FileInUse, 'the first may not take the lock of the second away')
    second.close()
  })

  test('The lock of another process holds while it lives, and its death gives the card free', async () => {
    const path = newCard()
    const child = otherProcess(path, "console.log('open'); setInterval(() => {}, 1e9)")
    await once(child.stdout, 'data')
    assert.throws(() => openCardFile(path), new FileInUse(`${path} is in use by process ${child.pid}`))
    child.kill('SIGKILL')
    await once(child, 'close')
    openCardFile(path).close()
  })

  test('What is no card is not inserted, and a failed insertion leaves the file free', async () => {
    const junk = newCard()
    await assert.rejects(insertCardFile(junk), /neither card nor PSAM/)
    openCardFile(junk).close()
    const psam = join(folder, 'psam')
    createCardFile(psam, manufacturePsam({ serial: '1'.repeat(20), terminal: '1'.repeat(12), keys: [] }))
    const stopped = AbortSignal.abort(new Error('stopped'))
    await assert.rejects(insertCardFile(psam, { namespace: null, signal: stopped }), /stopped/)
    openCardFile(psam).close()
    rmSync(psam)
  })

  test('A lock whose process number belongs to somebody else now is a dead one', () => {
    const path = newCard()
    for (const dead of [`${process.pid} 1\n`, `${process.ppid} 1\n`, 'nonsense', '']) {
      writeFileSync(`${path}.lock`, dead)
      openCardFile(path).close()
    }
  })

  test('Killed in the middle of its writes, a chip has made a change as a whole or not at all', async () => {
    const path = newCard()
    for (let kill = 1; kill <= 4; kill += 1) {
      const child = otherProcess(
        path,
        `journal.mend()
        for (let value = memory.read(0, 1)[0]; ; value = (value + 1) % 256) {
          const bytes = new Uint8Array(16).fill(value)
          journal.commit({ offset: 0, bytes }, { offset: 40, bytes })
          if (value % 5 === 0) process.stdout.write(value + '\\n')
        }`,
      )
      const ended = once(child, 'close')
      let seen = 0
      for await (const _ of createInterface({ input: child.stdout })) {
        seen += 1
        if (seen === kill) child.kill('SIGKILL')
      }
      await ended
      assert.equal(child.signalCode, 'SIGKILL')
      const { memory, close } = openCardFile(path)
      journalIn(memory, 64, room).mend()
      const [first, second] = [memory.read(0, 16), memory.read(40, 16)]
      assert.deepEqual(first, second)
      assert.equal(new Set(first).size, 1)
      close()
    }
  })
})
