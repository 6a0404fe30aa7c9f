import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { after, suite, type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { DataDirectoryInUse, isRunning } from '../src/kernel/database/data-directory-lock.ts'
import { connect } from '../src/kernel/database/database.ts'
import { assertDurable } from '../src/kernel/database/durability.ts'
import { startEmbeddedPostgres } from '../src/kernel/database/embedded-postgres.ts'
import { migrate } from '../src/kernel/database/migrate.ts'
import { openDatabase } from '../src/kernel/database/open-database.ts'
import { repairLinks } from '../src/kernel/database/postgres-binaries.ts'
import { dumpSchema, schemaFile } from '../src/kernel/database/schema-dump.ts'
import { testDatabase } from './test-database.ts'

const folders: string[] = []
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const isRoot = process.getuid?.() === 0

/** Removed at the very end, when all that ran on them has stopped. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'yika-database-'))
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** The numbers of PostgreSQL's processes are in its own pid file. */
function postmasterOf(dataDirectory: string): number {
  return Number(readFileSync(path.join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Another process that opens the directory, commits a row and then stands still. */
async function holder(t: TestContext, dataDirectory: string, account: { uid?: number; gid?: number } = {}) {
  const program = `
    import { openDatabase } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, '../src/kernel/database/open-database.ts')))}
    import { connect } from ${JSON.stringify(pathToFileURL(path.join(import.meta.dirname, '../src/kernel/database/database.ts')))}
    const { ownerUrl, db } = await openDatabase({ dataDirectory: ${JSON.stringify(dataDirectory)} })
    const owner = connect(ownerUrl)
    await owner\`create table committed as select 'kept' as word\`
    await db\`select\`
    console.log('committed')
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])
  assert.equal(line, 'committed')
  return child
}

async function words(t: TestContext, dataDirectory: string): Promise<string[]> {
  const { ownerUrl, close } = await openDatabase({ dataDirectory })
  t.after(close)
  const owner = connect(ownerUrl, { connections: 1 })
  try {
    return (await owner<{ word: string }[]>`select word from committed`).map((row) => row.word)
  } finally {
    await owner.end()
  }
}

suite('embedded PostgreSQL', () => {
  test('rows survive a stop; a second opening is refused and does no harm', async (t) => {
    const dataDirectory = path.join(temporaryFolder(), 'data')
    const first = await openDatabase({ dataDirectory })
    const owner = connect(first.ownerUrl, { connections: 1 })
    await owner`create table committed as select 'kept' as word`
    await assert.rejects(openDatabase({ dataDirectory }), DataDirectoryInUse)
    assert.equal((await owner`select from committed`).length, 1)
    await owner.end()
    await first.close()
    assert.equal(existsSync(path.join(dataDirectory, 'postgres', 'postmaster.pid')), false)
    assert.deepEqual(await words(t, dataDirectory), ['kept'])
  })

  test('the password lies in a file of its owner, and no one signs in without it', async (t) => {
    const dataDirectory = temporaryFolder()
    const postgres = await startEmbeddedPostgres(dataDirectory)
    t.after(postgres.stop)
    if (process.platform !== 'win32') {
      assert.equal(statSync(path.join(dataDirectory, 'postgres.password')).mode & 0o077, 0)
      assert.equal(statSync(path.join(dataDirectory, 'postgres')).mode & 0o077, 0)
    }
    const stranger = connect(Object.assign(new URL(postgres.url), { password: 'guessed' }).href, { connections: 1 })
    await assert.rejects(stranger`select`, { code: '28P01' })
    await stranger.end()
  })

  test('a killed Yika leaves an orphan database: it is stopped in order and nothing committed is lost', async (t) => {
    const dataDirectory = temporaryFolder()
    const other = await holder(t, dataDirectory)
    await assert.rejects(openDatabase({ dataDirectory }), {
      name: 'DataDirectoryInUse',
      message: new RegExp(`process ${other.pid}\\b`),
    })
    const orphan = postmasterOf(dataDirectory)
    other.kill('SIGKILL')
    await once(other, 'exit')
    assert.ok(isRunning(orphan))
    assert.deepEqual(await words(t, dataDirectory), ['kept'])
    assert.notEqual(postmasterOf(dataDirectory), orphan)
  })

  test('after everything was killed the next start recovers', async (t) => {
    const dataDirectory = temporaryFolder()
    const other = await holder(t, dataDirectory)
    const postmaster = postmasterOf(dataDirectory)
    other.kill('SIGKILL')
    process.kill(postmaster, 'SIGKILL')
    await once(other, 'exit')
    assert.deepEqual(await words(t, dataDirectory), ['kept'])
  })

  test('an old pid file that names a stranger’s process harms neither', async (t) => {
    const dataDirectory = temporaryFolder()
    await (await startEmbeddedPostgres(dataDirectory)).stop()
    const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 60_000)'])
    t.after(() => stranger.kill('SIGKILL'))
    writeFileSync(
      path.join(dataDirectory, 'postgres', 'postmaster.pid'),
      `${stranger.pid}\n${dataDirectory}/postgres\n`,
    )
    writeFileSync(path.join(dataDirectory, 'yika.lock'), JSON.stringify({ pid: stranger.pid, began: 'long ago' }))
    const postgres = await startEmbeddedPostgres(dataDirectory)
    t.after(postgres.stop)
    assert.equal(stranger.exitCode, null)
    assert.equal(stranger.signalCode, null)
  })

  test('a first start that was interrupted is begun again', async (t) => {
    const dataDirectory = temporaryFolder()
    mkdirSync(path.join(dataDirectory, 'postgres.new', 'base'), { recursive: true })
    const postgres = await startEmbeddedPostgres(dataDirectory)
    t.after(postgres.stop)
    assert.equal(existsSync(path.join(dataDirectory, 'postgres.new')), false)
  })

  test('below a private home root starts it all the same', { skip: !isRoot }, async () => {
    const home = temporaryFolder()
    chmodSync(home, 0o700)
    const dataDirectory = path.join(home, 'data')
    const first = await openDatabase({ dataDirectory })
    await first.close()
    // The same data later from a place that can be entered, and back again.
    chmodSync(home, 0o755)
    await (await openDatabase({ dataDirectory })).close()
    chmodSync(home, 0o700)
    await (await openDatabase({ dataDirectory })).close()
  })

  test('an ordinary user starts it under their own name', { skip: !isRoot }, async (t) => {
    const home = temporaryFolder()
    chmodSync(home, 0o777)
    const dataDirectory = path.join(home, 'data')
    const other = await holder(t, dataDirectory, { uid: 1, gid: 1 })
    assert.equal(statSync(path.join(dataDirectory, 'postgres')).uid, 1)
    process.kill(other.pid as number, 'SIGKILL')
    await once(other, 'exit')
    // Root comes later to the same directory: the orphan of the other user is stopped too.
    assert.deepEqual(await words(t, dataDirectory), ['kept'])
  })

  test('library links that npm could not carry are made', () => {
    const folder = temporaryFolder()
    const native = path.join(folder, 'native')
    mkdirSync(path.join(native, 'lib'), { recursive: true })
    writeFileSync(path.join(native, 'lib', 'libx.so.1.2'), '')
    writeFileSync(
      path.join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]),
    )
    repairLinks(native)
    repairLinks(native)
    assert.equal(readlinkSync(path.join(native, 'lib', 'libx.so.1')), 'libx.so.1.2')
  })

  test('the production settings keep every acknowledged commit', async (t) => {
    const { db, close } = await openDatabase({ dataDirectory: temporaryFolder() })
    t.after(close)
    await assertDurable(db)
  })
})

suite('durability', () => {
  test('a server without fsync, full page writes or synchronous commit is refused by name', async (t) => {
    // The shared test cluster has all three off.
    const { ownerUrl, db } = await testDatabase(t)
    await assert.rejects(assertDurable(db), /fsync, full_page_writes, synchronous_commit is off/)
    await assert.rejects(openDatabase({ databaseUrl: ownerUrl }), /would lose acknowledged work/)
  })
})

suite('migrations', () => {
  const one = ['0001-one.sql', 'create table one (id integer primary key);']
  const two = ['0002-two.sql', 'create table two (id integer primary key); create table two_more ();']

  async function prepared(t: TestContext, ...files: string[][]) {
    const { ownerUrl } = await testDatabase(t)
    const owner = connect(ownerUrl, { connections: 3 })
    t.after(() => owner.end())
    await owner`drop schema public cascade`
    await owner`create schema public`
    const folder = temporaryFolder()
    write(folder, ...files)
    return { owner, folder }
  }

  function write(folder: string, ...files: string[][]): void {
    for (const [name, sql] of files) writeFileSync(path.join(folder, name as string), sql as string)
  }

  test('run once, in order, also when two processes start at once', async (t) => {
    const { owner, folder } = await prepared(t, two, one)
    const applied = await Promise.all([migrate(owner, folder), migrate(owner, folder)])
    assert.deepEqual(applied.flat().sort(), ['0001-one', '0002-two'])
    assert.deepEqual(await migrate(owner, folder), [])
  })

  test('a file that fails leaves nothing of itself', async (t) => {
    const { owner, folder } = await prepared(t, one, ['0002-two.sql', 'create table two (); select 1 / 0;'])
    await assert.rejects(migrate(owner, folder), /Migration 0002-two failed: division by zero/)
    const [left] = await owner<object[]>`select to_regclass('one') as one, to_regclass('two') as two`
    assert.deepEqual(left, { one: 'one', two: null })
    write(folder, two)
    assert.deepEqual(await migrate(owner, folder), ['0002-two'])
  })

  test('a changed, a vanished and a belated file are refused', async (t) => {
    const { owner, folder } = await prepared(t, one, two)
    await migrate(owner, folder)
    write(folder, ['0001-one.sql', 'create table other ();'])
    await assert.rejects(migrate(owner, folder), /0001-one was changed after it had run/)
    rmSync(path.join(folder, '0001-one.sql'))
    await assert.rejects(migrate(owner, folder), /has run migration 0001-one, which this version of Yika does not know/)
    write(folder, [one[0] as string, (one[1] as string).replaceAll('\n', '\r\n')], ['0000-late.sql', ''])
    await assert.rejects(migrate(owner, folder), /0000-late comes before 0002-two/)
    write(folder, ['0002-again.sql', ''])
    await assert.rejects(migrate(owner, folder), /have the same number/)
  })

  test('server/schema.sql is what the migrations make', async (t) => {
    const { ownerUrl } = await testDatabase(t)
    const owner = connect(ownerUrl, { connections: 1 })
    t.after(() => owner.end())
    const made = await dumpSchema(owner)
    assert.ok(made === readFileSync(schemaFile, 'utf8'), 'run node server/src/kernel/database/schema-dump.ts --write')
    assert.match(made, /grant select, insert on audit_entry to yika_app;/)
  })
})

suite('the application’s role', () => {
  const denied = { code: '42501' }

  test('M11.8: can add to events and audit entries but neither change nor remove them', async (t) => {
    const { db } = await testDatabase(t)
    for (const table of ['event', 'audit_entry']) {
      await assert.rejects(db`update ${db(table)} set at = now()`, denied)
      await assert.rejects(db`delete from ${db(table)}`, denied)
      await assert.rejects(db`truncate ${db(table)}`, denied)
      await db`select from ${db(table)}`
    }
  })

  test('cannot change tables or the history of migrations, and cannot become the owner', async (t) => {
    const { db } = await testDatabase(t)
    await assert.rejects(db`create table mine ()`, denied)
    await assert.rejects(db`alter table event add column mine text`, { code: '42501' })
    await assert.rejects(db`delete from migration`, denied)
    await assert.rejects(db`set role yika`, denied)
  })

  test('keeps the tables of the queue in their own schema', async (t) => {
    const { db } = await testDatabase(t)
    await db`create table pgboss.mine ()`
  })
})
