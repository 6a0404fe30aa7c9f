import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Place } from '../kernel/custody/context.ts'
import type { Database } from '../kernel/database/database.ts'

export interface Credential {
  readonly staffId: string
  readonly enrolment: number
  readonly passwordHash: string
  readonly totpSecret: Buffer
  readonly totpStep: number
  readonly confirmed: boolean
}

export function totpPlace(staffId: string): Place {
  return { table: 'staff_credential', column: 'totp_secret', row: staffId }
}

export async function credentialOf(db: Database, staffId: string): Promise<Credential | undefined> {
  const [row] = await db<Credential[]>`select * from staff_credential where staff_id = ${staffId}`
  return row
}

/** False when the account has a confirmed one of this enrolment already: nothing but a reset replaces that. */
export async function saveCredential(db: Database, credential: Credential, at: Instant): Promise<boolean> {
  const { staffId, enrolment, passwordHash, totpSecret, totpStep, confirmed } = credential
  const saved = await db`
    insert into staff_credential (staff_id, enrolment, password_hash, totp_secret, totp_step, confirmed, changed_at)
    values (${staffId}, ${enrolment}, ${passwordHash}, ${totpSecret}, ${totpStep}, ${confirmed}, ${at})
    on conflict (staff_id) do update set
      enrolment = excluded.enrolment,
      password_hash = excluded.password_hash,
      totp_secret = excluded.totp_secret,
      totp_step = excluded.totp_step,
      confirmed = excluded.confirmed,
      changed_at = excluded.changed_at
    where not staff_credential.confirmed or staff_credential.enrolment < excluded.enrolment
    returning 1`
  return saved.length === 1
}

/** One statement decides who of two takers of the same code was first. */
export async function takeTotpStep(db: Database, staffId: string, step: number): Promise<boolean> {
  const taken = await db`
    update staff_credential set totp_step = ${step} where staff_id = ${staffId} and totp_step < ${step} returning 1`
  return taken.length === 1
}

export async function replacePasswordHash(db: Database, staffId: string, passwordHash: string): Promise<void> {
  await db`update staff_credential set password_hash = ${passwordHash} where staff_id = ${staffId}`
}

/** The authenticator has shown a first code. */
export async function confirmCredential(
  db: Database,
  staffId: string,
  enrolment: number,
  step: number,
): Promise<boolean> {
  const confirmed = await db`
    update staff_credential set confirmed = true, totp_step = ${step}
    where staff_id = ${staffId} and enrolment = ${enrolment} and not confirmed returning 1`
  return confirmed.length === 1
}
