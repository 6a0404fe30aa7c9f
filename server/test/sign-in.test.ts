import assert from 'node:assert/strict'
import type { webcrypto } from 'node:crypto'
import { suite, type TestContext, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import * as operations from '@yika/core/access/schema.ts'
import { addMilliseconds } from '@yika/core/calendar/instant.ts'
import type { FastifyRequest } from 'fastify'
import { accessCommands } from '../src/access/commands.ts'
import { accessQueries } from '../src/access/queries.ts'
import { seedOrganisations } from '../src/access/seed-organisations.ts'
import { createHttp } from '../src/http.ts'
import { base32 } from '../src/kernel/custody/totp.ts'
import { createOutbox } from '../src/message/message-gateway.ts'
import { mountOutboxPage } from '../src/message/outbox-page.ts'
import { credentialOf, saveCredential } from '../src/sign-in/credential.ts'
import { demoAccounts } from '../src/sign-in/demo-accounts.ts'
import type { CitizenEntry, SignInParts } from '../src/sign-in/parts.ts'
import { passwordFault } from '../src/sign-in/password-rule.ts'
import { createSignIn } from '../src/sign-in/sign-in.ts'
import { begin, createBrowser, createSignInClient, redeem, totp } from '../src/simulator/sign-in-client.ts'
import { createAuthenticator } from './passkey-authenticator.ts'
import { testKernel } from './test-kernel.ts'

const citizen: CitizenEntry = {
  personId: '01890000-0000-7000-8000-000000000001',
  district: '110105',
  phone: '13800000001',
}
const knownNumber = '11010519491231002X'
const unknownNumber = '110105194912310038'
const administrator: Actor = { id: 'admin', role: 'security-administrator', organisationId: 'human-resources' }

const figures: Record<string, number> = {
  'session.lifetime': 480,
  'session.idle': 30,
  'token.lifetime': 10,
  'one-time-code.lifetime': 5,
  'one-time-code.tries': 3,
}

async function prepared(t: TestContext, hostName = '127.0.0.1') {
  // What runs on the database ends before it.
  const endings: (() => Promise<void>)[] = []
  t.after(async () => {
    for (const end of endings.toReversed()) await end()
  })
  const kernel = await testKernel(
    { after: (end) => void endings.push(end) },
    {
      commands: () => accessCommands,
      queries: accessQueries,
      now: new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(),
    },
  )
  const { db, custodian, executor, reader } = kernel
  await seedOrganisations(executor)
  let publicUrl = ''
  const outbox = createOutbox(db, custodian, () => kernel.now)
  const errors: Error[] = []
  const parts: SignInParts = {
    db,
    custodian,
    clock: () => kernel.now,
    figure: (key) => figures[key] as number,
    citizens: {
      byIdentityNumber: async (number) => (number === knownNumber ? citizen : undefined),
      byPersonId: async (personId) => (personId === citizen.personId ? citizen : undefined),
    },
    sendMessage: (message) => outbox.send(message),
    publicUrl: () => publicUrl,
    report: (error) => void errors.push(error),
  }
  const signIn = createSignIn(parts)
  const app = createHttp(
    {
      db,
      executor,
      reader,
      publicReads: [],
      authenticate: signIn.authenticate,
      logLevel: 'silent',
      report: (error) => void errors.push(error as Error),
    },
    [],
  )
  signIn.mount(app)
  mountOutboxPage(app, outbox, { publicUrl: () => publicUrl, settled: signIn.settled })
  await app.listen({ host: '127.0.0.1', port: 0 })
  endings.push(async () => {
    await app.close()
    await signIn.close()
    assert.deepEqual(errors, [])
  })
  publicUrl = `http://${hostName}:${(app.server.address() as { port: number }).port}`
  const client = createSignInClient(publicUrl, () => Date.parse(kernel.now))
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } }) as FastifyRequest
  /** A process that has never seen the token. */
  const elsewhere = () => {
    const other = createSignIn(parts)
    endings.push(() => other.close())
    return other
  }
  const pass = (ms: number) => {
    kernel.now = addMilliseconds(kernel.now, ms)
  }
  const accounts = await demoAccounts(
    { ...parts, executor },
    { 'bank-clerk': { bankId: 'b1', officeId: 'o1' }, 'district-officer': { district: '110105', officeId: 'd1' } },
  )
  const account = (role: string) => {
    const found = accounts.find((one) => one.role === role)
    assert.ok(found, role)
    return found
  }
  const staffId = async (userName: string) => {
    const [row] = await db<{ staffId: string }[]>`select staff_id from staff where user_name = ${userName}`
    return row?.staffId as string
  }
  return { ...kernel, kernel, parts, signIn, client, publicUrl, bearer, elsewhere, pass, accounts, account, staffId }
}

