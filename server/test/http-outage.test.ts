import assert from 'node:assert/strict'
import { after, mock, suite, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import * as card from '@yika/core/card/schema.ts'
import * as holder from '@yika/core/holder/schema.ts'
import { pathOf } from '@yika/core/operation/operation.ts'
import { errorReport } from '../src/error-report.ts'
import { sampleSeed } from '../src/first-start.ts'
import { httpLimits } from '../src/http-limits.ts'
import { connect } from '../src/kernel/database/database.ts'
import { sampleCity } from '../src/sample/sample-city.ts'
import type { SamplePerson } from '../src/sample/sample-person.ts'
import { testServer } from './test-server.ts'

const said: string[] = []
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (text: string | Uint8Array, ...rest: never[]) => boolean
  mock.method(stream, 'write', (text: string | Uint8Array, ...rest: never[]) => {
    said.push(Buffer.from(text as Uint8Array).toString())
    return write(text, ...rest)
  })
}

const answerMs = 1_500
const registered = 12
/** Whom the register does not know yet. */
const [stranger, another] = [...sampleCity({ people: 60, seed: sampleSeed }).persons()].filter(
  ({ index, kind, guardians }) => index >= registered && kind === 'citizen' && guardians.length === 0,
) as [SamplePerson, SamplePerson]
const yika = await testServer({ after }, { people: registered, limits: { ...httpLimits, answerMs } })
const { ownerUrl } = yika.server.platform
const owner = connect(ownerUrl, { connections: 1 })
after(() => owner.end({ timeout: 1 }))

/** What must never be written anywhere but into the sealed books. */
const canary = {
  number: stranger.identityNumber,
  name: '金丝雀',
  phone: '13987654321',
  address: '东长安街九十九号',
  pin: '918273',
  password: 'a password that sings',
}
const newcomer = {
  kind: 'citizen',
  name: canary.name,
  identityNumber: canary.number,
  ethnicGroup: '01',
  district: '110101',
  phone: canary.phone,
  address: canary.address,
  source: 'test',
}

const booked = async () =>
  (
    await owner<{ persons: number; events: number; audit: number; answers: number }[]>`
      select (select count(*) from person) as persons, (select count(*) from event) as events,
        (select count(*) from audit_entry) as audit, (select count(*) from command_answer) as answers`
  )[0]

suite('an error of ours', () => {
  test('ASVS 16.5: gets a number for the caller and a place in the log, and changes nothing', async () => {
    const officer = await yika.staff('bureau-officer')
    await owner.unsafe(`
      create function fail() returns trigger language plpgsql as $$ begin raise exception 'no room for ${canary.name} ${canary.number}'; end $$;
      create trigger fail before insert on person for each row execute function fail()`)
    const before = await booked()
    const headers = { 'idempotency-key': 'failing-key-1' }
    const failed = await yika.call(holder.registerPersonOperation, officer, newcomer, { headers })
    assert.equal(failed.status, 500, failed.text)
    assert.equal(failed.body.code, 'incident')
    assert.match(failed.headers.get('content-type') ?? '', /problem\+json/)
    const incident = failed.body.incident ?? ''
    assert.match(failed.body.text.zh, new RegExp(incident))
    assert.match(yika.logged(), new RegExp(`"incident":"${incident}","name":"PostgresError"`))
    for (const secret of [canary.name, canary.number, 'no room', 'at '])
      assert.ok(!failed.text.includes(secret), secret)
    assert.deepEqual(await booked(), before)

    await owner.unsafe('drop trigger fail on person; drop function fail')
    const again = await yika.call(holder.registerPersonOperation, officer, newcomer, { headers })
    assert.equal(again.status, 200, again.text)
  })

  test('M11.9: the message of an error is logged only when our own code has written it', () => {
    const lines: string[] = []
    const report = errorReport('error', { write: (line) => void lines.push(line) })
    const caught = (work: () => unknown): unknown => {
      try {
        return work()
      } catch (error) {
        return error
      }
    }
    report(
      caught(() => JSON.parse(canary.number + canary.name)),
      '1',
    )
    report(
      caught(() => BigInt(canary.name)),
      '2',
    )
    report(Object.assign(new Error(`one\n    at ${canary.name}`), { code: 'E_TWO_LINES' }), '3')
    report(`not even an error: ${canary.number}`, '4')
    report(undefined, '5')
    assert.equal(lines.length, 5)
    for (const secret of Object.values(canary)) assert.ok(!lines.join('').includes(secret), lines.join(''))
    assert.match(lines[2] ?? '', /E_TWO_LINES/)
  })
})

