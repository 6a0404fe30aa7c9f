import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import {
  proposeAgreement,
  publishService,
  registerInstitution,
  signAgreement,
} from '@yika/core/service/catalogue-schema.ts'
import { catalogueFrom, firstServices } from '@yika/core/service/first-services.ts'
import { medicalService } from '@yika/core/settlement/medical/medical-bill.ts'
import { previewSettlement, settleBillOperation } from '@yika/core/settlement/medical-schema.ts'
import { seedOrganisations } from '@yika/server/access/seed-organisations.ts'
import { connect } from '@yika/server/kernel/database/database.ts'
import { createExecutor } from '@yika/server/kernel/execute.ts'
import type { Platform } from '@yika/server/platform.ts'
import { citeRule } from '@yika/server/policy/cite-rule.ts'
import { openPolicyCache } from '@yika/server/policy/policy-cache.ts'
import { medicalCommands } from '@yika/server/settlement/medical/commands.ts'
import { seedSampleItems } from '@yika/server/settlement/medical/seed-sample-items.ts'
import { decisionToken } from '@yika/server/use/decision-token.ts'
import { type CapturedStatement, pgbenchStatement, type Varying } from './captured-statement.ts'
import { cardExpression, cloneCity, clonedPerson, personExpression } from './cloned-city.ts'
import { withOwner } from './copy-again.ts'
import { drive } from './drive.ts'
import { environmentOf } from './environment.ts'
import { freshIdentifiers } from './loss-reports.ts'
import { pgbench } from './pgbench.ts'
import { againstPeer, type Check, type Report } from './report.ts'
import { withTemporaryPlatform } from './temporary-platform.ts'

const seconds = 10
const inFlight = 512
const peerClients = 32
/** The kernel works on the lower half, the peer on the upper one. */
const people = 200_000
const institutionId = 'bench-hospital'
const hospital: Actor = { id: 'bench-hospital', role: 'institution', organisationId: 'health', officeId: institutionId }
const useOf = (n: number) => `00000000-0000-7000-b000-${n.toString(16).padStart(12, '0')}`
const useExpression = "('00000000-0000-7000-b000-' || lpad(to_hex(:n::int), 12, '0'))"

/**
 * Bills of one hospital, each previewed and then settled by what the preview showed, 512 in flight, against pgbench running the very same
 * statements singly in the same run: with everything on, and the accounts of the hospital and the fund shared by all.
 */
export function settlement(): Promise<Report> {
  return withTemporaryPlatform(async (platform) => {
    await prepare(platform)
    const script = await peerScript(platform)
    const before = await counts(platform)
    const run = await drive(inFlight, seconds, (sequence) => settleOf(platform, 1000 + sequence))
    const after = await counts(platform)
    const peer = await pgbench(platform.databaseUrl, script, { clients: peerClients, seconds, define: { i: 0 } })
    const checks: Check[] = [
      {
        name: `settlements written = ${run.acknowledged} acknowledged`,
        ok: after.bills - before.bills === run.acknowledged,
      },
      { name: 'what the hospital is owed is the sum of its bills', ok: after.owed === after.sum },
      { name: 'people enough for the run', ok: run.acknowledged + 1000 < people / 2 },
    ]
    const environment = await environmentOf(platform.db)
    checks.push({ name: 'fsync on', ok: environment['fsync'] === 'on' })
    const result = againstPeer(
      `previews and settlements through the kernel, ${inFlight} in flight`,
      run.acknowledged / run.seconds,
      'settlements/s',
      { name: 'pgbench, same statements singly, 32 clients', value: peer?.transactionsPerSecond ?? null },
      { atLeast: 1 },
    )
    return { name: 'settlement', environment, valid: checks.every(({ ok }) => ok), checks, results: [result] }
  })
}

