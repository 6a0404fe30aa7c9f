import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, suite, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { Instant } from '@yika/core/calendar/instant.ts'
import { backupCommand } from '../src/cli/backup.ts'
import type { CliCommand } from '../src/cli/cli-command.ts'
import { inWords } from '../src/cli/in-words.ts'
import { restoreCommand } from '../src/cli/restore.ts'
import { readCatalogue } from '../src/kernel/backup/catalogue.ts'
import { makeBackup } from '../src/kernel/backup/make-backup.ts'
import { type Manifest, writeManifest } from '../src/kernel/backup/manifest.ts'
import { restoreBackup, verifyBackup } from '../src/kernel/backup/restore-backup.ts'
import { openBlobStore } from '../src/kernel/blob/blob-store.ts'
import { recordedCustody } from '../src/kernel/custody/custody-of-database.ts'
import { applicationUrl } from '../src/kernel/database/application-role.ts'
import { connect, type Database, type Transaction } from '../src/kernel/database/database.ts'
import { startServerDatabase } from '../src/kernel/database/open-database.ts'
import { openPlatform, type Platform } from '../src/platform.ts'
import { loadSampleCity } from '../src/sample/load-sample-city.ts'
import { sampleCity } from '../src/sample/sample-city.ts'

const top = mkdtempSync(path.join(tmpdir(), 'yika-backup-'))
chmodSync(top, 0o755)
const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing.reverse()) await close()
  rmSync(top, { recursive: true, force: true })
})

const place = (name: string): string => path.join(top, name)
const quiet = (): void => {}

async function platformOn(name: string): Promise<Platform> {
  const platform = await openPlatform({
    dataDirectory: place(name),
    databaseUrl: undefined,
    custodyDirectory: path.join(place(name), 'custody'),
    suite: 'sm',
    report: quiet,
  })
  let closed: Promise<void> | undefined
  const close = platform.close
  platform.close = () => {
    closed ??= close()
    return closed
  }
  closing.push(platform.close)
  return platform
}

/** One digest per table, whatever the order of its rows. */
async function digests(db: Database | Transaction): Promise<Record<string, string>> {
  const { tables } = await readCatalogue(db)
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await db.unsafe<{ digest: string }[]>(
      `select concat(count(*), ' ', md5(string_agg(t::text, E'\\n' order by t::text))) as digest from "${name}" t`,
    )
    found[name] = row?.digest ?? ''
  }
  return found
}

const count = async (db: Database, table: string): Promise<number> =>
  (await db.unsafe<{ count: number }[]>(`select count(*) as count from ${table}`))[0]?.count ?? 0

const people = 200
const source = await platformOn('source')
await loadSampleCity(source, { people, seed: 1 })
const blobs = openBlobStore(path.join(place('source'), 'blobs'))
const photo = Buffer.from('sealed bytes of a photo')
const photoId = await blobs.put(photo)

let atSnapshot: Record<string, string> = {}
let waitingTasks = 0

/** The city grows while it is kept: the moment of the backup lies in the middle of that. */
async function backupWhileWorking(directory: string): Promise<Manifest> {
  let loaded = 0
  let heard: () => void = quiet
  const more = (): Promise<void> => new Promise((resolve) => (heard = resolve))
  const first = more()
  const growing = loadSampleCity(source, { people: people + 1_000, seed: 2 }, (progress) => {
    loaded = progress.loaded
    heard()
  })
  await first
  const manifest = await makeBackup({
    databaseUrl: applicationUrl(source.ownerUrl),
    blobs,
    directory,
    at: '2026-11-23T04:00:00Z' as Instant,
    progress: quiet,
    async fixed(snapshot) {
      const other = connect(source.ownerUrl, { connections: 1 })
      try {
        await other.begin('isolation level repeatable read read only', async (tx) => {
          await tx.unsafe(`set transaction snapshot '${snapshot}'`)
          atSnapshot = await digests(tx)
          waitingTasks = (await tx`select from pgboss.job where state < 'completed'`).length
        })
      } finally {
        await other.end()
      }
      const before = loaded
      while (loaded === before && loaded < people + 1_000) await more()
    },
  })
  await growing
  return manifest
}

const kept = place('kept')
const manifest = await backupWhileWorking(kept)

/** The same backup, changed in one place. */
function spoiled(name: string, change: (directory: string) => void): string {
  const directory = place(name)
  cpSync(kept, directory, { recursive: true })
  change(directory)
  return directory
}