type Prepared = Awaited<ReturnType<typeof prepared>>

async function audited(db: Prepared['db'], operation: string) {
  return await db<{ outcome: string; refusal: string | null; actorId: string; personId: string }[]>`
    select outcome, refusal, actor_id, person_id from audit_entry where operation = ${operation} order by entry_id`
}

async function staffPost(server: Prepared, entry: { userName: string; password: string; code: string }) {
  const begun = await begin(server.publicUrl, 'yika-staff')
  return begun.browser.post(`${begun.path}/staff`, entry)
}

const codeNow = (server: Prepared, secret: string, steps = 0) =>
  totp(secret, Math.floor(Date.parse(server.kernel.now) / 30_000) + steps)

suite('staff sign-in', () => {
  test('M11.1: password and authenticator together give a token that names role and place', async (t) => {
    const server = await prepared(t)
    const token = await server.client.staff(server.account('bank-clerk'))
    const actor = await server.signIn.authenticate(server.bearer(token))
    assert.deepEqual(actor, {
      id: await server.staffId('bank-clerk'),
      role: 'bank-clerk',
      organisationId: 'b1',
      bankId: 'b1',
      officeId: 'o1',
    })
    assert.equal(await server.signIn.authenticate(server.bearer(`${token.slice(0, -1)}x`)), undefined)
    assert.equal(await server.signIn.authenticate({ headers: {} } as FastifyRequest), undefined)
    const [entry] = await audited(server.db, 'sign-in')
    assert.deepEqual([entry?.outcome, entry?.actorId], ['accepted', actor?.id])
  })

  test('every account of the sample city signs in, and making them again changes nothing', async (t) => {
    const server = await prepared(t)
    for (const account of server.accounts) {
      const token = await server.client
        .staff(account)
        .catch((error: Error) => assert.fail(`${account.role}: ${error.message}`))
      assert.equal((await server.signIn.authenticate(server.bearer(token)))?.role, account.role)
    }
    assert.equal(server.accounts.length, 16)
    await demoAccounts({ ...server.parts, executor: server.executor })
    const [row] = await server.db<{ count: number }[]>`select count(*) from staff`
    assert.equal(row?.count, server.accounts.length)
  })

  test('a wrong password, a wrong code and an unknown name get the same answer and are on record', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    const code = await codeNow(server, totpSecret)
    const answers = [
      await staffPost(server, { userName, password: 'something else entirely', code }),
      await staffPost(server, { userName, password, code: code === '000000' ? '000001' : '000000' }),
      await staffPost(server, { userName: 'auditoz', password, code }),
    ]
    const bodies = await Promise.all(answers.map(async (answer) => plain(await answer.text())))
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [401, 401, 401],
    )
    assert.equal(bodies[1], bodies[0])
    assert.equal(bodies[2]?.replace('auditoz', 'auditor'), bodies[0])
    assert.deepEqual(
      (await audited(server.db, 'sign-in')).map((entry) => entry.refusal),
      ['sign-in-failed', 'sign-in-failed', 'sign-in-failed'],
    )
  })

  test('a code of the authenticator is taken once, also by two at the same moment', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    const entry = { userName, password, code: await codeNow(server, totpSecret) }
    const answers = await Promise.all([staffPost(server, entry), staffPost(server, entry)])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [303, 401])
    assert.equal((await staffPost(server, entry)).status, 401)
  })

  test('after five wrong tries the account rests, and works again when the time has passed', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    for (let tries = 0; tries < 5; tries += 1) {
      const wrong = { userName, password: 'something else entirely', code: '000000' }
      assert.equal((await staffPost(server, wrong)).status, 401)
    }
    const right = async () => ({ userName, password, code: await codeNow(server, totpSecret) })
    assert.equal((await staffPost(server, await right())).status, 429)
    server.pass(14 * 60_000)
    assert.equal((await staffPost(server, await right())).status, 429)
    server.pass(60_000)
    assert.equal((await staffPost(server, await right())).status, 303)
    const refusals = Map.groupBy(await audited(server.db, 'sign-in'), (entry) => entry.refusal)
    assert.deepEqual(
      ['sign-in-failed', 'sign-in-locked', null].map((refusal) => refusals.get(refusal)?.length),
      [5, 2, 1],
    )
  })

  test('M11.11: a dismissal takes effect within five seconds, on every process', async (t) => {
    const server = await prepared(t)
    let clock = performance.now()
    t.mock.method(performance, 'now', () => clock)
    const token = await server.client.staff(server.account('bank-clerk'))
    assert.equal((await server.signIn.authenticate(server.bearer(token)))?.role, 'bank-clerk')
    const staffId = await server.staffId('bank-clerk')
    assert.equal((await server.run(operations.dismissStaff, administrator, { staffId })).status, 'accepted')
    assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
    clock += 5_000
    assert.equal(await server.signIn.authenticate(server.bearer(token)), undefined)
    const { userName, password, totpSecret } = server.account('bank-clerk')
    server.pass(60_000)
    const again = await staffPost(server, { userName, password, code: await codeNow(server, totpSecret) })
    assert.equal(again.status, 401)
  })

  test('a change of role ends what was signed in under the old one', async (t) => {
    const server = await prepared(t)
    const token = await server.client.staff(server.account('bank-clerk'))
    const moved = { staffId: await server.staffId('bank-clerk'), role: 'bank-supervisor', bankId: 'b1', officeId: 'o2' }
    assert.equal((await server.run(operations.changeStaffRole, administrator, moved)).status, 'accepted')
    assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
    const renewed = await server.client.staff(server.account('bank-clerk'))
    assert.equal((await server.elsewhere().authenticate(server.bearer(renewed)))?.role, 'bank-supervisor')
  })

  test('a browser whose account was reset is asked to sign in again', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    const browser = createBrowser(server.publicUrl)
    const begun = await begin(server.publicUrl, 'yika-staff', browser)
    const entry = { userName, password, code: await codeNow(server, totpSecret) }
    const answer = await browser.post(`${begun.path}/staff`, entry)
    await redeem(server.publicUrl, begun, answer.headers.get('location') as string)
    const second = await begin(server.publicUrl, 'yika-staff', browser)
    assert.ok(second.path.startsWith(`${server.publicUrl}/signed-in?code=`), 'the session serves a second sign-in')
    const staffId = await server.staffId(userName)
    assert.equal((await server.run(operations.resetStaffSignIn, administrator, { staffId })).status, 'accepted')
    const third = await begin(server.publicUrl, 'yika-staff', browser)
    assert.match(third.path, /^\/sign-in\//)
  })

  test('ASVS 7.4.1: signing out ends the tokens of the session, also those that are renewed', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    const begun = await begin(server.publicUrl, 'yika-staff')
    const entry = { userName, password, code: await codeNow(server, totpSecret) }
    const answer = await begun.browser.post(`${begun.path}/staff`, entry)
    const token = await redeem(server.publicUrl, begun, answer.headers.get('location') as string)
    assert.ok(await server.elsewhere().authenticate(server.bearer(token)))
    const asked = await begun.browser.get('/oidc/session/end?client_id=yika-staff')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.text())?.[1] ?? ''
    const left = await begun.browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' })
    assert.equal(left.status, 303)
    assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
    const [row] = await server.db<{ count: number }[]>`select count(*) from sign_in_record where grant_key is not null`
    assert.equal(row?.count, 0)
  })
})

