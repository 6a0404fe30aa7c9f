import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { after, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { systemActor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { type BankReturnLine, writeReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import { type BatchEvent, evolveBatch } from '@yika/core/settlement/benefit/batch.ts'
import { evolveLine, type LineEvent } from '@yika/core/settlement/benefit/line.ts'
import * as schema from '@yika/core/settlement/benefit-schema.ts'
import fc from 'fast-check'
import { connect } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import { benefitBatchesByIds } from '../src/settlement/benefit/batch-store.ts'
import { toGb18030 } from '../src/settlement/benefit/gb18030.ts'
import { linesByNumbers } from '../src/settlement/benefit/line-store.ts'
import type { ApiClient } from '../src/simulator/api-client.ts'
import { noFaults } from '../src/simulator/faults.ts'
import { payBenefits } from '../src/simulator/pay-benefits.ts'
import { anna, bank, benefitWorld, boris, staff } from './benefit-world.ts'
import { activatedCard, collectedCard, enabledCard, givenCard, holderOf } from './given-card.ts'

const {
  kernel,
  start,
  accepted,
  refused,
  read,
  giveBudget,
  balance,
  elder,
  numberOf,
  giveNumber,
  openedBatch,
  approvedBatch,
  pay,
  resultsOf,
  totalsOf,
  instructionsOf,
  returnFile,
  answerAll,
} = await benefitWorld({ after })

test('M2.7, M5.7: every line has a result, in words, and the money is on its way to the bank', async () => {
  const good = await elder()
  const young = await elder(activatedCard(), { birthOn: '1990-01-01' as Person['birthOn'] })
  const away = await elder(activatedCard(), { lifeStatus: 'moved-away' })
  const dead = await elder(activatedCard(), {
    lifeStatus: 'deceased',
    death: {
      ...{ deathOn: '2026-01-01' as never, reportedBy: 'a', reportedAt: start, confirmedBy: 'b' },
      statusBefore: 'alive',
    },
  })
  const bare = await elder([])
  const line = (lineNumber: number, personId: string, amount: number) => ({
    lineNumber,
    number: numberOf(personId),
    amount,
  })
  const budget = await balance('budget/civil-affairs')
  const batchId = await approvedBatch([
    line(1, good, 10_000),
    line(2, good, 5000),
    line(3, young, 10_000),
    line(4, away, 10_000),
    line(5, dead, 10_000),
    line(6, bare, 10_000),
    line(7, good, 0),
    line(8, young, -5),
    line(9, good, 10_001),
    { lineNumber: 10, number: '110101190001010000', amount: 10_000 },
  ])
  await pay(batchId)
  assert.deepEqual(await resultsOf(batchId), [
    'sent',
    'returned: duplicate-in-period',
    'returned: not-entitled',
    'returned: moved-away',
    'returned: deceased',
    'failed: no-bank-account',
    'returned: amount-invalid',
    'returned: amount-invalid',
    'returned: amount-invalid',
    'returned: person-unknown',
  ])
  const held = await balance('budget/civil-affairs')
  assert.deepEqual([held.posted - budget.posted, held.pendingOut - budget.pendingOut], [0, 10_000])
  assert.deepEqual(await totalsOf(batchId), { paid: 0, returned: 55_001, open: 20_000 })
  const { csv } = await read(schema.benefitResultsFile, anna, { batchId })
  assert.equal(csv.split('\r\n').length, 12)
  assert.ok(csv.includes('no-bank-account'))
  assert.ok(!csv.includes(good))
})

test('M1.3: a lost, locked or cancelled card never stops a benefit; only a closed account does', async () => {
  const loss = { receiptId: newId(0), channel: 'hotline', visitId: null, reportedBy: 'x' } as const
  const until = '2026-12-01T00:00:00.000Z' as Instant
  const lost = await elder([...activatedCard(), ['social-loss-reported', { ...loss, until }]])
  const locked = await elder([...activatedCard(), ['social-locked', { reason: 'test', lockedBy: 'x' }]])
  const dormant = await elder(enabledCard())
  const uncollected = await elder(collectedCard().slice(0, 6))
  const persons = [lost, locked, dormant, uncollected]
  const batchId = await approvedBatch(
    persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 10_000 })),
  )
  await pay(batchId)
  assert.deepEqual(await resultsOf(batchId), ['sent', 'sent', 'sent', 'sent'])
})

