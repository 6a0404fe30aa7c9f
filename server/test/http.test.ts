import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, suite, test } from 'node:test'
import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import type { Role } from '@yika/core/access/role.ts'
import { staffRoles } from '@yika/core/access/staff.ts'
import * as bank from '@yika/core/bank/schema.ts'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import { type AnswerOf, type Operation, pathOf } from '@yika/core/operation/operation.ts'
import { operations } from '@yika/core/operations.ts'
import * as policy from '@yika/core/policy/schema.ts'
import * as chipKey from '@yika/core/production/chip-key-schema.ts'
import * as production from '@yika/core/production/schema.ts'
import { type RefusalCode, refusals } from '@yika/core/refusal/catalogue.ts'
import type { RefusalEntry } from '@yika/core/refusal/refusal.ts'
import { staffById } from '../src/access/store.ts'
import { citizenRegister } from '../src/citizen-register.ts'
import { openFirstTime } from '../src/first-start.ts'
import { httpLimits } from '../src/http-limits.ts'
import { connect as connectDatabase } from '../src/kernel/database/database.ts'
import type { SamplePerson } from '../src/sample/sample-person.ts'
import { drawInput } from './draw-input.ts'
import { type Answered, testServer } from './test-server.ts'

const yika = await testServer({ after })
const owner = connectDatabase(yika.server.platform.ownerUrl, { connections: 2 })
after(() => owner.end({ timeout: 1 }))
const officer = () => yika.staff('bureau-officer')
const adults = yika.people.filter((person) => person.kind === 'citizen' && person.guardians.length === 0)
const [citizen, neighbour] = adults as [SamplePerson, SamplePerson]

/** More of them find more, and take longer. */
const seeds = [1, 2, 3]

/** Every refusal is a problem document with words in two languages and a way on; it repeats nothing of what was sent. */
function assertProblem(answered: Answered, code: RefusalCode, sent: readonly string[] = []): void {
  const { status, headers, body, text } = answered
  assert.equal(body.code, code, text)
  assert.equal(status, refusals[code].status)
  assert.equal(body.status, status)
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
  const entry: RefusalEntry = refusals[code]
  assert.equal(body.article, entry.article)
  for (const words of [body.text, body.remedy]) {
    assert.match(words.zh, /\p{Script=Han}/u)
    assert.ok(words.en.length > 10)
    assert.doesNotMatch(`${words.zh}${words.en}`, /\{[a-z]\w*\}|—/)
  }
  for (const value of sent) assert.ok(!text.includes(value), `the problem repeats ${value}`)
}

const json = (body: string | Uint8Array<ArrayBuffer>): RequestInit => ({ method: 'POST', body })
const raw = async (
  operation: Operation,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => yika.call(operation, await officer(), undefined, { ...json(body), headers })

/** Sends bytes as they are and answers all that comes back until the server closes. */
async function bytes(text: string): Promise<string> {
  const { port } = yika.server.http.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  let received = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk
  })
  socket.write(text)
  await once(socket, 'close')
  return received
}

const lifeOf = { personId: '01890000-0000-7000-8000-00000000dead' }
const register = (fields: object) => ({
  kind: 'citizen',
  name: '张三',
  ethnicGroup: '01',
  district: '110101',
  source: 'test',
  ...fields,
})

test('M14.8: the sample city starts with master keys that two people made, and a later start makes none', async () => {
  const { platform } = yika.server
  const keys = async () => {
    const answered = await yika.call(chipKey.chipKeys, await yika.staff('auditor'), {})
    assert.equal(answered.status, 200, answered.text)
    return (answered.body as unknown as AnswerOf<typeof chipKey.chipKeys>).keys
  }
  const first = await keys()
  assert.deepEqual(
    first.map(({ chipKeyId, state }) => [chipKeyId, state]),
    [
      ['des-1', 'active'],
      ['sm-1', 'active'],
    ],
  )
  for (const { proposedBy, confirmedBy } of first) {
    const people = await staffById(platform.db, [proposedBy, confirmedBy ?? ''])
    const numbers = [...people.values()].map(({ employeeNumber }) => employeeNumber)
    assert.equal(new Set(numbers).size, 2)
  }
  await openFirstTime(platform, { samplePeople: yika.people.length }, () => {})
  assert.deepEqual(await keys(), first)
})

