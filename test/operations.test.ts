import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { rights } from '@yika/core/access/rights.ts'
import { operations as listed } from '@yika/core/operations.ts'

interface Declared {
  readonly path: string
  readonly identifier: string
  readonly name: string
  readonly kind: string
  readonly chapter: string
}

const declaration =
  /export const (\w+)[^=]*= (?:(?!\nexport )[^'`])*?\bname: '([a-z0-9-]+)',\s*kind: '(command|query|public)',\s*chapter: '([a-z-]+)'/g

/** `schema.ts` of a chapter, and those of its parts: `<part>-schema.ts`, `<part>/schema.ts`. */
const schemas = 'core/src/*/**/{schema,*-schema}.ts'

const operations: Declared[] = globSync(schemas)
  .map((path) => path.replaceAll('\\', '/'))
  .flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(declaration)].map(
      ([, identifier = '', name = '', kind = '', chapter = '']) => ({ path, identifier, name, kind, chapter }),
    ),
  )

const textOf = (pattern: string, without: RegExp = /^$/) =>
  globSync(pattern)
    .filter((path) => !without.test(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')

const names = (list: readonly Pick<Declared, 'chapter' | 'name'>[]) =>
  list.map(({ chapter, name }) => `${chapter}/${name}`)
const mentions = (text: string, word: string) => new RegExp(`\\b${word}\\b`).test(text)

suite('every operation is whole', () => {
  test('its name is unique and its chapter is the folder it lies in', () => {
    assert.ok(operations.length > 20)
    assert.equal(new Set(operations.map(({ name }) => name)).size, operations.length)
    assert.deepEqual(names(operations.filter(({ path, chapter }) => !path.startsWith(`core/src/${chapter}/`))), [])
  })

  test('no declaration escapes this test', () => {
    const kinds = textOf(schemas).match(/\bkind: '(?:command|query|public)'/g) ?? []
    assert.equal(operations.length, kinds.length)
  })

  test('commands and queries have a row in the table of rights, public reads none, and no row is idle', () => {
    const rows = new Set(Object.keys(rights))
    const guarded = operations.filter(({ kind }) => kind !== 'public')
    assert.deepEqual(names(guarded.filter(({ name }) => !rows.has(name))), [])
    assert.deepEqual(
      [...rows].filter((row) => !guarded.some(({ name }) => name === row)),
      [],
    )
  })

  test('it stands in the list of operations', () => {
    assert.deepEqual(names(operations).sort(), names(listed).sort())
  })

  test('the server carries it out', () => {
    const server = textOf('server/src/*/**/*.ts', /\.test\.ts$/)
    assert.deepEqual(names(operations.filter(({ identifier }) => !mentions(server, identifier))), [])
  })

  test('a test of the server speaks of it', () => {
    const tests = textOf('server/{src,test}/**/*.ts', /^server\/src\/.*(?<!\.test)\.ts$/)
    const spoken = ({ identifier, name }: Declared) => mentions(tests, identifier) || mentions(tests, name)
    assert.deepEqual(names(operations.filter((operation) => !spoken(operation))), [])
  })
})