test('M1.3, M17.5: without an account a line waits for another way: an account that was opened, or a voucher', async () => {
  const [one, two, three] = [await elder([]), await elder([]), await elder([])]
  const batchId = await approvedBatch(
    [one, two, three].map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 9000 })),
  )
  await pay(batchId)
  assert.deepEqual(await resultsOf(batchId), Array(3).fill('failed: no-bank-account'))
  await givenCard(kernel, one, activatedCard() as never)
  await accepted(schema.retryBenefitLines, anna, { batchId, lines: [1], way: 'account' })
  await accepted(schema.retryBenefitLines, anna, { batchId, result: 'no-bank-account', way: 'cash-voucher' })
  await pay(batchId)
  assert.deepEqual(await resultsOf(batchId), ['sent', 'sent', 'sent'])
  const voucher = { batchId, lineNumber: 2, paid: true }
  assert.equal(
    (await refused(schema.confirmBenefitVoucher, anna, { ...voucher, lineNumber: 1 })).code,
    'benefit-line-state',
  )
  assert.equal((await refused(schema.confirmBenefitVoucher, anna, voucher)).code, 'benefit-second-person')
  const alsoAnna = { ...boris, otherAccounts: ['anna'] }
  assert.equal((await refused(schema.confirmBenefitVoucher, alsoAnna, voucher)).code, 'benefit-second-person')
  await accepted(schema.confirmBenefitVoucher, boris, voucher)
  await accepted(schema.confirmBenefitVoucher, boris, { ...voucher, lineNumber: 3, paid: false })
  assert.deepEqual(await resultsOf(batchId), ['sent', 'paid: paid', 'failed: voucher-not-taken'])
  assert.equal((await balance(`own-money/${two}`, two)).posted, 9000)
  assert.deepEqual(await totalsOf(batchId), { paid: 9000, returned: 0, open: 18_000 })
})

test('M13.4: the bank answers in parts, twice, late and wrongly; each line is booked once', async () => {
  const persons = [await elder(), await elder(), await elder(), await elder()]
  const batchId = await approvedBatch(
    persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 1000 + place })),
  )
  await pay(batchId)
  const { answer, lines } = await instructionsOf(batchId)
  const key = kernel.custodian.documents.keys('reconciliation').find(({ kid }) => kid === answer.kid)
  const publicKey = createPublicKey({ key: key as never, format: 'jwk' })
  const bytes = Buffer.from(answer.file, 'base64')
  const signature = Buffer.from(answer.signature, 'base64url')
  assert.ok(verify('sha256', bytes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature))
  assert.deepEqual(
    lines.map(({ account, name }) => [account, name]),
    Array(4).fill(['6200012345678901', '张三']),
  )
  const said = lines.map(({ reference, amount }): BankReturnLine => ({ reference, amount, failure: null }))
  const [one, two, three, four] = said as [BankReturnLine, BankReturnLine, BankReturnLine, BankReturnLine]
  const failed = { ...two, failure: 'account-closed' } as const

  const truncated = toGb18030(writeReturnFile(batchId, said)).subarray(0, 150).toString('base64')
  assert.equal((await refused(schema.receiveBankReturn, bank, { file: truncated })).code, 'bank-return-malformed')
  const wrong = toGb18030(writeReturnFile(batchId, said).replace(/,4,4006/, ',4,4007')).toString('base64')
  const total = await refused(schema.receiveBankReturn, bank, { file: wrong })
  assert.equal(total.code, 'bank-return-total-wrong')
  assert.deepEqual(total.detail, { declaredCount: 4, declaredFen: 4007, count: 4, fen: 4006 })
  const stranger = { ...bank, bankId: '018f0000-0000-7000-8000-00000000b002' }
  const foreign = await accepted(schema.receiveBankReturn, stranger, returnFile(batchId, [one]))
  assert.deepEqual(foreign.notBooked, [{ position: 1, reason: 'line-unknown' }])

  assert.deepEqual(await answerAll(batchId, [one, failed]), { ...none, paid: 1, failed: 1 })
  assert.deepEqual(await answerAll(batchId, [one, failed]), { ...none, repeated: 2 })
  const odd = await answerAll(batchId, [
    three,
    { ...three, failure: 'bank-other' },
    { ...four, amount: 5 },
    { ...four, reference: `${batchId}-9-1` },
    { ...two, failure: null },
  ])
  assert.deepEqual(odd.notBooked, [
    { position: 1, reason: 'answered-twice' },
    { position: 2, reason: 'answered-twice' },
    { position: 3, reason: 'amount-differs' },
    { position: 4, reason: 'line-unknown' },
    { position: 5, reason: 'answered-otherwise' },
  ])
  assert.deepEqual(await resultsOf(batchId), ['paid: paid', 'failed: account-closed', 'sent', 'sent'])

  const before = await balance('budget/civil-affairs')
  const late = await answerAll(batchId, [{ ...one, failure: 'name-differs' }])
  assert.deepEqual(late, { ...none, takenBack: 1 })
  assert.equal((await balance('budget/civil-affairs')).posted - before.posted, 1000)
  assert.deepEqual(await totalsOf(batchId), { paid: 0, returned: 0, open: 4006 })

  await accepted(schema.retryBenefitLines, anna, { batchId, lines: [1, 2], way: 'account' })
  await pay(batchId)
  const earlier = await answerAll(batchId, [failed])
  assert.deepEqual(earlier.notBooked, [{ position: 1, reason: 'earlier-try' }])
  const again = await instructionsOf(batchId)
  assert.deepEqual(
    again.lines.map(({ reference }) => reference.slice(37)),
    ['1-2', '2-2', '3-1', '4-1'],
  )
})

