import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, suite, test } from 'node:test'
import { nodeFinding } from '../src/cli/doctor/examine-machine.ts'
import type { Finding } from '../src/cli/doctor/finding.ts'
import { doctorCommand, examine } from '../src/cli/doctor.ts'
import { settings } from '../src/config.ts'
import { connect } from '../src/kernel/database/database.ts'
import { runningPostgres } from '../src/kernel/database/embedded-postgres.ts'
import { openPlatform } from '../src/platform.ts'
import { testDatabase } from './test-database.ts'

const top = mkdtempSync(path.join(tmpdir(), 'yika-doctor-'))
chmodSync(top, 0o755)
after(() => rmSync(top, { recursive: true, force: true }))

const now = Date.now()
const found = (findings: readonly Finding[], words: RegExp): Finding => {
  const finding = findings.find(({ what }) => words.test(what))
  assert.ok(finding !== undefined, `${words} is not among:\n${findings.map(({ what }) => what).join('\n')}`)
  return finding
}
const states = (findings: readonly Finding[]): Set<string> => new Set(findings.map(({ state }) => state))

suite('settings', () => {
  test('every wrong one is named, not only the first', async () => {
    const findings = await examine(
      { YIKA_DATA_DIR: path.join(top, 'none'), YIKA_PROT: '1', YIKA_SUITE: 'rot13', YIKA_PORT: '99999', HOME: '/' },
      now,
    )
    for (const words of [/no setting YIKA_PROT/, /YIKA_SUITE must be one of/, /YIKA_PORT must be a whole number/])
      assert.equal(found(findings, words).state, 'failed')
  })

  test('all are explained, with value and origin, and a password is not shown', async (t) => {
    const said: string[] = []
    t.mock.method(console, 'log', (line: string) => said.push(line))
    const kept = { ...process.env }
    t.after(() => {
      for (const name of ['DATABASE_URL', 'YIKA_DATA_DIR', 'YIKA_PORT']) {
        if (kept[name] === undefined) delete process.env[name]
        else process.env[name] = kept[name]
      }
    })
    process.env['YIKA_DATA_DIR'] = path.join(top, 'none')
    process.env['YIKA_PORT'] = '8123'
    process.env['DATABASE_URL'] = 'postgres://yika:hidden@127.0.0.1:1/yika'
    assert.equal(await doctorCommand.run([]), 1)
    const text = said.join('\n')
    for (const [name, { explains }] of Object.entries(settings))
      assert.ok(text.includes(name) && text.includes(explains))
    assert.match(text, /YIKA_PORT = 8123 {2}\(from the environment; default 8080\)/)
    assert.match(text, /YIKA_HOST = 127\.0\.0\.1 {2}\(default\)/)
    assert.match(text, /postgres:\/\/yika:…@127\.0\.0\.1:1\/yika/)
    assert.ok(!text.includes('hidden'))
    assert.match(text, /failed {5}The database cannot be read/)
    await assert.rejects(doctorCommand.run(['--deeper']), /takes no arguments/)
  })

  test('Node.js before 26 does not run this', () => {
    assert.equal(nodeFinding('26.1.0').state, 'ok')
    assert.equal(nodeFinding('24.12.0').state, 'failed')
  })
})

suite('an embedded database', () => {
  const environment = { YIKA_DATA_DIR: path.join(top, 'data') }

  test('nothing is there yet: nothing fails, and looking makes nothing', async () => {
    const findings = await examine(environment, now)
    assert.deepEqual(states(findings), new Set(['ok', 'unchecked']))
    assert.ok(!existsSync(environment.YIKA_DATA_DIR))
  })

  test('M17.6: beside a running server the database, the keys and the rules are looked at; without it nothing is started', async () => {
    const platform = await openPlatform({
      dataDirectory: environment.YIKA_DATA_DIR,
      databaseUrl: undefined,
      custodyDirectory: path.join(environment.YIKA_DATA_DIR, 'custody'),
      suite: 'sm',
      report: (error) => assert.fail(error as Error),
    })
    try {
      const findings = await examine(environment, now)
      for (const words of [
        /PostgreSQL \d+.* answers/,
        /fsync, /,
        /All migrations/,
        /as server\/schema\.sql/,
        /^Custody/,
      ])
        assert.equal(found(findings, words).state, 'ok')
      assert.equal(found(findings, /social security card office .*unverified/).state, 'warning')
      assert.ok(!states(findings).has('failed') && !states(findings).has('unchecked'))
      const december = await examine(environment, Date.UTC(2030, 0, 2))
      assert.equal(found(december, /2030 is not published/).state, 'warning')
      assert.equal(found(december, /clocks .* apart/).state, 'warning')
      assert.equal(found(await examine(environment, 0), /The clock says 1970/).state, 'failed')
    } finally {
      await platform.close()
    }
    assert.equal(await runningPostgres(environment.YIKA_DATA_DIR), undefined)
    const findings = await examine(environment, now)
    assert.equal(found(findings, /database is not running/).state, 'unchecked')
    assert.equal(await runningPostgres(environment.YIKA_DATA_DIR), undefined)
    assert.ok(!existsSync(path.join(environment.YIKA_DATA_DIR, 'yika.lock')))
  })

  test('keys that others can read, or that are gone, fail', { skip: process.platform === 'win32' }, async () => {
    const custody = path.join(environment.YIKA_DATA_DIR, 'custody')
    chmodSync(path.join(custody, 'root.key'), 0o644)
    assert.equal(found(await examine(environment, now), /root\.key is open to others/).state, 'failed')
    rmSync(custody, { recursive: true })
    assert.equal(found(await examine(environment, now), /holds no root key/).state, 'failed')
    assert.ok(!existsSync(custody))
  })
})

suite('a server of one’s own', () => {
  test('what it cannot keep, what was changed by hand and a migration of another version are told; nothing is written', async (t) => {
    const { ownerUrl } = await testDatabase(t)
    const owner = connect(ownerUrl, { connections: 1 })
    t.after(() => owner.end())
    const environment = { YIKA_DATA_DIR: path.join(top, 'elsewhere'), DATABASE_URL: ownerUrl }
    // The test cluster runs without durability.
    assert.equal(
      found(await examine(environment, now), /fsync, full_page_writes, synchronous_commit is off/).state,
      'failed',
    )
    await owner`create table allowance (allowance_id uuid primary key)`
    assert.match(
      found(await examine(environment, now), /differ from server\/schema\.sql/).what,
      /create table allowance/,
    )
    const [last] = await owner`delete from migration where name = (select max(name) from migration) returning name`
    assert.match(found(await examine(environment, now), /Not yet run/).what, new RegExp(String(last?.['name'])))
    await owner`insert into migration (name, checksum) values ('9999-future', 'x')`
    assert.equal(found(await examine(environment, now), /9999-future, which this version/).state, 'failed')
    await owner`insert into custody (fingerprint, recorded_at) values ('00112233', now())`
    assert.equal(found(await examine(environment, now), /holds no root key/).state, 'failed')
    const [written] = await owner<{ rows: number }[]>`select count(*) as rows from audit_entry`
    assert.equal(written?.rows, 0)
  })
})