suite('enrolment of staff', () => {
  async function registered(server: Prepared) {
    const input = {
      employeeNumber: 'E-1',
      userName: 'newcomer',
      role: 'bureau-officer',
      organisationId: 'human-resources',
    }
    const outcome = await server.run(operations.registerStaff, administrator, input)
    const { staffId } = (outcome as { answer: { staffId: string } }).answer
    const code = async () => {
      const read = await server.reader.read(operations.staffEnrolment, administrator, { staffId })
      return (read as { answer: { code: string } }).answer.code
    }
    return { staffId, code, userName: 'newcomer', browser: createBrowser(server.publicUrl) }
  }
  const password = 'a walk along the moat'

  test('the person sets password and authenticator with a code that works once and for a day', async (t) => {
    const server = await prepared(t)
    const { code, userName, browser } = await registered(server)
    const enrolmentCode = (await code()).toLowerCase()
    const weak = await browser.post('/sign-in/enrol', { userName, enrolmentCode, password: 'newcomer' })
    assert.equal(weak.status, 400)
    const shown = await browser.post('/sign-in/enrol', { userName, enrolmentCode, password })
    assert.equal(shown.status, 200)
    const totpSecret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(await shown.text())?.[1] ?? '').replaceAll(' ', '')
    const early = await staffPost(server, { userName, password, code: await codeNow(server, totpSecret) })
    assert.equal(early.status, 401, 'not before the authenticator has shown a code')
    const confirm = async (steps: number) =>
      browser.post('/sign-in/enrol/confirm', {
        userName,
        enrolmentCode,
        code: await codeNow(server, totpSecret, steps),
      })
    assert.equal((await confirm(7)).status, 401)
    assert.equal((await confirm(0)).status, 200)
    const again = await browser.post('/sign-in/enrol', { userName, enrolmentCode, password: 'another long sentence' })
    assert.equal(again.status, 401)
    server.pass(30_000)
    const token = await server.client.staff({ userName, password, totpSecret })
    assert.equal((await server.signIn.authenticate(server.bearer(token)))?.role, 'bureau-officer')
  })

  test('of two who enrol at once, the later does not replace what the earlier has confirmed; after a reset it does', async (t) => {
    const server = await prepared(t)
    const staffId = await server.staffId(server.account('auditor').userName)
    const confirmed = await credentialOf(server.db, staffId)
    assert.ok(confirmed?.confirmed)
    const late = { ...confirmed, passwordHash: 'late', confirmed: false }
    assert.equal(await saveCredential(server.db, late, server.kernel.now), false)
    assert.deepEqual(await credentialOf(server.db, staffId), confirmed)
    const afterReset = { ...late, enrolment: confirmed.enrolment + 1 }
    assert.equal(await saveCredential(server.db, afterReset, server.kernel.now), true)
    assert.equal((await credentialOf(server.db, staffId))?.passwordHash, 'late')
  })

  test('a code that is wrong, late or from before a reset opens nothing', async (t) => {
    const server = await prepared(t)
    const { staffId, code, userName, browser } = await registered(server)
    const first = await code()
    const open = (enrolmentCode: string) => browser.post('/sign-in/enrol', { userName, enrolmentCode, password })
    assert.equal((await open('AAAA-AAAA-AAAA-AAAA')).status, 401)
    assert.equal((await server.run(operations.resetStaffSignIn, administrator, { staffId })).status, 'accepted')
    assert.equal((await open(first)).status, 401)
    assert.equal((await open(await code())).status, 200)
    server.pass(24 * 3_600_000 + 1)
    assert.equal((await open(await code())).status, 401)
  })

  test('a reset ends the old password', async (t) => {
    const server = await prepared(t)
    const { userName, password: known, totpSecret } = server.account('auditor')
    const staffId = await server.staffId(userName)
    assert.equal((await server.run(operations.resetStaffSignIn, administrator, { staffId })).status, 'accepted')
    const answer = await staffPost(server, { userName, password: known, code: await codeNow(server, totpSecret) })
    assert.equal(answer.status, 401)
  })

  test('a password is long and not what everybody types; a sentence is welcome', () => {
    const faults = (words: readonly string[]) => words.map((word) => passwordFault(word, 'clerk'))
    assert.deepEqual(faults(['elevenchars', 'x'.repeat(129)]), ['short', 'long'])
    assert.deepEqual(faults(['my name is clerk', 'CLERK was here 99']), ['name', 'name'])
    const guessable = ['aaaaaaaaaaaa', '123456789012', 'abcdefghijkl', 'Password2026!', 'qwertyuiop12', 'abababababab']
    assert.deepEqual(
      faults(guessable),
      guessable.map(() => 'guessable'),
    )
    const good = [password, '长城脚下的一棵老槐树开花了', 'k9#Vw2!pQz7&']
    assert.deepEqual(
      faults(good),
      good.map(() => undefined),
    )
  })
})