test('M11.9: no number, name, telephone, address, PIN, password or token of anybody is in the logs', async () => {
  const officer = await yika.staff('bureau-officer')
  const clerk = await yika.staff('bank-clerk')
  const [first] = yika.people.filter(({ kind, guardians }) => kind === 'citizen' && guardians.length === 0)
  assert.ok(first)
  const token = await yika.citizen(first)
  const look = { number: canary.number, purpose: 'register-maintenance' }
  const tried = [
    await yika.call(holder.registerPersonOperation, officer, { ...newcomer, [canary.number]: canary.name }),
    await yika.call(holder.registerPersonOperation, officer, { ...newcomer, phone: `${canary.phone}x` }),
    await yika.call(holder.registerPersonOperation, clerk, newcomer),
    await yika.call(holder.findPersonOperation, officer, look),
    await yika.call(holder.findPersonOperation, clerk, look),
    await yika.call(card.changePin, token, { cardNumber: canary.number, pin: canary.pin, newPin: canary.pin }),
    await yika.call(holder.findPersonOperation, canary.number, look),
    await yika.send(`${pathOf(holder.findPersonOperation)}?number=${canary.number}`, { method: 'POST' }),
    await yika.send(`/v1/${canary.number}/${encodeURIComponent(canary.name)}`),
    await yika.send(`/%${canary.number}`),
    await yika.send(pathOf(holder.findPersonOperation), {
      method: 'POST',
      headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
      body: `{"number":"${canary.number}`,
    }),
    await yika.send('/sign-in/enrol', {
      method: 'POST',
      body: new URLSearchParams({ userName: canary.phone, enrolmentCode: canary.number, password: canary.password }),
    }),
  ]
  assert.deepEqual(
    tried.filter(({ status }) => status < 400),
    [],
  )
  const { text: figures } = await yika.send('/metrics')
  assert.match(figures, /route="\/v1\/holder\/find-person",status="401"/)
  const log = yika.logged() + said.join('') + figures
  const secrets = [...Object.values(canary), token, officer, clerk, first.identityNumber, first.name, first.phone]
  for (const secret of secrets) assert.ok(!log.includes(secret), `the log has ${secret}`)
})

suite('a database that does not answer', () => {
  test('a command that waits too long is answered, and has its effect once', { timeout: 30_000 }, async () => {
    const officer = await yika.staff('bureau-officer')
    const input = { ...newcomer, identityNumber: another.identityNumber }
    const headers = { 'idempotency-key': 'late-key-1' }
    await owner.begin(async (tx) => {
      await tx`lock table person in access exclusive mode`
      const late = await yika.call(holder.registerPersonOperation, officer, input, { headers })
      assert.deepEqual([late.status, late.body.code], [503, 'answer-late'])
      assert.match(late.body.remedy.en, /same Idempotency-Key/)
    })
    const again = await yika.call(holder.registerPersonOperation, officer, input, { headers })
    assert.equal(again.status, 200, again.text)
    const twice = await yika.call(holder.registerPersonOperation, officer, input, { headers })
    assert.deepEqual(twice.body, again.body)
    const [row] = await owner<{ count: number }[]>`select count(*) from command_answer where key = 'late-key-1'`
    assert.equal(row?.count, 1)
  })

  test('unreachable: /readyz says so, commands and reads are refused in time, and all works again afterwards', {
    timeout: 60_000,
  }, async () => {
    const officer = await yika.staff('bureau-officer')
    const server = connect(Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href, { connections: 1 })
    try {
      const [{ name } = { name: '' }] = await owner<{ name: string }[]>`select current_database() as name`
      await server.unsafe(`alter database ${name} with allow_connections false`)
      await server`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
      const began = performance.now()
      const [ready, alive, ...refused] = await Promise.all([
        yika.send('/readyz'),
        yika.send('/healthz'),
        yika.call(holder.registerPersonOperation, officer, newcomer),
        yika.call(holder.findPersonOperation, officer, { number: canary.number, purpose: 'register-maintenance' }),
        yika.call(holder.findPersonOperation, 'x'.repeat(43), {}),
        yika.send('/v1/bank/banks'),
      ])
      assert.ok(performance.now() - began < httpLimits.readyMs + answerMs + 2_000)
      assert.deepEqual([ready.status, alive.status], [503, 200])
      for (const { status, body, headers, text } of refused) {
        assert.ok(body.code === 'incident' || body.code === 'answer-late', text)
        assert.ok(status === 500 || status === 503)
        assert.match(headers.get('content-type') ?? '', /problem\+json/)
      }
      await server.unsafe(`alter database ${name} with allow_connections true`)
    } finally {
      await server.end({ timeout: 1 })
    }
    // The driver tries again by itself, a little later each time.
    const limit = performance.now() + 30_000
    while ((await yika.send('/readyz')).status !== 200 && performance.now() < limit) await wait(100)
    assert.equal((await yika.send('/readyz')).status, 200)
    assert.equal((await yika.send('/v1/bank/banks')).status, 200)
  })
})