const none = { paid: 0, failed: 0, takenBack: 0, repeated: 0, notBooked: [] }

test('M13.4: tried as often as the rules allow, the money is the department’s again', async () => {
  const person = await elder()
  const before = await balance('budget/civil-affairs')
  const batchId = await approvedBatch([{ lineNumber: 1, number: numberOf(person), amount: 700 }])
  for (let tries = 1; tries <= 3; tries += 1) {
    await pay(batchId)
    const { lines } = await instructionsOf(batchId)
    await answerAll(
      batchId,
      lines.map(({ reference, amount }) => ({ reference, amount, failure: 'account-frozen' })),
    )
    const retried = await accepted(schema.retryBenefitLines, anna, { batchId, way: 'account' })
    assert.deepEqual(retried, { retried: tries < 3 ? 1 : 0, returned: 0 })
  }
  assert.deepEqual(await resultsOf(batchId), ['returned: account-frozen'])
  assert.deepEqual(await balance('budget/civil-affairs'), before)
  assert.deepEqual(await totalsOf(batchId), { paid: 0, returned: 700, open: 0 })
})

test('M2.7: a budget that is short pays as far as it goes; what is left is paid when there is more', async () => {
  const disabled = staff('dora', 'disabled-persons')
  const persons = [await elder(), await elder()]
  for (const person of persons)
    await kernel.db`insert into ground (person_id, ground_id, version, kind, since, evidence, vouched_by, recorded_at, status)
      values (${person}, ${newId(0)}, 1, 'disability', '2020-01-01', 'x', 'disabled-federation', ${start}, 'held')`
  await giveBudget('disabled-persons', 1500)
  const { batchId } = await accepted(schema.openBenefitBatch, disabled, {
    ...{
      programmeId: 'disability-allowance',
      period: '2026-11',
      reference: 'D-1',
      declaredCount: 2,
      declaredFen: 2000,
    },
  })
  const lines = persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 1000 }))
  await accepted(schema.receiveBenefitLines, disabled, { batchId, chunk: 1, lines })
  await accepted(schema.closeBenefitBatch, disabled, { batchId })
  await accepted(schema.approveBenefitBatch, staff('emil', 'disabled-persons'), { batchId })
  await pay(batchId)
  const states = async () =>
    (await read(schema.benefitLines, disabled, { batchId })).lines.map(({ state }) => state).sort()
  assert.deepEqual(await states(), ['failed', 'sent'])
  await giveBudget('disabled-persons', 500)
  await accepted(schema.retryBenefitLines, disabled, { batchId, result: 'budget-short', way: 'account' })
  await pay(batchId)
  assert.deepEqual(await states(), ['sent', 'sent'])
})

test('M2.7, M5.7: holders see what was paid, why not, and what to do; nothing before the second person agreed', async () => {
  const person = await elder([])
  const lines = [{ lineNumber: 1, number: numberOf(person), amount: 800 }]
  const batchId = await openedBatch(lines)
  const mine = () => read(schema.myBenefits, holderOf(person), { personId: person, purpose: 'own-affairs' })
  assert.deepEqual((await mine()).payments, [])
  await accepted(schema.closeBenefitBatch, anna, { batchId })
  await accepted(schema.approveBenefitBatch, boris, { batchId })
  await pay(batchId)
  const [payment] = (await mine()).payments
  assert.equal(payment?.result, 'no-bank-account')
  assert.match(payment?.nextStep?.zh ?? '', /激活/)
  const other = await kernel.reader.read(schema.myBenefits, holderOf(await elder([])), {
    ...{ personId: person, purpose: 'own-affairs' },
  })
  assert.equal(other.status, 'refused')
})