async function prepare({ executor, ownerUrl }: Platform): Promise<void> {
  const act = async (operation: Operation, actor: Actor, input: object): Promise<Record<string, string>> => {
    const outcome = await executor.execute(operation, { actor, key: `bench-${operation.name}`, input })
    if (outcome.status === 'refused') throw new Error(`${operation.name} refused: ${outcome.code}`)
    return outcome.answer as Record<string, string>
  }
  await seedOrganisations(executor)
  await seedSampleItems(executor)
  const dates = { from: catalogueFrom, until: null }
  await act(publishService, systemActor, { serviceId: medicalService, ...firstServices[medicalService], ...dates })
  await act(registerInstitution, systemActor, {
    ...{ institutionId, kind: 'hospital', organisationId: 'health', name: { zh: '测试', en: 'bench' } },
    ...{ district: '110101', grade: 3, community: false, validFrom: catalogueFrom, validUntil: null },
  })
  const { agreementId } = await act(proposeAgreement, systemActor, {
    ...{ institutionId, serviceId: medicalService, personal: [], facts: [], legalBasis: 'benchmark', ...dates },
  })
  const signer: Actor = { id: 'bench-signer', role: 'bureau-officer', organisationId: 'human-resources' }
  await act(signAgreement, signer, { agreementId })
  await cloneCity(executor, ownerUrl, 1, people)
  await withOwner(ownerUrl, async (owner) => {
    const [person, card, use] = [personExpression, cardExpression, useExpression].map(
      (text) => `${text.replace(':n', 'n')}::uuid`,
    )
    await owner.unsafe(`
      insert into ground (person_id, ground_id, version, kind, since, evidence, vouched_by, recorded_at, status)
      select ${person}, ${use}, 1, 'employee-medical', '2020-01-01', 'bench', 'medical-security', now(), 'held'
      from generate_series(1, ${people}) as n`)
    await owner.unsafe(`
      insert into card_use (person_id, use_id, version, card_id, service_id, institution_id, carrier, proof_key,
        proof_digest, used_at, told, relation, decided_at)
      select ${person}, ${use}, 1, ${card}, '${medicalService}', '${institutionId}', 'contact-chip', 'chip/' || n,
        n::text, now(), 'online', 'no-loss', now()
      from generate_series(1, ${people}) as n`)
    await owner.unsafe('vacuum analyze ground, card_use')
    await owner.unsafe('checkpoint')
  })
}

/** Person n pays a bill of three lines: previewed first, then settled by the preview. */
async function settleOf(
  { executor, custodian }: Pick<Platform, 'executor' | 'custodian'>,
  n: number,
  name = `bench-${n}`,
): Promise<void> {
  const { personId } = clonedPerson(n)
  const bill = {
    decisionId: decisionToken(custodian, institutionId, { personId, useId: useOf(n) }),
    billNumber: name,
    servedOn: dayOf(instantOf(Date.now())),
    lines: ['D0001', 'D0007', 'T0002'].map((code) => ({ code, quantity: 1, amount: 90_000 })),
  }
  const ask = async (operation: Operation, key: string, input: object): Promise<Record<string, string>> => {
    const outcome = await executor.execute(operation, { actor: hospital, key, input })
    if (outcome.status === 'refused') throw new Error(`${operation.name} refused: ${outcome.code}`)
    return outcome.answer as Record<string, string>
  }
  const { preview } = await ask(previewSettlement, `${name}-preview`, bill)
  await ask(settleBillOperation, `${name}-settle`, { ...bill, preview })
}

/** Settles one bill alone and writes down what the kernel sends for it. */
async function peerScript(platform: Platform): Promise<string> {
  const captured: CapturedStatement[] = []
  let recording = false
  const db = connect(platform.databaseUrl, {
    connections: 1,
    observe: (text, parameters) => {
      if (recording) captured.push({ text, parameters: [...parameters] })
    },
  })
  const policy = await openPolicyCache(platform.db, { report: console.error })
  const { custodian, clock } = platform
  const commands = medicalCommands({ db, custodian, clock, cite: citeRule(policy.book) })
  const executor = createExecutor({ ...platform.parts, db }, commands)
  await settleOf({ executor, custodian }, 1)
  recording = true
  const [n, name] = [2, 'bench-bill-of-the-captured-command']
  await settleOf({ executor, custodian }, n, name)
  recording = false
  await db.end()
  await policy.close()
  const { personId, cardId } = clonedPerson(n)
  const varying: Varying[] = [
    { text: personId, expression: personExpression },
    { text: cardId, expression: cardExpression },
    { text: useOf(n), expression: useExpression },
    { text: name, expression: "('b' || :v::int || '-' || :n::int)" },
    ...freshIdentifiers(captured, [personId, cardId, useOf(n)]),
  ]
  // Everybody once: a bill is the holder's first of the year, as the captured rows say.
  const variables = [
    '\\set i :i + 1',
    `\\set n ${people / 2} + :client_id * ${Math.floor(people / 2 / peerClients)} + :i`,
    '\\set v random(2, 2000000000)',
  ]
  const statements = captured.map((statement) => pgbenchStatement(statement, varying))
  return [...variables, ...statements].join('\n')
}

async function counts({ db }: Platform) {
  const [row] = await db<{ bills: number; sum: number; owed: number }[]>`
    select count(*)::integer as bills, coalesce(sum(fund + large_amount + account + own), 0)::bigint as sum,
      coalesce((select posted from ledger_balance where account = ${`payable/${institutionId}`}), 0)::bigint as owed
    from medical_settlement where institution_id = ${institutionId}`
  return row ?? { bills: 0, sum: 0, owed: 0 }
}
