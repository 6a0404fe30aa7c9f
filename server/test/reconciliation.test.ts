import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { suite, test } from 'node:test'
import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import type { Account } from '@yika/core/ledger/account.ts'
import { type NewTransfer, postTransfer } from '@yika/core/ledger/make-transfer.ts'
import { evolveTransfer, type Leg } from '@yika/core/ledger/transfer.ts'
import {
  type ExceptionEvent,
  evolveException,
  type ReconciliationException,
} from '@yika/core/reconciliation/reconciliation-exception.ts'
import { type FileLine, writeReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import * as schema from '@yika/core/reconciliation/schema.ts'
import type { Transaction } from '../src/kernel/database/database.ts'
import { eventsOf } from '../src/kernel/events.ts'
import { newId } from '../src/kernel/identifier.ts'
import type { Outcome } from '../src/kernel/outcome.ts'
import { loadBalances, transferStream } from '../src/ledger/store.ts'
import { reconciliationCommands } from '../src/reconciliation/commands.ts'
import { fileBytes } from '../src/reconciliation/file-bytes.ts'
import { reconciliationQueries } from '../src/reconciliation/queries.ts'
import { daysToCompare } from '../src/reconciliation/store.ts'
import { callsOn } from './calls-on.ts'
import { testKernel } from './test-kernel.ts'

const bankId = '018f0000-0000-7000-8000-00000000b001'
const day = '2026-11-23' as Day
const hospital: Actor = {
  id: 'his-1',
  role: 'institution',
  organisationId: 'medical-insurance',
  officeId: 'hospital-1',
}
const bank: Actor = { id: 'core-banking', role: 'bank-system', organisationId: bankId, bankId }
const officer = (id: string): Actor => ({ id, role: 'bureau-officer', organisationId: 'bureau' })
const auditor: Actor = { id: 'auditor-1', role: 'auditor', organisationId: 'audit' }

const code = (outcome: Outcome) => (outcome.status === 'refused' ? outcome.code : outcome.status)

type Ending = Parameters<typeof testKernel>[0]

async function reconciliation(ending: Ending) {
  const kernel = await testKernel(ending, {
    commands: () => reconciliationCommands,
    queries: (parts) => reconciliationQueries(parts),
    now: '2026-11-24T02:00:00.000Z',
    policy: { 'ledger.most-per-transfer': 1_000_000_000, 'reconciliation.close-within': 5 },
  })
  const { db } = kernel
  await db`
    insert into bank (bank_id, version, cnaps, name_zh, name_en, admitted_on, service_terms, source)
    values (${bankId}, 1, '102100000000', '银行', 'bank', '2022-10-01', '[]', 'test')`
  await db`
    insert into organisation (organisation_id, version, kind, field, names, contact, valid_from)
    values ('medical-insurance', 1, 'field-department', '{}', '[{}]', '12345', '2022-10-01')`
  await db`
    insert into institution (institution_id, version, kind, organisation_id, name, district, community, valid_from)
    select id, 1, 'hospital', 'medical-insurance', '{"zh":"医院","en":"hospital"}', '110101', false, '2022-10-01'
    from unnest('{hospital-1,hospital-2}'::text[]) as id`
  const send = (
    actor: Actor,
    source: string,
    lines: readonly FileLine[],
    encoding: 'utf-8' | 'gb18030' = 'utf-8',
    of = day,
  ) => {
    const content = Buffer.from(fileBytes(writeReconciliationFile({ source, day: of, lines }), encoding)).toString(
      'base64',
    )
    return kernel.run(schema.receivePartnerFile, actor, { encoding, content })
  }
  return {
    ...kernel,
    send,
    at: (now: string) => Object.assign(kernel, { now: now as Instant }),
    compare: (partner: string) => kernel.run(schema.compareReconciliationDay, systemActor, { partner, day }),
    ask: callsOn(kernel).accepted,
    /** Bills of a hospital as its chapter posts them: the fund's share, and what the holder paid through the bank. */
    async bills(
      list: readonly { readonly reference: string; readonly fund: number; readonly paid?: number }[],
      of = day,
    ) {
      await db.begin(async (open) => {
        const tx = open as Transaction
        const balances = await loadBalances(tx, [])
        const transfers = list.map(({ reference, fund, paid = 0 }) => {
          const personId = newId(Date.parse(kernel.now))
          const made = postTransfer(balances, {
            ...{ personId, transferId: newId(Date.parse(kernel.now)), kind: 'medical-settlement', businessDay: of },
            ...{
              partner: 'hospital-1',
              partnerReference: reference,
              cause: reference,
              legs: legsOf(personId, fund, paid),
            },
          } satisfies NewTransfer)
          assert.ok(made.accepted)
          const [event] = made.events
          assert.ok(event)
          return { ...evolveTransfer(undefined, event, kernel.now), version: 1 }
        })
        await transferStream.save(tx, transfers)
      })
    },
  }
}

function legsOf(personId: string, fundShare: number, paid: number): readonly Leg[] {
  const payable: Account = { kind: 'payable', owner: 'hospital-1', personId: null }
  const fund: Account = { kind: 'fund', owner: 'employee-medical', personId: null }
  const own: Account = { kind: 'own-money', owner: personId, personId }
  const clearing: Account = { kind: 'clearing', owner: bankId, personId: null }
  const legs = [{ debit: fund, credit: payable, amount: fundShare, purpose: 'fund' }]
  if (paid === 0) return legs
  const through = { debit: clearing, credit: own, amount: paid, purpose: 'own-pay' }
  return [...legs, through, { debit: own, credit: payable, amount: paid, purpose: 'own-pay' }]
}

const theirs = (reference: string, amount: number): FileLine => ({ partner: 'hospital-1', reference, amount })

suite('M13.4: files of partners', () => {
  test('M13.4: the same file again gets the same answer, another one for the day is refused, nobody sends for others', async (t) => {
    const { db, send, run } = await reconciliation(t)
    const lines = [theirs('H-1', 700)]
    const first = await send(hospital, 'hospital-1', lines)
    assert.equal(first.status, 'accepted')
    assert.deepEqual(await send(hospital, 'hospital-1', lines), first)
    assert.equal(code(await send(hospital, 'hospital-1', [theirs('H-1', 701)])), 'reconciliation-file-other')
    assert.equal(code(await send(hospital, 'hospital-2', lines)), 'not-permitted')
    assert.equal(code(await send(bank, 'hospital-1', lines)), 'not-permitted')
    assert.equal(code(await send(officer('a'), 'hospital-1', lines)), 'not-permitted')
    const other: Actor = { ...hospital, id: 'his-2', officeId: 'hospital-2' }
    assert.equal(
      code(await send(other, 'hospital-2', [theirs('H-1', 700)])),
      'reconciliation-file-foreign',
      'a hospital has no say in the day of another, in the place of the bank least of all',
    )
    assert.equal(
      code(await send(hospital, 'hospital-1', lines, 'utf-8', '2026-11-25' as Day)),
      'reconciliation-day-ahead',
    )
    const gb = await send(bank, bankId, [{ partner: bankId, reference: 'B-1', amount: -5 }], 'gb18030')
    assert.equal(gb.status, 'accepted')
    const broken = Buffer.from(writeReconciliationFile({ source: 'hospital-1', day, lines }).replace('700', '800'))
    const wrong = await run(schema.receivePartnerFile, hospital, {
      encoding: 'utf-8',
      content: broken.toString('base64'),
    })
    assert.equal(code(wrong), 'reconciliation-file-total')
    const notText = Buffer.from([0xff, 0xfe, 0x80]).toString('base64')
    const unreadable = await run(schema.receivePartnerFile, hospital, { encoding: 'utf-8', content: notText })
    assert.equal(code(unreadable), 'reconciliation-file-encoding')
    const rows = await db`select source, reference, amount from reconciliation_line order by source`
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [
        { source: bankId, reference: 'B-1', amount: -5 },
        { source: 'hospital-1', reference: 'H-1', amount: 700 },
      ],
    )
    await assert.rejects(db`update reconciliation_line set amount = 1`, /permission denied/)
  })

  test('M13.4: our file is signed and says what the books say; a bank also gets what went through it', async (t) => {
    const { ask, bills, custodian, reader } = await reconciliation(t)
    await bills([
      { reference: 'H-1', fund: 700, paid: 300 },
      { reference: 'H-2', fund: 50 },
    ])
    const file = await ask(schema.reconciliationFile, hospital, { partner: 'hospital-1', day, encoding: 'gb18030' })
    const text = new TextDecoder('gb18030').decode(Buffer.from(file.content, 'base64'))
    assert.equal(
      text,
      writeReconciliationFile({ source: 'hospital-1', day, lines: [theirs('H-1', 1000), theirs('H-2', 50)] }),
    )
    const [head = '', , signature = ''] = file.signature.split('.')
    const [key] = custodian.documents.keys('reconciliation')
    assert.ok(key)
    const signed = Buffer.from(`${head}.${Buffer.from(file.content, 'base64').toString('base64url')}`)
    const publicKey = { key: createPublicKey({ key: { ...key }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
    assert.ok(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url')))
    const forBank = await ask(schema.reconciliationFile, bank, { partner: bankId, day })
    assert.match(Buffer.from(forBank.content, 'base64').toString(), /\r\n1,hospital-1,H-1,借,300\r\n<结束>1\r\n$/)
    assert.equal(
      code(await reader.read(schema.reconciliationFile, bank, { partner: 'hospital-1', day })),
      'not-permitted',
    )
  })
})

suite('M13.4: three lists of a day', () => {
  test('M13.4: a day waits for every file, is balanced when all agree, and each disagreement is an exception', async (t) => {
    const { bills, send, compare, ask, tasks } = await reconciliation(t)
    await bills([
      { reference: 'H-1', fund: 700, paid: 300 },
      { reference: 'H-2', fund: 50 },
      { reference: 'H-3', fund: 40, paid: 60 },
      { reference: 'H-4', fund: 10, paid: 20 },
      { reference: 'H-5', fund: 10, paid: 20 },
    ])
    const status = async () =>
      (await ask(schema.reconciliationDays, auditor, { from: day, to: day })).days.find(
        ({ partner }) => partner === 'hospital-1',
      )
    assert.equal(code(await compare('hospital-1')), 'accepted')
    assert.deepEqual((await status())?.missing, [bankId, 'hospital-1'])
    const list = [theirs('H-1', 1000), theirs('H-3', 101), theirs('H-4', 30), theirs('H-5', 30), theirs('H-9', 7)]
    await send(hospital, 'hospital-1', list)
    await compare('hospital-1')
    assert.deepEqual([(await status())?.status, (await status())?.missing], ['waiting', [bankId]])
    const through = (reference: string, amount: number): FileLine => ({ partner: 'hospital-1', reference, amount })
    await send(bank, bankId, [through('H-1', -300), through('H-3', -60), through('H-5', -21), through('H-8', -9)])
    assert.deepEqual(
      tasks.slice(-2).map(({ data }) => data),
      [
        { partner: bankId, day },
        { partner: 'hospital-1', day },
      ],
    )
    await compare('hospital-1')
    const { exceptions } = await ask(schema.reconciliationExceptions, auditor, {
      partner: 'hospital-1',
      status: 'open',
    })
    assert.deepEqual(
      exceptions
        .map(({ reference, kind, ours, theirs: said, bankSays }) => [reference, kind, ours, said, bankSays])
        .sort((one, other) => String(one[0]).localeCompare(String(other[0]))),
      [
        ['H-2', 'ours-only', 50, null, null],
        ['H-3', 'amount-differs', 100, 101, -60],
        ['H-4', 'bank-missing', 30, 30, null],
        ['H-5', 'bank-differs', 30, 30, -21],
        ['H-8', 'bank-only', null, null, -9],
        ['H-9', 'theirs-only', null, 7, null],
      ],
    )
    assert.deepEqual([(await status())?.status, (await status())?.open], ['open', 6])
    await compare('hospital-1')
    assert.equal((await status())?.open, 6)
  })

  test('M13.4: what comes late is compared again, and a difference that it explains vanishes', async (t) => {
    const { db, bills, send, compare, ask, at } = await reconciliation(t)
    await send(hospital, 'hospital-1', [theirs('H-1', 70)])
    await compare('hospital-1')
    await db`insert into ledger_day (day, version, status, closed_at) values (${day}, 1, 'closed', '2026-11-24T02:00:00Z')`
    assert.deepEqual(await daysToCompare(db, day, day).then((list) => list.length), 1)
    at('2026-11-25T02:00:00.000Z')
    await bills([{ reference: 'H-1', fund: 70 }])
    await compare('hospital-1')
    const [grid] = (await ask(schema.reconciliationDays, auditor, { from: day, to: day })).days
    assert.deepEqual(
      [grid?.status, grid?.ours, grid?.theirs],
      ['balanced', { count: 1, net: 70 }, { count: 1, net: 70 }],
    )
    assert.deepEqual([...(await daysToCompare(db, day, day))], [])
    at('2026-11-26T02:00:00.000Z')
    await bills([{ reference: 'H-2', fund: 5 }])
    assert.deepEqual(
      (await daysToCompare(db, day, day)).map((one) => ({ ...one })),
      [{ partner: 'hospital-1', day }],
    )
  })

  test('M13.4: two natural persons close an exception; the correction goes over the suspense account', async (t) => {
    const { db, bills, send, compare, ask, run, at } = await reconciliation(t)
    await bills([{ reference: 'H-1', fund: 100 }])
    await send(hospital, 'hospital-1', [theirs('H-1', 130)])
    await compare('hospital-1')
    at('2026-11-30T02:00:00.000Z')
    const list = await ask(schema.reconciliationExceptions, officer('a'), {})
    const [open] = list.exceptions
    assert.ok(open)
    assert.deepEqual([open.ageDays, open.overdue], [6, true])
    const { exceptionId } = open
    const closing = { exceptionId, reason: 'a bill that we entered wrongly', correct: true }
    assert.equal(code(await run(schema.proposeClosing, auditor, closing)), 'not-permitted')
    assert.equal(
      code(await run(schema.approveClosing, officer('b'), { exceptionId, version: 1 })),
      'exception-not-proposed',
    )
    assert.equal(code(await run(schema.proposeClosing, officer('a'), closing)), 'accepted')
    assert.equal(code(await run(schema.approveClosing, officer('a'), { exceptionId, version: 1 })), 'same-person-twice')
    const { version: seen } = await ask(schema.reconciliationException, officer('b'), { exceptionId })
    assert.equal(code(await run(schema.rejectClosing, officer('b'), { exceptionId })), 'accepted')
    assert.equal(
      code(await run(schema.approveClosing, officer('b'), { exceptionId, version: 1 })),
      'exception-not-proposed',
    )
    assert.equal(code(await run(schema.proposeClosing, officer('a'), closing)), 'accepted')
    const approve = (version: number) => run(schema.approveClosing, officer('b'), { exceptionId, version })
    assert.equal(code(await approve(seen)), 'changed-meanwhile', 'what was sent back and proposed anew is read anew')
    const { version } = await ask(schema.reconciliationException, officer('b'), { exceptionId })
    assert.equal(code(await approve(version)), 'accepted')
    const shown = await ask(schema.reconciliationException, auditor, { exceptionId })
    assert.deepEqual([shown.status, shown.proposedBy, shown.closedBy, shown.ageDays], ['closed', 'a', 'b', null])
    assert.ok(shown.transferId !== null && shown.ourTransferId !== null)
    const balances = await db`
      select account, posted from ledger_balance where account in ('payable/hospital-1', 'suspense/hospital-1') order by account`
    assert.deepEqual(
      balances.map((row) => ({ ...row })),
      [
        { account: 'payable/hospital-1', posted: 130 },
        { account: 'suspense/hospital-1', posted: -30 },
      ],
    )
    await compare('hospital-1')
    const [grid] = (await ask(schema.reconciliationDays, auditor, { from: day, to: day })).days
    assert.equal(grid?.status, 'balanced')
    const events = await db.begin((tx) => eventsOf(tx as Transaction, null, 'reconciliation-exception', exceptionId))
    const folded = events.reduce<ReconciliationException | undefined>(
      (state, { event, at: when }) => evolveException(state, event as ExceptionEvent, when),
      undefined,
    )
    const [row] = await db`select status, closed_by, transfer_id, ours, theirs from reconciliation_exception`
    assert.deepEqual(
      { ...row },
      {
        ...{ status: folded?.status, closedBy: folded?.closedBy, transferId: folded?.transferId },
        ...{ ours: folded?.ours, theirs: folded?.theirs },
      },
    )
  })

  test('M13.4: a day of many thousand lines is three statements, and every odd one is found', async (t) => {
    const { db, send, compare } = await reconciliation(t)
    const many = 60_000
    await db`
      insert into ledger_reference (partner, reference, person_id, transfer_id, business_day, posted, amount)
      select 'hospital-1', 'H-' || n, gen_random_uuid(), gen_random_uuid(), ${day}, true, n
      from generate_series(1, ${many}) as n`
    const lines = Array.from({ length: many }, (_one, position) => theirs(`H-${position + 1}`, position + 1))
    lines[many / 2] = theirs('H-odd', 1)
    const sent = await send(hospital, 'hospital-1', lines)
    assert.equal(sent.status, 'accepted')
    const compared = await compare('hospital-1')
    assert.deepEqual(compared.status === 'accepted' && compared.answer, { status: 'compared', found: 2, vanished: 0 })
  })
})