async function restoreInto(name: string, wanted: Manifest): Promise<void> {
  const database = await startServerDatabase({ dataDirectory: place(name), databaseUrl: undefined })
  try {
    await restoreBackup({
      directory: kept,
      manifest: wanted,
      ownerUrl: database.ownerUrl,
      blobs: openBlobStore(path.join(place(name), 'blobs')),
      progress: quiet,
    })
    const owner = connect(database.ownerUrl, { connections: 1 })
    try {
      assert.deepEqual(await digests(owner), atSnapshot)
      assert.equal(await count(owner, 'pgboss.job'), waitingTasks)
    } finally {
      await owner.end()
    }
  } finally {
    await database.close()
  }
}

suite('a backup made while people work', () => {
  test('is the state of one moment: later rows are not in it', async () => {
    const rows = (name: string): number => manifest.tables.find((table) => table.name === name)?.rows ?? 0
    assert.ok(rows('person') >= people)
    assert.ok((await count(source.db, 'person')) > rows('person'))
    assert.equal(rows('audit_entry'), Number(atSnapshot['audit_entry']?.split(' ')[0]))
    assert.equal(manifest.custody, source.custodian.fingerprint)
    assert.equal(manifest.photos.count, 1)
    assert.ok(waitingTasks > 0)
    assert.equal(manifest.tasks.rows, waitingTasks)
  })

  test('M11.10: neither number, name nor phone of anybody can be read in it, and no key lies in it', () => {
    const bytes = Buffer.concat(
      readdirSync(kept, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
        .map((content) => (content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content)),
    )
    assert.ok(bytes.includes('audit_entry') && bytes.length > 100_000)
    const forms = (word: string): (string | Buffer)[] => {
      const raw = Buffer.from(word)
      return [raw, raw.toString('hex'), raw.toString('base64').replaceAll('=', '')]
    }
    for (const { name, phone, identityNumber, documentNumber, address } of sampleCity({ people, seed: 1 }).persons()) {
      for (const word of [name, phone, identityNumber, documentNumber, address])
        if (word !== null) for (const form of forms(word)) assert.ok(!bytes.includes(form), `${word} can be read`)
    }
    const root = JSON.parse(readFileSync(path.join(place('source'), 'custody', 'root.key'), 'utf8')) as { key: string }
    assert.ok(!bytes.includes(root.key) && !bytes.includes(Buffer.from(root.key, 'base64')))
  })

  test('restored into an empty place every table is as it was, the platform starts on it, and what is sealed opens', async () => {
    cpSync(path.join(place('source'), 'custody'), path.join(place('restored'), 'custody'), { recursive: true })
    await restoreInto('restored', await verifyBackup(kept, quiet))
    const restored = await platformOn('restored')
    const [row] = await restored.db<{ personId: string; key: Buffer; name: Buffer }[]>`
      select person_id, key, name from person order by person_id limit 1`
    assert.ok(row !== undefined)
    const name = restored.custodian.open(row.key, row.personId, 'name', row.name)
    assert.ok(allNames().has(name))
    assert.deepEqual(
      Buffer.from((await openBlobStore(path.join(place('restored'), 'blobs')).get(photoId)) ?? []),
      photo,
    )
    const again = await loadSampleCity(restored, { people, seed: 1 })
    assert.equal(again.people, people)
    assert.equal(await count(restored.db, 'person'), Number(atSnapshot['person']?.split(' ')[0]))
    await restored.close()
  })
})

suite('a restore refuses', () => {
  const broken: [string, (directory: string) => void, RegExp][] = [
    ['cut off', (at) => truncateSync(path.join(at, 'person.copy.gz'), 1000), /person\.copy\.gz has 1000 bytes/],
    ['changed byte', (at) => flip(path.join(at, 'event.copy.gz')), /event\.copy\.gz was changed/],
    ['changed manifest', (at) => flip(path.join(at, 'manifest.json')), /manifest\.json was changed/],
    ['missing table', (at) => rmSync(path.join(at, 'card.copy.gz')), /card\.copy\.gz is missing/],
    ['unfinished', (at) => rmSync(path.join(at, 'manifest.json.sha256')), /no complete backup/],
    [
      'changed photo',
      (at) => flip(path.join(at, 'photos', photoId.slice(0, 2), photoId.slice(2, 4), photoId)),
      /photo .* was changed/,
    ],
  ]
  for (const [name, change, words] of broken) {
    test(`a backup with one thing wrong: ${name}`, async () => {
      await assert.rejects(verifyBackup(spoiled(name, change), quiet), { name: 'BackupUnusable', message: words })
    })
  }

  test('tables of a version that this one does not know', async () => {
    const migrations = [...manifest.migrations, { name: '9999-future', checksum: 'x' }]
    const directory = spoiled('future', (at) => {
      rmSync(path.join(at, 'manifest.json'))
      rmSync(path.join(at, 'manifest.json.sha256'))
    })
    await writeManifest(directory, { ...manifest, migrations })
    await assert.rejects(verifyBackup(directory, quiet), /9999-future/)
  })

  test('a database with something in it', async () => {
    await assert.rejects(
      restoreBackup({ directory: kept, manifest, ownerUrl: source.ownerUrl, blobs, progress: quiet }),
      /not empty, and a restore overwrites nothing/,
    )
  })

  test('rows that do not fit, and leaves the database as empty as it was', async () => {
    const short = manifest.tables.map((table) => (table.name === 'person' ? { ...table, rows: table.rows + 1 } : table))
    await assert.rejects(restoreInto('twice', { ...manifest, tables: short }), /person has \d+ rows after loading/)
    const reversed = manifest.tables.toReversed()
    await assert.rejects(restoreInto('twice', { ...manifest, tables: reversed }), /do not fit into its table/)
    await restoreInto('twice', manifest)
  })
})

suite('a database and its custody', () => {
  test('M11.10: a database beside foreign keys does not start, and none are made in place of missing ones', async () => {
    const other = await platformOn('other')
    await other.close()
    const open = (custody: string) =>
      openPlatform({
        dataDirectory: place('other'),
        databaseUrl: undefined,
        custodyDirectory: custody,
        suite: 'sm',
        report: quiet,
      })
    await assert.rejects(open(path.join(place('source'), 'custody')), {
      name: 'ForeignCustody',
      message: /Put the custody directory back/,
    })
    await assert.rejects(open(place('nowhere')), /holds none/)
    assert.throws(() => readdirSync(place('nowhere')), { code: 'ENOENT' })
    const again = await platformOn('other')
    assert.equal(await recordedCustody(again.db), again.custodian.fingerprint)
    await again.close()
  })
})

test('the command line keeps and restores, and says in words what it refuses', async (t) => {
  const said: string[] = []
  t.mock.method(console, 'log', (line: string) => said.push(line))
  t.mock.method(console, 'error', (line: string) => said.push(line))
  const before = process.env['YIKA_DATA_DIR']
  t.after(() => {
    if (before === undefined) delete process.env['YIKA_DATA_DIR']
    else process.env['YIKA_DATA_DIR'] = before
  })
  const run = (command: CliCommand, args: string[]): Promise<number> => inWords(() => command.run(args))
  const inside = (name: string): void => {
    process.env['YIKA_DATA_DIR'] = place(name)
  }
  inside('source')
  assert.equal(await run(backupCommand, [place('by-command')]), 0)
  assert.match(said.join('\n'), /The keys are not in it/)
  assert.equal(await run(backupCommand, [place('by-command')]), 1)
  assert.match(said.join('\n'), /is not empty/)
  assert.equal(await run(backupCommand, []), 2)
  assert.match(said.join('\n'), /Name one directory/)
  inside('target')
  assert.equal(await run(restoreCommand, [place('by-command')]), 1)
  assert.match(said.join('\n'), /holds none\. Put the custody directory back/)
  cpSync(path.join(place('source'), 'custody'), path.join(place('target'), 'custody'), { recursive: true })
  assert.equal(await run(restoreCommand, [place('by-command')]), 0)
  assert.equal(await run(restoreCommand, [place('by-command')]), 1)
  assert.match(said.join('\n'), /The database is not empty/)
  // A stopped one can be kept as well, and comes out the same.
  assert.equal(await run(backupCommand, [place('of-stopped')]), 0)
  const sums = (directory: string): unknown[] =>
    (JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')) as Manifest).tables.map(
      ({ name, rows }) => [name, rows],
    )
  assert.deepEqual(sums(place('of-stopped')), sums(place('by-command')))
})

function flip(file: string): void {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] as number) ^ 1
  writeFileSync(file, bytes)
}

function allNames(): Set<string> {
  const cities = [1, 2].map((seed) => sampleCity({ people: people + 1_000, seed }))
  return new Set(cities.flatMap((city) => [...city.persons()].map(({ name }) => name)))
}