test('M13.3: the events of a line and of a batch fold into their rows', async () => {
  const person = await elder()
  const batchId = await approvedBatch([{ lineNumber: 1, number: numberOf(person), amount: 600 }])
  await pay(batchId)
  const { lines } = await instructionsOf(batchId)
  await answerAll(
    batchId,
    lines.map(({ reference, amount }) => ({ reference, amount, failure: null })),
  )
  await kernel.db.begin(async (tx) => {
    const history = await eventsOf(tx as never, person, 'benefit-line', `${batchId}/1`)
    const line = history.reduce<ReturnType<typeof evolveLine> | undefined>(
      (state, { event, at }) => evolveLine(state, event as LineEvent, at),
      undefined,
    )
    const [row] = [...(await linesByNumbers(tx as never, [{ batchId, lineNumber: 1 }])).values()]
    assert.deepEqual({ ...line, version: history.length }, row)
    const events = await eventsOf(tx as never, null, 'benefit-batch', batchId)
    const batch = events.reduce<ReturnType<typeof evolveBatch> | undefined>(
      (state, { event, at }) => evolveBatch(state, event as BatchEvent, at),
      undefined,
    )
    assert.deepEqual(
      { ...batch, version: events.length },
      (await benefitBatchesByIds(tx as never, [batchId])).get(batchId),
    )
  })
})

/** The face that a bank's own program has, without the wire between. */
const bankClient: ApiClient = {
  async call(operation, input, key) {
    const outcome = await (operation.kind === 'query'
      ? kernel.reader.read(operation, bank, input as object)
      : kernel.run(operation, bank, input as object, key))
    return outcome.status === 'accepted'
      ? { ok: true, answer: outcome.answer as never }
      : { ok: false, refusal: { status: 409, code: outcome.code, title: '' } }
  },
  lookUp: () => Promise.reject(new Error('nothing is public here')),
}

test('M5.7: a simulated bank pays and declines, sends twice and cut off, and every line is booked once', async () => {
  const persons = await Promise.all(Array.from({ length: 30 }, () => elder()))
  const batchId = await approvedBatch(
    persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 100 })),
  )
  await pay(batchId)
  const waiting = await read(schema.benefitInstructions, bank, {})
  assert.equal(waiting.batches.find((batch) => batch.batchId === batchId)?.lines, 30)
  const faults = { ...noFaults, failRate: 0.3, duplicate: true, truncate: true }
  const { good, failed } = await payBenefits(bankClient, batchId, faults)
  assert.equal(good + failed, 30)
  assert.ok(failed > 3 && failed < 18, `${failed} of 30`)
  assert.deepEqual(await totalsOf(batchId), { paid: good * 100, returned: 0, open: failed * 100 })
  const later = await read(schema.benefitInstructions, bank, {})
  assert.equal(
    later.batches.find((batch) => batch.batchId === batchId),
    undefined,
  )
})

/** So many more people like this one, known by numbers of their own. */
async function crowdLike(personId: string, count: number): Promise<readonly string[]> {
  const made = Array.from({ length: count }, () => ({
    personId: newId(Date.parse(start)),
    cardId: newId(Date.parse(start)),
  }))
  const owner = connect(kernel.ownerUrl, { connections: 1 })
  const json = (one: object) => JSON.stringify(one)
  for (const [table, own] of [
    ['person', made.map(({ personId: person_id }) => ({ person_id }))],
    ['card', made.map((one) => ({ person_id: one.personId, card_id: one.cardId, card_number: null }))],
  ] as const) {
    const columns = await owner<{ name: string }[]>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
    const names = columns.map(({ name }) => name)
    await owner.unsafe(
      `insert into ${table} (${names.join(', ')}) select ${names.map((name) => `r.${name}`).join(', ')}
       from ${table} o, jsonb_array_elements($1::text::jsonb) as n (own),
         jsonb_populate_record(null::${table}, to_jsonb(o) || n.own) as r where o.person_id = $2`,
      [json(own), personId],
    )
  }
  await owner.end()
  return made.map((one) => {
    giveNumber(one.personId)
    return one.personId
  })
}

async function knownByNumber(personIds: readonly string[]): Promise<void> {
  const indexes = personIds.map((id) =>
    Buffer.from(kernel.custodian.blindIndex('person', numberOf(id))).toString('base64'),
  )
  await kernel.db`
    insert into person_index (kind, idx, person_id)
    select 'number', decode(idx, 'base64'), person_id from unnest(${indexes}::text[], ${[...personIds]}::uuid[]) as t (idx, person_id)`
}

