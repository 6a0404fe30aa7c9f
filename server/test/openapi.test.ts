import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { pathOf } from '@yika/core/operation/operation.ts'
import { operations } from '@yika/core/operations.ts'
import { refusals } from '@yika/core/refusal/catalogue.ts'
import { openApi } from '../src/openapi.ts'
import { referencePage } from '../src/reference-page.ts'

type Node = Readonly<Record<string, unknown>>

/** As a client gets it: whatever JSON cannot carry is gone. */
const document = JSON.parse(JSON.stringify(openApi(operations, 'https://card.example'))) as Node
const paths = document['paths'] as Record<string, Record<string, Node>>
const all = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** Every object below a node with the path to it. */
function* nodes(node: unknown, at = '#'): Generator<readonly [string, Node]> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node)) yield [at, node as Node]
  for (const [name, member] of Object.entries(node)) yield* nodes(member, `${at}/${name}`)
}

const schemas = [...all.flatMap(({ operation }) => [...nodes(operation)]), ...nodes(document['components'])].filter(
  ([at]) => /\/schema(s\/|\/|$)/.test(at),
)

suite('the OpenAPI document', () => {
  test('has the parts that OpenAPI 3.1 demands', () => {
    assert.match(String(document['openapi']), /^3\.1\.\d$/)
    const info = document['info'] as Node
    for (const name of ['title', 'version', 'license']) assert.ok(info[name], name)
    assert.deepEqual(document['servers'], [{ url: 'https://card.example' }])
    assert.ok(all.length === operations.length && all.length > 100)
    const tags = new Set((document['tags'] as { name: string }[]).map(({ name }) => name))
    for (const { path, method, operation } of all) {
      assert.match(path, /^\/v1(\/[a-z][a-z0-9-]*){1,2}$/)
      assert.ok(['get', 'post'].includes(method))
      assert.ok(
        (operation['tags'] as string[]).every((tag) => tags.has(tag)),
        path,
      )
      assert.ok(String(operation['summary']).length > 3)
      const responses = operation['responses'] as Record<string, Node>
      for (const [status, response] of Object.entries(responses)) {
        assert.match(status, /^([1-5]\d\d|[1-5]XX|default)$/)
        assert.ok(response['description'], `${path} ${status}`)
      }
      const securitySchemes = Object.keys((document['components'] as { securitySchemes: object }).securitySchemes)
      const security = (operation['security'] ?? document['security']) as object[]
      assert.ok(security.flatMap(Object.keys).every((name) => securitySchemes.includes(name)))
    }
  })

  test('an operation has a name of its own', () => {
    assert.equal(new Set(all.map(({ operation }) => operation['operationId'])).size, all.length)
  })

  test('commands need a key, queries have a body, public reads have parameters and no sign-in', () => {
    for (const operation of operations) {
      const { kind, name, input } = operation
      const { get, post } = paths[pathOf(operation)] ?? {}
      const parameters = ((get ?? post)?.['parameters'] ?? []) as { name: string; in: string; required: boolean }[]
      if (kind === 'public') {
        assert.deepEqual(get?.['security'], [], name)
        assert.deepEqual(
          parameters.map((one) => one.name),
          Object.keys(input.properties),
        )
      } else {
        assert.equal((post?.['requestBody'] as Node | undefined)?.['required'], true, name)
        assert.deepEqual(
          parameters.map((one) => one.name),
          kind === 'command' ? ['Idempotency-Key'] : [],
          name,
        )
      }
    }
  })

  test('every reference leads somewhere, every choice says its type, every object names its fields', () => {
    assert.ok(schemas.length > 1000)
    for (const [at, node] of schemas) {
      const reference = node['$ref']
      if (typeof reference === 'string') {
        const target = reference
          .slice(2)
          .split('/')
          .reduce<unknown>((found, name) => (found as Node | undefined)?.[name], document)
        assert.ok(target, `${at} ${reference}`)
      }
      if (Array.isArray(node['enum'])) {
        assert.ok(node['type'] === 'string' || node['type'] === 'integer', at)
        assert.equal(new Set(node['enum']).size, node['enum'].length, at)
      }
      if (node['type'] === 'object' && Array.isArray(node['required'])) {
        const fields = Object.keys(node['properties'] as object)
        assert.ok(
          (node['required'] as string[]).every((field) => fields.includes(field)),
          at,
        )
      }
      if (typeof node['pattern'] === 'string') assert.doesNotThrow(() => new RegExp(String(node['pattern']), 'u'), at)
    }
  })

  test('M4.1: what is taken in is closed at every depth', () => {
    for (const { operation, path } of all) {
      const body = (operation['requestBody'] as { content: Record<string, { schema: object }> } | undefined)?.content
      for (const [at, node] of nodes(body?.['application/json']?.schema ?? {}, path)) {
        if (node['type'] === 'object' && node['properties'] !== undefined) {
          assert.equal(node['additionalProperties'], false, at)
        }
      }
    }
  })

  test('API4: every list and every text that is taken in has an end', () => {
    // The platform notes refusals of its own; nobody can send them.
    const taken = operations.filter(({ name }) => name !== 'note-line-refusal')
    const endless = taken.flatMap(({ name, input }) =>
      [...nodes(JSON.parse(JSON.stringify(input)), name)]
        .filter(([, node]) =>
          node['type'] === 'array'
            ? node['maxItems'] === undefined
            : node['type'] === 'string' &&
              ['maxLength', 'format', 'const', 'enum'].every((limit) => node[limit] === undefined) &&
              !/^\^.*\$$/.test(String(node['pattern'] ?? '')),
        )
        .map(([at]) => at),
    )
    assert.deepEqual(endless, [])
  })
})

suite('the pages', () => {
  test('the reference has every operation and every refusal, in both languages, with its limits', () => {
    const html = referencePage(operations)
    for (const { name, title } of operations) {
      assert.ok(html.includes(`id="${name}"`), name)
      assert.ok(html.includes(title.zh), name)
    }
    for (const code of Object.keys(refusals)) assert.ok(html.includes(`<code>${code}</code>`), code)
    assert.match(html, /8388608/)
  })

  test('no page carries a script, a handler or something from elsewhere', () => {
    assert.doesNotMatch(referencePage(operations), /<script|\son\w+=|style=|https?:\/\/(?!json-schema)/)
  })
})