suite('a command and its key', () => {
  test('M9.1: without a key, or with one that is too short, too long or not visible text, nothing is done', async () => {
    const { idempotencyKeyLeast: least, idempotencyKeyMost: most } = httpLimits
    const token = await officer()
    const input = { ...register({}), identityNumber: neighbour.identityNumber }
    for (const key of ['', 'k'.repeat(least - 1), 'k'.repeat(most + 1), 'two words', 'schlüssel']) {
      const headers = { 'idempotency-key': key }
      assertProblem(
        await yika.call(holder.registerPersonOperation, token, input, { headers }),
        'idempotency-key-missing',
      )
    }
    for (const key of ['k'.repeat(least), 'k'.repeat(most)]) {
      const answered = await yika.call(card.lockCard, token, drawInput(card.lockCard.input, 1), {
        headers: { 'idempotency-key': key },
      })
      assert.notEqual(answered.body.code, 'idempotency-key-missing')
    }
  })

  test('M9.1: the same key and input give the same answer once more; another input is refused', async () => {
    const token = await officer()
    const headers = { 'idempotency-key': 'replayed-key-1' }
    const input = register({ identityNumber: '110101199003070556', phone: '13912345678' })
    const first = await yika.call(holder.registerPersonOperation, token, input, { headers })
    const again = await yika.call(holder.registerPersonOperation, token, input, { headers })
    assert.equal(first.status, 200, first.text)
    assert.deepEqual([again.status, again.body], [first.status, first.body])
    const other = await yika.call(holder.registerPersonOperation, token, { ...input, name: '李四' }, { headers })
    assertProblem(other, 'idempotency-key-reused', ['李四', '张三', '13912345678'])
  })
})

suite('what does not fit the schema is refused with its place and without its value', () => {
  const number = '110101199003070599'

  test('M4.1: a field that is not on the list, at any depth', async () => {
    const top = await yika.call(holder.registerPersonOperation, await officer(), register({ nickname: '小张' }))
    assertProblem(top, 'input-invalid', ['小张'])
    assert.deepEqual(top.body.detail, { path: '/nickname', reason: 'is not a field of this request' })
    const { cnaps, ...admission } = drawInput(bank.admitBank.input, 3) as Record<string, unknown>
    const deep = await yika.call(bank.admitBank, await officer(), {
      cnaps,
      ...admission,
      name: { zh: '银行', en: 'bank', fr: 'banque' },
    })
    assertProblem(deep, 'input-invalid', ['banque'])
    assert.equal(deep.body.detail['path'], '/name/fr')
  })

  test('M11.9: the name of an unknown field is not told back when it may be a number or a name', async () => {
    for (const name of [number, 'E12345678', '张三', 'a'.repeat(41)]) {
      const answered = await yika.call(holder.registerPersonOperation, await officer(), register({ [name]: 1 }))
      assertProblem(answered, 'input-invalid', [name])
      assert.equal(answered.body.detail['path'], '/?')
    }
  })

  test('wrong kinds are refused, not converted', async () => {
    const token = await officer()
    for (const wrong of [{ name: 7 }, { name: null }, { name: ['张三'] }, { name: { zh: '张三' } }, { sex: 1 }]) {
      assertProblem(await yika.call(holder.registerPersonOperation, token, register(wrong)), 'input-invalid', ['张三'])
    }
    const manager = await yika.staff('production-manager')
    assertProblem(await yika.call(production.batches, manager, { limit: '10' }), 'input-invalid')
    for (const input of [null, [], 'text', 7, true, {}]) {
      assertProblem(await yika.call(holder.registerPersonOperation, token, input), 'input-invalid')
    }
  })

  test('ASVS 1.5.3: half characters, NUL and numbers that cannot be kept are refused where they stand', async () => {
    const token = await officer()
    for (const name of ['张\u0000三', '张\ud800', '\udc00三']) {
      const answered = await yika.call(holder.registerPersonOperation, token, register({ name }))
      assertProblem(answered, 'input-invalid')
      assert.equal(answered.body.detail['path'], '/name')
    }
    const fields = JSON.stringify(drawInput(policy.proposePolicyValue.input, 5))
    const withValue = (value: string) => fields.replace(/"value":("[^"]*"|[^,}]+)/, `"value":${value}`)
    assert.notEqual(withValue('1e308'), fields)
    for (const value of ['1e308', '1e400', '9007199254740993', '-1e308']) {
      assertProblem(await raw(policy.proposePolicyValue, withValue(value)), 'input-invalid')
    }
  })

  test('ASVS 1.5.2, 15.3.6: names twice, reserved names, depth and what is no JSON', async () => {
    const fields = JSON.stringify(register({})).slice(1, -1)
    const { bodyDepth } = httpLimits
    const nested = (depth: number) => `{${fields},"phone":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
    for (const [body, reason] of [
      [`{${fields},"name":"李四"}`, /twice/],
      [`{${fields},"na\\u006de":"李四"}`, /twice/],
      [`{${fields},"__proto__":{"kind":"foreigner"}}`, /reserved/],
      [`{${fields},"phone":{"__proto__":null}}`, /reserved/],
      [`{${fields},"constructor":{"prototype":{"isAdmin":true}}}`, /not a field/],
      [`{${fields},"phone":"a:{[\\\\\\"b"}`, /match/],
      [nested(bodyDepth), /string|union|pattern|match/],
      [nested(bodyDepth + 1), /deeper/],
      ['['.repeat(1_000_000), /deeper/],
      [`{${fields}`, /not valid JSON/],
      [`{'name':'李四'}`, /not valid JSON/],
      ['NaN', /not valid JSON/],
      ['', /not valid JSON/],
      ['\ufeff{}', /not valid JSON/],
      [`{${fields}}{}`, /not valid JSON/],
    ] as const) {
      const answered = await raw(holder.registerPersonOperation, body)
      assertProblem(answered, 'input-invalid', ['李四', 'isAdmin'])
      assert.match(String(answered.body.detail['reason']), reason, body.slice(-60))
    }
    const gbk = new Uint8Array([...Buffer.from('{"name":"'), 0xd5, 0xc5, ...Buffer.from('"}')])
    assert.match(String((await raw(holder.registerPersonOperation, gbk)).body.detail['reason']), /UTF-8/)
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  })
})