test('M13.3: a payer that is killed in the middle leaves no line out, and two at once pay none twice', async () => {
  const people = await crowdLike(await elder(), 3000)
  await knownByNumber(people)
  const lines = people.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 100 }))
  const before = await balance('budget/civil-affairs')
  const batchId = await approvedBatch(lines)
  const payer = path.join(import.meta.dirname, 'benefit-payer.ts')
  const killed = spawn(process.execPath, [payer, kernel.url, batchId], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(killed, 'exit')
  const sent = async () => {
    const [row] = await kernel.db<{ count: number }[]>`
      select count(*) from benefit_line where batch_id = ${batchId} and state = 'sent'`
    return row?.count ?? 0
  }
  while ((await sent()) === 0 && killed.exitCode === null) await setImmediate()
  killed.kill('SIGKILL')
  assert.deepEqual(await ended, [null, 'SIGKILL'])
  const left = await sent()
  assert.ok(left > 0 && left < 3000, `${left} lines were sent before the end`)
  await Promise.all([pay(batchId), pay(batchId)])
  assert.equal(await sent(), 3000)
  const [books] = await kernel.db<{ transfers: number; persons: number }[]>`
    select count(*) as transfers, count(distinct person_id) as persons from ledger_transfer
    where cause like ${`${batchId}/%`} and status = 'pending'`
  assert.deepEqual({ ...books }, { transfers: 3000, persons: 3000 })
  const now = await balance('budget/civil-affairs')
  assert.equal(now.pendingOut - before.pendingOut, 300_000)
  assert.equal((await read(schema.benefitBatch, anna, { batchId })).status, 'released')
})

/** What may happen to a batch after its approval, in any order. */
const deed = fc.oneof(
  fc.record({ does: fc.constant('pay' as const) }),
  fc.record({ does: fc.constant('killed' as const), lines: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    does: fc.constant('return' as const),
    answers: fc.array(fc.record({ line: fc.nat(5), good: fc.boolean(), old: fc.boolean() }), { maxLength: 6 }),
  }),
  fc.record({ does: fc.constant('retry' as const), way: fc.constantFrom('account' as const, 'cash-voucher' as const) }),
  fc.record({ does: fc.constant('voucher' as const), line: fc.nat(5), paid: fc.boolean() }),
)

test('M13.4: paid + returned + open = declared, and the books agree, whatever returns, retries and kills do', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
      const persons = await Promise.all([elder(), elder(), elder(), elder([]), elder([]), elder()])
      const before = await balance('budget/civil-affairs')
      const batchId = await approvedBatch(
        persons.map((person, place) => ({ lineNumber: place + 1, number: numberOf(person), amount: 100 << place })),
      )
      const seen = new Set<string>()
      for (const one of deeds) {
        if (one.does === 'pay') await pay(batchId)
        // A killed process has paid some lines and said nothing more.
        if (one.does === 'killed')
          for (let lineNumber = 1; lineNumber <= one.lines; lineNumber += 1)
            await kernel.run(schema.payBenefitLine, systemActor, {
              batchId,
              lineNumber,
              personId: persons[lineNumber - 1],
            })
        if (one.does === 'retry') await kernel.run(schema.retryBenefitLines, anna, { batchId, way: one.way })
        if (one.does === 'voucher')
          await kernel.run(schema.confirmBenefitVoucher, boris, { batchId, lineNumber: one.line + 1, paid: one.paid })
        if (one.does === 'return') {
          for (const { reference } of (await instructionsOf(batchId)).lines) seen.add(reference)
          const known = [...seen]
          const answers = one.answers.flatMap(({ line, good, old }) => {
            const reference = old ? known[line] : known.at(-1 - line)
            const place = Number(reference?.slice(37).split('-')[0]) - 1
            const failure: BankReturnLine['failure'] = good ? null : 'bank-other'
            return reference === undefined ? [] : [{ reference, amount: 100 << place, failure }]
          })
          await answerAll(batchId, answers)
        }
        const { paid, open } = await totalsOf(batchId)
        const now = await balance('budget/civil-affairs')
        const [sent] = await kernel.db<{ fen: number }[]>`
          select coalesce(sum(amount), 0)::bigint as fen from benefit_line where batch_id = ${batchId} and state = 'sent'`
        assert.equal(before.posted - now.posted, paid)
        assert.equal(now.pendingOut - before.pendingOut, sent?.fen)
        assert.ok(open >= (sent?.fen ?? 0))
      }
      for (const person of persons) {
        const { posted } = await balance(`benefit-payable/${person}`, person)
        assert.equal(posted, 0)
      }
    }),
    { numRuns: 15, seed: 20_261_123 },
  )
})
