import { evolvePolicyValue, type PolicyEvent, type PolicyValue } from '@yika/core/policy/policy-value.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

/** The channel on which a change of the rules is told to the other processes. */
export const policyChannel = 'policy_changed'

type Row = Stored<PolicyValue>

/** Every approved version of every rule: what the readers are made of. */
export async function loadPolicy(db: Database | Transaction): Promise<Row[]> {
  const rows = await db<Row[]>`select * from policy_value where status = 'approved' order by policy_value_id`
  return rows.map((row) => ({ ...row }))
}

/** All versions of the rules, proposals too, in the order in which they were made. */
export async function versionsOfKeys(db: Database | Transaction, keys: readonly string[]): Promise<Row[]> {
  const rows = await db<Row[]>`
    select * from policy_value where key = any(${keys}::text[])
    order by key, number nulls last, proposed_at, policy_value_id`
  return rows.map((row) => ({ ...row }))
}

/** The same for the rules to which these values belong, locked: two approvals of one rule go one after the other. */
export async function lockVersionsBeside(tx: Transaction, policyValueIds: readonly string[]): Promise<Row[]> {
  const rows = await tx<Row[]>`
    select * from policy_value
    where key in (select key from policy_value where policy_value_id = any(${policyValueIds}::uuid[]))
    order by policy_value_id
    for update`
  return rows.map((row) => ({ ...row }))
}

export async function openProposals(db: Database): Promise<Row[]> {
  const rows = await db<Row[]>`
    select * from policy_value where status = 'proposed' order by effective_from, proposed_at, policy_value_id`
  return rows.map((row) => ({ ...row }))
}

async function savePolicyValues(tx: Transaction, values: readonly Row[]): Promise<void> {
  await tx`
    insert into policy_value (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
      legal_reference, source, owner, verified, author, proposed_at, status, number, decided_by, decided_at, reason)
    select policy_value_id, version, key, scope, value::jsonb, unit, effective_from, effective_to,
      legal_reference, source, owner, verified::boolean, author, proposed_at, status, number, decided_by, decided_at, reason
    from unnest(
      ${values.map((one) => one.policyValueId)}::uuid[],
      ${values.map((one) => one.version)}::integer[],
      ${values.map((one) => one.key)}::text[],
      ${values.map((one) => one.scope)}::text[],
      ${values.map((one) => JSON.stringify(one.value))}::text[],
      ${values.map((one) => one.unit)}::text[],
      ${values.map((one) => one.effectiveFrom)}::date[],
      ${values.map((one) => one.effectiveTo)}::date[],
      ${values.map((one) => one.legalReference)}::text[],
      ${values.map((one) => one.source)}::text[],
      ${values.map((one) => one.owner)}::text[],
      ${values.map((one) => String(one.verified))}::text[],
      ${values.map((one) => one.author)}::text[],
      ${values.map((one) => one.proposedAt)}::timestamptz[],
      ${values.map((one) => one.status)}::text[],
      ${values.map((one) => one.number)}::integer[],
      ${values.map((one) => one.decidedBy)}::text[],
      ${values.map((one) => one.decidedAt)}::timestamptz[],
      ${values.map((one) => one.reason)}::text[]
    ) as t (policy_value_id, version, key, scope, value, unit, effective_from, effective_to,
      legal_reference, source, owner, verified, author, proposed_at, status, number, decided_by, decided_at, reason)
    on conflict (policy_value_id) do update set
      version = excluded.version, status = excluded.status, number = excluded.number,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason`
  if (values.some((one) => one.status === 'approved')) await tx`select pg_notify(${policyChannel}, '')`
}

export const policyStream: Stream<PolicyValue, PolicyEvent> = {
  name: 'policy-value',
  evolve: evolvePolicyValue,
  save: savePolicyValues,
}