suite('limits and framing', () => {
  test('ASVS 2.1.3: one byte over the largest body is refused, the largest is read', async () => {
    const { bodyBytes } = httpLimits
    const padded = (size: number) => `{"name":"${'x'.repeat(size - 11)}"}`
    assertProblem(await raw(holder.registerPersonOperation, padded(bodyBytes + 1)), 'body-too-large')
    assertProblem(await raw(holder.registerPersonOperation, padded(bodyBytes)), 'input-invalid')
  })

  test('ASVS 2.1.3: a request that dawdles is cut off', () => {
    const { requestTimeout, headersTimeout } = yika.server.http.server
    assert.deepEqual([requestTimeout, headersTimeout], [httpLimits.requestMs, httpLimits.headersMs])
  })

  test('a body in chunks is read like any other, and its limit holds without a length', async () => {
    const chunks = (text: string) =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < text.length; at += 65_536) controller.enqueue(Buffer.from(text.slice(at, at + 65_536)))
          controller.close()
        },
      })
    const send = async (text: string) =>
      yika.call(holder.findPersonOperation, await officer(), undefined, {
        method: 'POST',
        body: chunks(text),
        duplex: 'half',
      } as RequestInit)
    assertProblem(await send('{"wrong":true}'), 'input-invalid')
    assertProblem(await send(`{"wrong":"${'x'.repeat(httpLimits.bodyBytes)}"}`), 'body-too-large')
  })

  test('another content type, or none, is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/xml']) {
      assertProblem(await raw(holder.findPersonOperation, '{}', { 'content-type': type }), 'media-type-unsupported')
    }
  })

  test('ASVS 4.2.1: ambiguous framing gets 400 and the connection is closed', async () => {
    const post = `POST /v1/holder/person HTTP/1.1\r\nHost: localhost\r\n`
    for (const request of [
      `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n`,
      `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
      `${post}Content-Length: +5\r\n\r\nhello`,
      `${post}Content-Length: -1\r\n\r\n`,
      `${post}Content-Length : 5\r\n\r\nhello`,
      `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
      `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
      `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
      `${post}X: a\rGET /metrics HTTP/1.1\r\n\r\n`,
      'GET / HTTP/9.9\r\n\r\n',
      'GET /docs HTTP/1.1\r\n\r\n',
      'nonsense\r\n\r\n',
    ]) {
      const received = await bytes(request)
      assert.match(received, /^HTTP\/1\.1 (400|401|431) /, request)
      assert.doesNotMatch(received, /yika_request_seconds|process_cpu/, request)
      assert.equal(received.match(/HTTP\/1\.1 \d/g)?.length, 1, request)
    }
  })

  test('ASVS 2.1.3: headers beyond the limit get a problem, too', async () => {
    const received = await bytes(
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(httpLimits.headerBytes)}\r\n\r\n`,
    )
    assert.match(received, /^HTTP\/1\.1 431 [\s\S]*application\/problem\+json[\s\S]*"code":"headers-too-large"/)
    assert.match(received, /x-content-type-options: nosniff/)
  })

  test('unknown addresses and methods', async () => {
    for (const path of ['/v1', '/v1/holder/person/', '/v1/holder/Person', '//', '/.env', '/v1/holder/no-such', '/%']) {
      const answered = await yika.send(path)
      assert.equal(answered.body.code, path === '/%' ? 'request-malformed' : 'address-unknown', path)
      assert.match(answered.headers.get('content-type') ?? '', /problem\+json/)
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET']) {
      const answered = await yika.send('/v1/holder/person', { method })
      assertProblem(answered, 'method-not-allowed')
      assert.equal(answered.headers.get('allow'), 'POST')
    }
    assertProblem(await yika.send('/v1/bank/banks', { method: 'POST' }), 'method-not-allowed')
    assert.equal((await yika.send('/v1/bank/banks', { method: 'HEAD' })).status, 200)
    for (const method of ['TRACE', 'QUERY', 'PROPFIND']) {
      const received = await bytes(
        `${method} / HTTP/1.1\r\nHost: localhost\r\nX-Echo: mirror\r\nConnection: close\r\n\r\n`,
      )
      assert.match(received, /^HTTP\/1\.1 40[045] /)
      assert.doesNotMatch(received, /mirror/)
    }
  })
})

suite('who may come in', () => {
  test('API2: no token, a made-up one, another scheme: 401 before anything is read', async () => {
    const token = await officer()
    for (const authorization of [
      undefined,
      'Bearer',
      `Bearer ${'x'.repeat(43)}`,
      `Basic ${token}`,
      `Bearer ${token}x`,
      token,
    ]) {
      const headers = authorization === undefined ? {} : { authorization }
      const answered = await yika.call(holder.registerPersonOperation, undefined, register({ unknown: 1 }), { headers })
      assertProblem(answered, 'sign-in-required')
      assert.equal(answered.headers.get('www-authenticate'), 'Bearer')
    }
    const inQuery = await yika.send(`${pathOf(holder.personOperation)}?access_token=${token}`, json('{}'))
    assertProblem(inQuery, 'sign-in-required')
  })

  test('M11.1: the right token of the wrong role gets 403, and that is on record', async () => {
    const clerk = await yika.staff('bank-clerk')
    const before = await refusalsOf('register-person', 'bank-clerk')
    assertProblem(await yika.call(holder.registerPersonOperation, clerk, register({})), 'not-permitted', ['张三'])
    assert.equal(await refusalsOf('register-person', 'bank-clerk'), before + 1)
  })

  test('API1: a citizen reads themselves and nobody else; a clerk nobody without a visit', async () => {
    const [mine, theirs] = [await personId(citizen), await personId(neighbour)]
    const purpose = 'own-affairs'
    const token = await yika.citizen(citizen)
    const own = await yika.call(holder.personOperation, token, { personId: mine, purpose })
    assert.equal(own.status, 200, own.text)
    const other = await yika.call(holder.personOperation, token, { personId: theirs, purpose })
    assertProblem(other, 'not-permitted', [neighbour.name, neighbour.identityNumber, neighbour.phone])
    const clerk = await yika.staff('bank-clerk')
    const withoutVisit = await yika.call(holder.personOperation, clerk, {
      personId: theirs,
      purpose: 'counter-service',
    })
    assertProblem(withoutVisit, 'visit-required', [neighbour.name, neighbour.identityNumber, neighbour.phone])
  })
})

async function refusalsOf(operation: string, role: Role): Promise<number> {
  const [row] = await owner<{ count: number }[]>`
    select count(*) from audit_entry where operation = ${operation} and actor_role = ${role} and outcome = 'refused'`
  return row?.count ?? 0
}

async function personId({ identityNumber }: SamplePerson): Promise<string> {
  const { db, custodian } = yika.server.platform
  return (await citizenRegister(db, custodian).byIdentityNumber(identityNumber))?.personId ?? ''
}

suite('Article 11: nothing personal stands in an address', () => {
  test('M11.9: public reads take no personal input, and all others take no query at all', async () => {
    const personal = /number|name|phone|person|address|pin|account|photo|birth/i
    for (const operation of operations.filter(({ kind }) => kind === 'public')) {
      assert.deepEqual(
        Object.keys(operation.input.properties).filter((field) => personal.test(field)),
        [],
        operation.name,
      )
    }
    const answered = await yika.send(`${pathOf(holder.findPersonOperation)}?number=${citizen.identityNumber}`, {
      ...json(JSON.stringify({ number: 'x', purpose: 'supervision' })),
      headers: { authorization: `Bearer ${await officer()}`, 'content-type': 'application/json' },
    })
    assertProblem(answered, 'input-invalid', [citizen.identityNumber])
  })
})

suite('public reads', () => {
  test('Article 12: text of a query is converted, and what does not fit is refused', async () => {
    const outlets = await yika.send('/v1/bank/outlets?limit=2&instant=true')
    assert.equal(outlets.status, 200, outlets.text)
    assert.equal((outlets.body['outlets'] as unknown[]).length, 2)
    for (const query of [
      'limit=two',
      'limit=0',
      'limit=2&limit=3',
      'on=yesterday',
      'on=%00',
      'colour=red',
      'limit=1e400',
    ]) {
      assertProblem(await yika.send(`/v1/bank/outlets?${query}`), 'input-invalid', ['yesterday', 'red'])
    }
  })

  test('they may be kept for a minute, and the same text is not sent twice', async () => {
    const first = await yika.send('/v1/bank/banks')
    assert.match(first.headers.get('cache-control') ?? '', /public, max-age=60/)
    const tag = first.headers.get('etag') ?? ''
    const again = await yika.send('/v1/bank/banks', { headers: { 'if-none-match': `"x", ${tag}` } })
    assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', tag])
    assert.equal((await yika.send('/v1/bank/banks', { headers: { 'if-none-match': '"x"' } })).status, 200)
    assert.equal((await yika.send('/v1/bank/banks?on=x')).headers.get('cache-control'), 'no-store')
  })
})

test('ASVS 3.4: every answer carries the headers, whoever gives it', async () => {
  const clerk = await yika.staff('bank-clerk')
  const answers = [
    ...(await Promise.all(
      [
        '/',
        '/docs',
        '/healthz',
        '/readyz',
        '/metrics',
        '/openapi.json',
        '/v1/bank/banks',
        '/nowhere',
        '/%',
        '/dev/outbox',
        '/sign-in/enrol',
        '/sign-in/none',
        '/oidc/jwks',
        '/oidc/.well-known/openid-configuration',
        '/oidc/auth',
        '/oidc/none',
      ].map((path) => yika.send(path)),
    )),
    await yika.call(holder.personOperation, undefined, {}),
    await yika.call(holder.personOperation, clerk, {}),
    await yika.call(holder.personOperation, clerk, { ...lifeOf, purpose: 'counter-service' }),
  ]
  for (const { headers, status } of answers) {
    const where = `${status} ${headers.get('content-type')}`
    assert.equal(headers.get('x-content-type-options'), 'nosniff', where)
    assert.equal(headers.get('referrer-policy'), 'no-referrer', where)
    const csp = headers.get('content-security-policy') ?? ''
    assert.match(csp, /default-src 'none'/, where)
    assert.match(csp, /frame-ancestors 'none'/, where)
    assert.match(csp, /base-uri 'none'/, where)
    assert.doesNotMatch(csp, /unsafe/, where)
    assert.match(headers.get('cache-control') ?? '', /no-store|public, max-age=60/, where)
    for (const name of ['x-powered-by', 'server', 'strict-transport-security']) {
      assert.equal(headers.get(name), null, `${name} ${where}`)
    }
  }
})

test('API8: no page of another origin may read an answer; only the public keys of the provider are for all', async () => {
  const headers = { origin: 'https://elsewhere.example' }
  for (const path of ['/', '/v1/bank/banks', '/metrics', '/dev/outbox', '/oidc/auth']) {
    const answered = await yika.send(path, { headers })
    assert.equal(answered.headers.get('access-control-allow-origin'), null, path)
  }
  const preflight = { ...headers, 'access-control-request-method': 'POST' }
  const asked = await yika.send('/v1/holder/person', { method: 'OPTIONS', headers: preflight })
  assert.equal(asked.headers.get('access-control-allow-origin'), null)
})

test('every door of the first page is open', async () => {
  const { text } = await yika.send('/')
  const doors = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href)
  assert.ok(doors.length >= 10)
  for (const door of doors) assert.equal((await yika.send(door)).status, 200, door)
})

test('the style of a page is the one that its policy names', async () => {
  const { text, headers } = await yika.send('/docs')
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? []
  const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64')
  assert.ok(
    headers.get('content-security-policy')?.includes(`'sha256-${digest}'`),
    `the policy must name sha256-${digest}`,
  )
  assert.doesNotMatch(text, /<script|style=|onclick/)
})

suite('API5: the table of rights is what the routes do', () => {
  test('API9: routes served and routes described are the same, and the pages are the listed ones', async () => {
    const { body } = await yika.send('/openapi.json')
    const described = Object.entries(body['paths'] as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = routesOf(yika.server.http.printRoutes({ commonPrefix: false }))
    const pages = ['/', '/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/dev/outbox']
    // What others know by a form of their own: lists and keys for terminals, the card for wallets.
    const ofOthers = [
      ...['status-lists', 'status-lists/:shard', '.well-known/yika-documents/jwks.json'].map((path) => `GET /${path}`),
      ...['jwt-vc-issuer', 'oauth-authorization-server', 'openid-credential-issuer'].map(
        (path) => `GET /.well-known/${path}`,
      ),
      ...['token', 'nonce', 'credential'].map((path) => `POST /credentials/${path}`),
      'GET /credentials/social-security-card',
    ]
    // `/*` is the page for an address that leads nowhere, and the drawing leaves out the beginning of `/oidc/*`.
    const portal =
      / \/(?:assets\/:name|(?:me|counter|console|terminal|guide|outlets|verify|measures|figures|help|services|terminals)(?:\/?\*)?)$/
    const operative = served.filter(
      (route) => !route.endsWith(' /*') && !route.includes(' /sign-in/') && !portal.test(route),
    )
    assert.deepEqual(operative.sort(), [...described, ...ofOthers, ...pages.map((page) => `GET ${page}`)].sort())
    assert.equal(described.length, operations.length)
  })

  test('without a token everything but the public reads is 401', async () => {
    const answers = await Promise.all(
      operations.map(async (operation, seed) => {
        const input = drawInput(operation.input, seed) as Record<string, string>
        const answered =
          operation.kind === 'public'
            ? await yika.send(`${pathOf(operation)}?${new URLSearchParams(input)}`)
            : await yika.call(operation, undefined, input)
        return [
          operation.name,
          operation.kind === 'public' ? answered.status < 500 && answered.status !== 401 : answered.status === 401,
        ]
      }),
    )
    assert.deepEqual(
      answers.filter(([, due]) => !due),
      [],
    )
  })

  for (const role of [...staffRoles, 'citizen'] as const) {
    test(`${role}: what the table does not give is not permitted, what it gives everywhere is never refused for the role, and no input breaks us`, async () => {
      const token = await (role === 'citizen' ? yika.citizen(citizen) : yika.staff(role))
      const logged = yika.logged().length
      for (const operation of operations.filter(({ kind }) => kind !== 'public')) {
        const scope = (rights as Record<string, RightsRow>)[operation.name]?.[role]
        const answers = await Promise.all(
          seeds.map((seed) => yika.call(operation, token, drawInput(operation.input, seed))),
        )
        for (const answered of answers) {
          const where = `${role} ${operation.name} ${answered.text.slice(0, 200)} ${yika.logged().slice(logged)}`
          assert.ok(answered.status < 500 || answered.body.code === 'policy-missing', where)
          if (scope === undefined) assert.equal(answered.body.code, 'not-permitted', where)
          if (scope === 'any') assert.notEqual(answered.body.code, 'not-permitted', where)
        }
      }
    })
  }
})

/** The lines `└── /docs (GET, HEAD)` of Fastify's drawing, as `GET /docs`. */
function routesOf(drawing: string): string[] {
  const lines = drawing.split('\n').filter((line) => line.trim() !== '')
  const above: string[] = []
  return lines.flatMap((line) => {
    const [, indent = '', segment = '', methods] = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    above.splice(depth, above.length, segment)
    const path = above.join('')
    return (methods?.split(', ') ?? []).filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`)
  })
}
