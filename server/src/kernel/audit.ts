import type { Actor } from '@yika/core/access/actor.ts'
import type { Purpose } from '@yika/core/access/purpose.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Database, Transaction } from './database/database.ts'
import { newId, nobody } from './identifier.ts'

/** One line of the audit log; a column comment in 0001-kernel.sql explains each member. */
export interface AuditEntry {
  readonly personId: string | null
  readonly at: Instant
  readonly actor: Actor
  readonly operation: string
  readonly article: number
  readonly outcome: 'accepted' | 'refused' | 'read'
  readonly refusal?: string
  readonly purpose?: Purpose
  readonly legalBasis?: string
  readonly caseId?: string
  readonly fields?: readonly string[]
  readonly commandId: string
}

/** Article 11: a plain insert; order and proof of completeness are made after the commit, never under a lock. */
export async function insertAuditEntries(tx: Transaction | Database, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  await tx`
    insert into audit_entry (person_id, entry_id, at, actor_id, actor_role, organisation_id, office_id, operation,
      article, outcome, refusal, purpose, legal_basis, case_id, fields, command_id)
    select person_id, entry_id, at, actor_id, actor_role, organisation_id, office_id, operation,
      article, outcome, refusal, purpose, legal_basis, case_id, string_to_array(fields, ','), command_id
    from unnest(
      ${entries.map((entry) => entry.personId ?? nobody)}::uuid[],
      ${entries.map((entry) => newId(Date.parse(entry.at)))}::uuid[],
      ${entries.map((entry) => entry.at)}::timestamptz[],
      ${entries.map((entry) => entry.actor.id)}::text[],
      ${entries.map((entry) => entry.actor.role)}::text[],
      ${entries.map((entry) => entry.actor.organisationId)}::text[],
      ${entries.map((entry) => entry.actor.officeId ?? null)}::text[],
      ${entries.map((entry) => entry.operation)}::text[],
      ${entries.map((entry) => entry.article)}::smallint[],
      ${entries.map((entry) => entry.outcome)}::text[],
      ${entries.map((entry) => entry.refusal ?? null)}::text[],
      ${entries.map((entry) => entry.purpose ?? null)}::text[],
      ${entries.map((entry) => entry.legalBasis ?? null)}::text[],
      ${entries.map((entry) => entry.caseId ?? null)}::text[],
      ${entries.map((entry) => (entry.fields ?? []).join(','))}::text[],
      ${entries.map((entry) => entry.commandId)}::uuid[]
    ) as t (person_id, entry_id, at, actor_id, actor_role, organisation_id, office_id, operation,
      article, outcome, refusal, purpose, legal_basis, case_id, fields, command_id)`
}
