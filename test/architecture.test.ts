import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import {
  arrowProblems,
  circles,
  type Exceptions,
  type File,
  importsOf,
  impurities,
  misplaced,
  packageProblems,
  readArrows,
  roomProblems,
  shapeProblems,
} from './fence.ts'

const workspaces = ['core', 'chip', 'server', 'web'] as const
const read = (path: string): File => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') })
const files = globSync(`{${workspaces.join(',')}}/{src,test}/**/*.{ts,tsx}`)
  .sort()
  .map(read)
const server = files.filter(({ path }) => path.startsWith('server/src/'))
const arrows = readArrows(read('ARCHITECTURE.md').text)

const dependencies = (path: string, key: string): string[] =>
  Object.keys((JSON.parse(read(path).text) as Record<string, object>)[key] ?? {})

const transaction = /\.begin\(/
const writers: Exceptions = {
  'server/src/kernel/execute.ts': 'the one way to change anything',
  'server/src/kernel/database/migrate.ts': 'changes the schema before the application starts',
  'server/src/kernel/database/application-role.ts': 'makes the role of the application before it starts',
  'server/src/kernel/backup/make-backup.ts': 'reads all tables in one snapshot; read-only',
  'server/src/kernel/backup/restore-backup.ts': 'fills an empty database before the application starts',
}

const cipher = /'node:crypto'|\bcrypto\.(?:subtle|getRandomValues)\b/
const custodians: Exceptions = {
  'server/src/kernel/custody': 'the custodian of keys: ciphers, keyed hashes and nonces live here',
  'server/src/kernel/blob/blob-store.ts': 'random names of blobs, no secret',
  'server/src/kernel/identifier.ts': 'the random bits of a UUIDv7, no secret',
  'server/src/simulator/client-assertion.ts': 'a simulated party signs with a key of its own, none of ours',
  'server/src/simulator/sign-in-client.ts':
    'a simulated person signs in with a proof key or an authenticator of its own',
  'server/src/kernel/backup/file-digest.ts': 'checksums of backup files, no key',
  'server/src/reconciliation/file-bytes.ts': 'checksums of the files of partners, no key',
  'server/src/kernel/database/migrate.ts': 'a checksum that notices an edited migration',
  'server/src/kernel/database/application-role.ts': 'a database password that follows from the owner’s',
  'server/src/kernel/database/embedded-postgres.ts': 'the password of the embedded cluster',
}

/** The ciphers of the cards as the runtime has them; whoever only speaks to the key machine needs none. */
const chipCipher = /'@yika\/chip\/(?:node\/(?:chip-parts|block-ciphers)|cipher\/(?:des-suite|sm-suite))\.ts'/
const chipCustodians: Exceptions = {
  'server/src/kernel/custody': 'the key machine of the chips works inside the custody',
  'server/src/simulator': 'a simulated factory has cards and keys of its own',
  'server/src/cli/card': 'the reader at a desk speaks to cards; no master key is there',
}

const forReaders = /['"](?:pcsc-mini|ws|pkcs11js)['"]/

/** A schema, or the list of them, imported for more than its types would bring TypeBox and every schema into a browser. */
const schemaAtWork =
  /^import (?!type\b)[^'"]*['"]@yika\/core\/(?:operations|[a-z-]+\/(?:[a-z-]+-)?schema|operation\/field)\.ts['"]/m
const talking = /\bfetch\(|XMLHttpRequest|sendBeacon/

const sm2 = /(['"`])sm2(?:p256v1)?\1/i

suite('the house', () => {
  test('the table of arrows has no way up', () => {
    assert.ok(arrows.size > 20)
    assert.deepEqual(arrowProblems(arrows), [])
  })

  test('every import follows an arrow', () => {
    assert.ok(files.length > 20)
    assert.deepEqual(
      files.flatMap((file) => roomProblems(arrows, file)),
      [],
    )
  })

  test('only declared packages, and none of the runtime in the pure grounds', () => {
    const forTests = dependencies('package.json', 'devDependencies')
    const problems = workspaces.flatMap((workspace) => {
      const declared = ['dependencies', 'optionalDependencies'].flatMap((kind) =>
        dependencies(`${workspace}/package.json`, kind),
      )
      const own = files.filter(({ path }) => path.startsWith(`${workspace}/`))
      return own.flatMap((file) => packageProblems(declared, forTests, file))
    })
    assert.deepEqual(problems, [])
    assert.deepEqual(dependencies('core/package.json', 'dependencies'), ['typebox'])
    assert.deepEqual(
      files.flatMap((file) =>
        misplaced(forReaders, { 'chip/src/node': 'where the card meets readers and browsers' }, file),
      ),
      [],
    )
  })

  test('no circle among files', () => assert.deepEqual(circles(files), []))
  test('no drawer, no barrel', () => assert.deepEqual(files.flatMap(shapeProblems), []))
  test('core and chip have no clock, no dice, no console', () => assert.deepEqual(files.flatMap(impurities), []))

  test('only the kernel opens a write transaction', () =>
    assert.deepEqual(
      server.flatMap((file) => misplaced(transaction, writers, file)),
      [],
    ))

  test('ciphers and keyed hashes live with the custodian of keys', () =>
    assert.deepEqual(
      server.flatMap((file) => misplaced(cipher, custodians, file)),
      [],
    ))

  test('M14.8: the ciphers of the chips live with the custodian of keys', () =>
    assert.deepEqual(
      server.flatMap((file) => misplaced(chipCipher, chipCustodians, file)),
      [],
    ))

  test('the screens know the operations by their types, and talk to the server through the client alone', () => {
    const web = files.filter(({ path }) => path.startsWith('web/src/'))
    assert.ok(web.length > 20)
    const sender = {
      'web/src/client/send.ts': 'the one place that sends a request',
      'web/src/terminal/offline-worker.ts': 'hands on what the browser asks for the page itself',
    }
    assert.deepEqual(
      web.flatMap((file) => [...misplaced(schemaAtWork, {}, file), ...misplaced(talking, sender, file)]),
      [],
    )
  })

  test('the server leaves the SM2 curve to nobody but the chip', () =>
    assert.deepEqual(
      server.flatMap((file) => misplaced(sm2, {}, file)),
      [],
    ))

  test('every exception still names a file or folder that exists', () => {
    const gone = [...Object.keys(writers), ...Object.keys(custodians)].filter((place) => globSync(place).length === 0)
    assert.deepEqual(gone, [])
  })
})

suite('the fence can fail', () => {
  const table = readArrows(
    '| core/a | – |\n| core/b | core/a |\n| server/kernel | – |\n| server/card | server/kernel |\n| web/ui | – |\n| web/console | web/ui |\n| web/counter | web/ui |',
  )
  const room = (path: string, text: string) => roomProblems(table, { path, text })

  test('an arrow up', () => {
    assert.deepEqual(arrowProblems(readArrows('| core/a | core/b |\n| core/b | – |')), [
      'core/a names core/b, which is not above it in the table',
    ])
  })

  test('imports of every kind', () => {
    const text = [
      "import type { A } from './a.ts'",
      "export {\n  b,\n} from './b.ts'",
      "import './c.ts'",
      "const d = await import('./d.ts')",
      "// import './no.ts'",
      "/** import { no } from './no.ts' */",
      "const url = 'https://example.org' // from './no.ts'",
    ].join('\n')
    assert.deepEqual(importsOf({ path: 'core/src/a/x.ts', text }), ['./a.ts', './b.ts', './c.ts', './d.ts'])
  })

  test('rooms and workspaces', () => {
    assert.equal(room('core/src/b/x.ts', "import type { A } from '../a/a.ts'").length, 0)
    assert.equal(room('core/src/a/x.ts', "import type { B } from '../b/b.ts'").length, 1)
    assert.equal(room('core/src/c/x.ts', '').length, 1)
    assert.equal(room('core/src/a/x.ts', "import { k } from '@yika/server/kernel/k.ts'").length, 1)
    assert.equal(room('core/src/a/x.ts', "import { k } from '../../../server/src/kernel/k.ts'").length, 1)
    assert.equal(room('chip/src/x.ts', "import { a } from '@yika/core/a/a.ts'").length, 1)
    assert.equal(room('server/src/card/x.ts', "import { a } from '@yika/core/a/a.ts'").length, 0)
    assert.equal(room('server/src/kernel/x.ts', "import { c } from '../card/c.ts'").length, 1)
    assert.equal(room('server/src/app.ts', "import { c } from './card/c.ts'").length, 0)
    assert.equal(room('web/src/x.ts', "import { k } from '@yika/server/kernel/k.ts'").length, 1)
    assert.equal(room('web/src/counter/x.tsx', "import { a } from '@yika/core/a/a.ts'").length, 0)
    assert.equal(room('web/src/counter/x.tsx', "import { p } from '../ui/page.tsx'").length, 0)
    assert.equal(room('web/src/counter/x.tsx', "import { p } from '../console/p.tsx'").length, 1)
    assert.equal(room('web/src/ui/x.tsx', "import { p } from '../counter/p.tsx'").length, 1)
    assert.equal(room('server/src/card/x.ts', 'await import(name)').length, 1)
    assert.equal(room('core/src/a/x.ts', "import v from '../../../vectors/v.json'").length, 1)
    assert.equal(room('core/src/a/x.test.ts', "import v from '../../../vectors/v.json'").length, 0)
  })

  test('packages', () => {
    const problems = (path: string, text: string) => packageProblems(['typebox'], ['fast-check'], { path, text })
    assert.equal(problems('core/src/a/x.ts', "import { Type } from 'typebox'\nimport x from 'typebox/value'").length, 0)
    assert.equal(problems('core/src/a/x.ts', "import fs from 'node:fs'").length, 1)
    assert.equal(problems('core/src/a/x.ts', "import { z } from '@scope/z/deep.js'").length, 1)
    assert.equal(problems('core/src/a/x.ts', "import fc from 'fast-check'").length, 1)
    assert.equal(problems('core/src/a/x.test.ts', "import fc from 'fast-check'\nimport t from 'node:test'").length, 0)
  })

  test('circles, drawers, barrels', () => {
    const a = { path: 'core/src/a/a.ts', text: "import type { B } from './b.ts'" }
    const b = { path: 'core/src/a/b.ts', text: "export { a } from './a.ts'" }
    assert.deepEqual(circles([a, b]), ['core/src/a/a.ts → core/src/a/b.ts → core/src/a/a.ts'])
    assert.deepEqual(circles([a]), [])
    assert.equal(shapeProblems({ path: 'core/src/utils/x.ts', text: 'export const x = 1' }).length, 1)
    assert.equal(shapeProblems({ path: 'core/src/a/index.ts', text: 'export const x = 1' }).length, 1)
    assert.equal(shapeProblems(b).length, 1)
    assert.equal(shapeProblems({ path: 'core/src/a/a.ts', text: `${b.text}\nexport const x = 1` }).length, 0)
  })

  test('impurity and misplaced words', () => {
    const impure = (text: string, path = 'core/src/a/x.ts') => impurities({ path, text }).length
    assert.equal(impure('const t = new Date()\nconst u = Date.now()\nMath.random()\nconsole.log(t)'), 4)
    assert.equal(impure('// Date.now() is forbidden\nconst t = new Date(text)'), 0)
    assert.equal(impure('Date.now()', 'server/src/card/x.ts'), 0)
    const begin = (path: string) => misplaced(transaction, writers, { path, text: 'await db.begin(run)' }).length
    assert.equal(begin('server/src/card/store.ts'), 1)
    assert.equal(begin('server/src/kernel/execute.ts'), 0)
    const hash = { path: 'server/src/card/x.ts', text: "import { createHash } from 'node:crypto'" }
    assert.equal(misplaced(cipher, custodians, hash).length, 1)
    const schemaOf = (text: string) => misplaced(schemaAtWork, {}, { path: 'web/src/ui/x.ts', text }).length
    assert.equal(schemaOf("import type { card } from '@yika/core/card/schema.ts'"), 0)
    assert.equal(schemaOf("import { card } from '@yika/core/card/schema.ts'"), 1)
    assert.equal(schemaOf("import { chipKeys } from '@yika/core/production/chip-key-schema.ts'"), 1)
    assert.equal(schemaOf("import { operations } from '@yika/core/operations.ts'"), 1)
    assert.equal(misplaced(sm2, {}, { path: 'server/src/x.ts', text: "createECDH('SM2')" }).length, 1)
  })
})
