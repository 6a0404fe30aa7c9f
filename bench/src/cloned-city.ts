import { systemActor } from '@yika/core/access/actor.ts'
import { importCard } from '@yika/core/card/schema.ts'
import { registerPersonOperation } from '@yika/core/holder/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { connect, type Database } from '@yika/server/kernel/database/database.ts'
import type { Executor } from '@yika/server/kernel/execute.ts'

export interface ClonedPerson {
  readonly personId: string
  readonly cardId: string
}

/** Person number n of a cloned city; pgbench makes the same identifiers with `personExpression`. */
export function clonedPerson(n: number): ClonedPerson {
  const tail = n.toString(16).padStart(12, '0')
  return { personId: `00000000-0000-7000-8000-${tail}`, cardId: `00000000-0000-7000-9000-${tail}` }
}

export const personExpression = "('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))"
export const cardExpression = "('00000000-0000-7000-9000-' || lpad(to_hex(:n::int), 12, '0'))"

/** Stands where the version of a cloned card's next event stands, so that it can be found in a captured statement. */
export const clonedVersion = 1_000_003

/**
 * A city of `people` for load: one person with an enabled card comes in through the commands, the rest are copies of the
 * two rows under other identifiers. Their sealed fields do not open; no benchmark opens them.
 */
export async function cloneCity(executor: Executor, ownerUrl: string, from: number, to: number): Promise<void> {
  const owner = connect(ownerUrl, { connections: 1 })
  try {
    const template = (await templateOf(owner)) ?? (await registerTemplate(executor))
    await copyRows(owner, 'person', template, from, to)
    await copyRows(owner, 'card', template, from, to)
    await owner.unsafe('analyze person, card')
    // The copies are on disk before anything is measured: their writing is not the load.
    await owner.unsafe('checkpoint')
  } finally {
    await owner.end()
  }
}

async function templateOf(owner: Database): Promise<ClonedPerson | undefined> {
  const [row] = await owner<ClonedPerson[]>`
    select person_id, card_id from card where version = 1 and social = 'enabled' limit 1`
  return row
}

async function registerTemplate(executor: Executor): Promise<ClonedPerson> {
  const answer = async (operation: Operation, key: string, input: object) => {
    const outcome = await executor.execute(operation, { actor: systemActor, key, input })
    if (outcome.status === 'refused') throw new Error(`${operation.name} refused: ${outcome.code}`)
    return outcome.answer as Record<string, string>
  }
  const { personId = '' } = await answer(registerPersonOperation, 'bench-template-person', {
    kind: 'citizen',
    name: '样例',
    identityNumber: '11010519491231002X',
    ethnicGroup: '01',
    district: '110105',
    phone: '15400000001',
    source: 'benchmark',
  })
  const { cardId = '' } = await answer(importCard, 'bench-template-card', {
    personId,
    cardNumber: 'A00000011',
    issuingArea: '110000',
    generation: 2,
    bankId: null,
    issuedOn: '2020-01-02',
    expiresOn: '2030-01-02',
    social: 'enabled',
    finance: 'none',
    cancelReason: null,
    chipIdentificationCode: null,
    atr: null,
    bankCardNumber: null,
  })
  return { personId, cardId }
}

async function copyRows(
  owner: Database,
  table: 'person' | 'card',
  template: ClonedPerson,
  from: number,
  to: number,
): Promise<void> {
  const columns = await owner<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
  const own: Record<string, string> = {
    person_id: `${personExpression.replace(':n', 'n')}::uuid`,
    card_id: `${cardExpression.replace(':n', 'n')}::uuid`,
    card_number: 'null',
    version: String(clonedVersion - 1),
    // In the lists already: copies are no work for whoever publishes.
    ...{ status_shard: 'n / 1048576', status_index: 'n % 1048576', status_listed: '0', status_list_version: '1' },
    ...{ status_listed_at: 'now()', status_version: '1' },
  }
  const names = columns.map(({ name }) => name)
  await owner.unsafe(
    `insert into ${table} (${names.join(', ')})
     select ${names.map((name) => own[name] ?? `t.${name}`).join(', ')}
     from ${table} t, generate_series(${from}, ${to}) as n where t.person_id = '${template.personId}'`,
  )
}