suite('sign-in of citizens', () => {
  const send = async (server: Prepared, identityNumber: string, browser = createBrowser(server.publicUrl)) => {
    const begun = await begin(server.publicUrl, 'yika-citizen', browser)
    const answer = await browser.post(`${begun.path}/send-code`, { identityNumber })
    return { begun, browser, answer }
  }
  const messages = async (server: Prepared) => {
    const page = await fetch(`${server.publicUrl}/dev/outbox`, { headers: { accept: 'application/json' } })
    return ((await page.json()) as { messages: { text: string; recipient: string }[] }).messages
  }
  const codeIn = (text: string | undefined) => /\d{6}/.exec(text ?? '')?.[0] as string

  test('M11.1: a code to the registered telephone gives a token of the person alone', async (t) => {
    const server = await prepared(t)
    const token = await server.client.citizen(knownNumber.toLowerCase())
    const actor = await server.signIn.authenticate(server.bearer(token))
    assert.deepEqual(actor, {
      id: citizen.personId,
      role: 'citizen',
      organisationId: 'self',
      personId: citizen.personId,
      district: '110105',
    })
    const [entry] = await audited(server.db, 'sign-in')
    assert.deepEqual([entry?.outcome, entry?.personId], ['accepted', citizen.personId])
    const [message] = await messages(server)
    assert.equal(message?.recipient, '138****0001')
  })

  test('ASVS 6.3.8: a known and an unknown number get the same answer, and only the known one a message', async (t) => {
    const server = await prepared(t)
    const unknown = await send(server, unknownNumber)
    assert.equal((await messages(server)).length, 0)
    const known = await send(server, knownNumber)
    assert.equal((await messages(server)).length, 1)
    assert.equal(known.answer.status, unknown.answer.status)
    assert.equal(plain(await known.answer.text()), plain(await unknown.answer.text()))
    assert.deepEqual(namesOf(known.answer), namesOf(unknown.answer))
    const [rows] = await server.db<{ count: number }[]>`select count(*) from sign_in_code`
    assert.equal(rows?.count, 2)
  })

  test('ASVS 6.5.1: a code works once, and for the request it was sent for alone', async (t) => {
    const server = await prepared(t)
    const { begun, browser } = await send(server, knownNumber)
    const code = codeIn((await messages(server))[0]?.text)
    const other = await begin(server.publicUrl, 'yika-citizen')
    assert.equal((await other.browser.post(`${other.path}/code`, { code })).status, 401)
    const stolen = await other.browser.post(`${begun.path}/code`, { code })
    assert.equal(stolen.status, 400, 'another browser does not have the cookie of this request')
    assert.equal((await browser.post(`${begun.path}/code`, { code })).status, 303)
    assert.equal((await browser.post(`${begun.path}/code`, { code })).status, 401)
  })

  test('ASVS 6.5.5: a code dies of age, of wrong tries, and of the next code', async (t) => {
    const server = await prepared(t)
    const first = await send(server, knownNumber)
    const old = codeIn((await messages(server))[0]?.text)
    const wrong = old === '000000' ? '000001' : '000000'
    for (let tries = 0; tries < 3; tries += 1) {
      assert.equal((await first.browser.post(`${first.begun.path}/code`, { code: wrong })).status, 401)
    }
    assert.equal((await first.browser.post(`${first.begun.path}/code`, { code: old })).status, 401)
    const resent = await first.browser.post(`${first.begun.path}/send-code`, { identityNumber: knownNumber })
    assert.equal(resent.status, 200)
    server.pass(5 * 60_000 + 1)
    server.pass(0)
    const late = codeIn((await messages(server))[0]?.text)
    assert.equal((await first.browser.post(`${first.begun.path}/code`, { code: late })).status, 401)
  })

  test('ASVS 2.4.1: codes for one number are throttled, whoever asks', async (t) => {
    const server = await prepared(t)
    for (let sent = 0; sent < 5; sent += 1) assert.equal((await send(server, knownNumber)).answer.status, 200)
    assert.equal((await send(server, knownNumber)).answer.status, 429)
    assert.equal((await messages(server)).length, 5)
    server.pass(15 * 60_000)
    assert.equal((await send(server, knownNumber)).answer.status, 200)
  })

  test('M11.10: neither code, nor number, nor token lies readable in the tables of signing in', async (t) => {
    const server = await prepared(t)
    const token = await server.client.citizen(knownNumber)
    const code = codeIn((await messages(server))[0]?.text)
    const dump = await server.db<{ text: string }[]>`
      select sign_in_record::text || encode(sealed, 'escape') as text from sign_in_record
      union all select sign_in_code::text || encode(verifier, 'escape') from sign_in_code
      union all select sign_in_try::text || encode(key, 'escape') from sign_in_try
      union all select sign_in_key::text || encode(sealed, 'escape') from sign_in_key
      union all select message_outbox::text || encode(sealed, 'escape') from message_outbox`
    assert.ok(dump.length > 4)
    for (const { text } of dump) {
      for (const secret of [token, code, knownNumber, citizen.phone as string, '"alg"']) {
        assert.ok(!text.includes(secret))
      }
    }
  })

  test('the outbox page is for the machine itself, whatever name a foreign page gives it', async (t) => {
    const server = await prepared(t)
    const { port } = new URL(server.publicUrl)
    const { request } = await import('node:http')
    const status = (host: string) =>
      new Promise<number | undefined>((resolve) =>
        request({ host: '127.0.0.1', port, path: '/dev/outbox', headers: { host } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        }).end(),
      )
    assert.equal(await status('127.0.0.1'), 200)
    assert.equal(await status('evil.example'), 404)
  })
})

suite('passkeys', () => {
  test('signing out everywhere ends what a citizen has signed in on any device, and nobody else can ask for it', async (t) => {
    const server = await prepared(t)
    const leave = (bearer: string) =>
      fetch(`${server.publicUrl}/sign-in/leave-everywhere`, {
        method: 'POST',
        headers: { authorization: `Bearer ${bearer}` },
      })
    const [phone, borrowed] = [await server.client.citizen(knownNumber), await server.client.citizen(knownNumber)]
    assert.ok(await server.elsewhere().authenticate(server.bearer(borrowed)))
    assert.equal((await leave('x'.repeat(43))).status, 401)
    assert.ok(await server.elsewhere().authenticate(server.bearer(borrowed)))
    assert.equal((await leave(phone)).status, 200)
    for (const token of [phone, borrowed]) {
      assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
    }
    const [entry] = await server.db<{ personId: string }[]>`
      select person_id from audit_entry where operation = 'leave-everywhere'`
    assert.equal(entry?.personId, citizen.personId)
  })

  test('a citizen registers a passkey when signed in, and signs in with it; an answer is not taken twice', async (t) => {
    const server = await prepared(t, 'localhost')
    const authenticator = await createAuthenticator(server.publicUrl)
    const token = await server.client.citizen(knownNumber)
    const post = (path: string, body: unknown, bearer: string) =>
      fetch(`${server.publicUrl}/sign-in/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      })
    assert.equal((await post('passkey-registration-options', {}, 'x'.repeat(43))).status, 401)
    const options = (await (await post('passkey-registration-options', {}, token)).json()) as never
    const credential = await authenticator.register(options)
    assert.equal((await post('passkey-registration', credential, token)).status, 200)
    assert.equal((await post('passkey-registration', credential, token)).status, 400, 'the challenge is used up')

    const begun = await begin(server.publicUrl, 'yika-citizen')
    const asked = await begun.browser.postJson(`${begun.path}/passkey-options`, {})
    const answer = await authenticator.signIn((await asked.json()) as never)
    const signedIn = await begun.browser.postJson(`${begun.path}/passkey`, answer)
    assert.equal(signedIn.status, 200)
    const { location } = (await signedIn.json()) as { location: string }
    const renewed = await redeem(server.publicUrl, begun, location)
    assert.equal((await server.signIn.authenticate(server.bearer(renewed)))?.personId, citizen.personId)

    const second = await begin(server.publicUrl, 'yika-citizen')
    await second.browser.postJson(`${second.path}/passkey-options`, {})
    assert.equal((await second.browser.postJson(`${second.path}/passkey`, answer)).status, 401)
    await second.browser.postJson(`${second.path}/passkey-options`, {})
    assert.equal((await second.browser.postJson(`${second.path}/passkey`, { id: 'x' })).status, 401)
  })
})

suite('systems', () => {
  async function system(server: Prepared, clientId = 'bank-one') {
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    const input = { clientId, name: 'Bank One', role: 'bank-system', bankId: 'b1', keys: [{ kty, crv, x, y }] }
    assert.equal((await server.run(operations.registerClient, systemActor, input)).status, 'accepted')
    return pair.privateKey
  }

  test('M11.1: a system proves itself with its own key and gets a token of ten minutes', async (t) => {
    const server = await prepared(t)
    const key = await system(server)
    const token = await server.client.system('bank-one', key)
    const actor = await server.signIn.authenticate(server.bearer(token))
    assert.deepEqual(actor, { id: 'bank-one', role: 'bank-system', organisationId: 'b1', bankId: 'b1' })
    const [row] = await server.db<{ seconds: number }[]>`
      select extract(epoch from max(expires_at) - now())::float8 as seconds from sign_in_record where grant_key is null`
    assert.ok((row?.seconds ?? 0) <= 660)
    const stranger = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ])) as webcrypto.CryptoKeyPair
    await assert.rejects(server.client.system('bank-one', stranger.privateKey), /invalid_client/)
    await assert.rejects(server.client.system('nobody', key), /invalid_client/)
  })

  test('a retired system has no access any more', async (t) => {
    const server = await prepared(t)
    const key = await system(server)
    const token = await server.client.system('bank-one', key)
    assert.equal(
      (await server.run(operations.retireClient, administrator, { clientId: 'bank-one' })).status,
      'accepted',
    )
    assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
    await assert.rejects(server.client.system('bank-one', key), /invalid_client/)
  })
})

suite('the provider', () => {
  const query = (server: Prepared, more: Record<string, string>) =>
    `/oidc/auth?${new URLSearchParams({ client_id: 'yika-staff', response_type: 'code', scope: 'openid', redirect_uri: `${server.publicUrl}/signed-in`, ...more })}`

  test('ASVS 10.4.1: a sign-in without proof key, for another address or for tokens in the front channel is refused', async (t) => {
    const server = await prepared(t)
    const browser = createBrowser(server.publicUrl)
    const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' }
    const error = async (more: Record<string, string>) => {
      const answer = await browser.get(query(server, more))
      return answer.headers.get('location')?.match(/error=(\w+)/)?.[1] ?? answer.status
    }
    assert.equal(await error({}), 'invalid_request')
    assert.equal(await error({ ...challenge, code_challenge_method: 'plain' }), 'invalid_request')
    assert.equal(await error({ ...challenge, response_type: 'code id_token' }), 'unsupported_response_type')
    assert.equal(await error({ ...challenge, redirect_uri: 'https://evil.example/' }), 400)
    assert.equal(await error({ ...challenge, redirect_uri: `${server.publicUrl}/signed-in/../x` }), 400)
  })

  test('ASVS 10.4.2: a code is redeemed once; the second time ends what the first gave', async (t) => {
    const server = await prepared(t)
    const { userName, password, totpSecret } = server.account('auditor')
    const begun = await begin(server.publicUrl, 'yika-staff')
    const code = await codeNow(server, totpSecret)
    const answer = await begun.browser.post(`${begun.path}/staff`, { userName, password, code })
    const back = await begun.browser.get(answer.headers.get('location') as string)
    const location = back.headers.get('location') as string
    const token = await redeem(server.publicUrl, begun, location)
    assert.ok(await server.elsewhere().authenticate(server.bearer(token)))
    await assert.rejects(redeem(server.publicUrl, begun, location), /invalid_grant/)
    assert.equal(await server.elsewhere().authenticate(server.bearer(token)), undefined)
  })

  test('what the caller says about its address changes nothing', async (t) => {
    const server = await prepared(t)
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    const answer = await fetch(`${server.publicUrl}/oidc/.well-known/openid-configuration`, { headers })
    const text = await answer.text()
    assert.equal(answer.status, 200)
    assert.ok(text.includes(`${server.publicUrl}/oidc/token`) && !text.includes('evil.example'))
    const methods = (JSON.parse(text) as { code_challenge_methods_supported: string[] })
      .code_challenge_methods_supported
    assert.deepEqual(methods, ['S256'])
  })

  test('the pages speak both languages, label every field, and may load nothing', async (t) => {
    const server = await prepared(t)
    for (const clientId of ['yika-staff', 'yika-citizen'] as const) {
      const begun = await begin(server.publicUrl, clientId)
      for (const [language, tag] of [
        ['zh', 'zh-CN'],
        ['en', 'en'],
      ] as const) {
        const answer = await begun.browser.get(`${begun.path}?lang=${language}`)
        const html = await answer.text()
        assert.ok(html.includes(`<html lang="${tag}">`))
        const inputs = [...html.matchAll(/<input id="(\w+)"/g)].map(([, id]) => id as string)
        assert.ok(inputs.length > 0)
        for (const id of inputs) assert.ok(html.includes(`<label for="${id}">`), id)
        const policy = answer.headers.get('content-security-policy') ?? ''
        for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
          assert.ok(policy.includes(rule))
        }
        assert.ok(!policy.includes('unsafe'))
        assert.equal(answer.headers.get('cache-control'), 'no-store')
      }
    }
  })

  test('whatever is sent in place of a form is refused, never an incident', async (t) => {
    const server = await prepared(t)
    const staff = await begin(server.publicUrl, 'yika-staff')
    const person = await begin(server.publicUrl, 'yika-citizen')
    for (const body of [null, [], {}, { userName: {}, password: 1, code: [] }, { userName: 'x'.repeat(5_000) }]) {
      assert.equal((await staff.browser.postJson(`${staff.path}/staff`, body)).status, 401)
      assert.equal((await person.browser.postJson(`${person.path}/code`, body)).status, 401)
      assert.equal((await person.browser.postJson(`${person.path}/passkey`, body)).status, 401)
      assert.equal((await person.browser.postJson('/sign-in/enrol', body)).status, 401)
      if (body !== null) server.pass(15 * 60_000)
    }
    assert.equal((await person.browser.postJson(`${staff.path}/staff`, {})).status, 400)
  })

  test('the cookies of a sign-in are out of reach of scripts and of other sites', async (t) => {
    const server = await prepared(t)
    const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' }
    const answer = await fetch(`${server.publicUrl}${query(server, challenge)}`, { redirect: 'manual' })
    const cookies = answer.headers.getSetCookie()
    assert.ok(cookies.length > 0)
    for (const cookie of cookies) {
      assert.match(cookie, /httponly/i)
      assert.match(cookie, /samesite=lax/i)
    }
  })

  test('two processes share keys and sessions', async (t) => {
    const server = await prepared(t)
    const token = await server.client.staff(server.account('auditor'))
    assert.equal((await server.elsewhere().authenticate(server.bearer(token)))?.role, 'auditor')
    const [row] = await server.db<{ count: number }[]>`select count(*) from sign_in_key`
    assert.equal(row?.count, 1)
  })

  test('RFC 6238: the authenticator of the test client shows the codes of the standard', async () => {
    const secret = base32(Buffer.from('12345678901234567890'))
    assert.equal(await totp(secret, 1), '287082')
    assert.equal(await totp(secret, 41_152_263), '005924')
  })
})

/** A page without what differs from one request to the next. */
function plain(html: string): string {
  return html.replace(/nonce="[^"]*"/g, '').replace(/\/sign-in\/[A-Za-z0-9_-]+/g, '/sign-in/x')
}

function namesOf(answer: Response): string[] {
  return [...answer.headers.keys()].sort()
}
