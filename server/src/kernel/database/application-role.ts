import { createHmac } from 'node:crypto'
import type { Database } from './database.ts'

const applicationRole = 'yika_app'

/**
 * The application signs in to the database under a role of its own that may read and write rows, and nothing else:
 * it cannot change tables, and where a migration takes `update, delete` away (events, audit) it can only add.
 * Answers the application's address. Its password follows from the owner's, so that all processes agree on it.
 */
export async function prepareApplicationRole(owner: Database, ownerUrl: string): Promise<string> {
  const url = applicationUrl(ownerUrl)
  const { password } = new URL(url)
  const [rights] = await owner<{ mayCreateRole: boolean; known: boolean; mayAlter: boolean }[]>`
    select
      (me.rolsuper or me.rolcreaterole) as may_create_role,
      app.oid is not null as known,
      me.rolsuper or coalesce(pg_has_role(me.oid, app.oid, 'member with admin option'), false) as may_alter
    from pg_roles me left join pg_roles app on app.rolname = ${applicationRole}
    where me.rolname = current_user`
  const { mayCreateRole = false, known = false, mayAlter = false } = rights ?? {}
  if (!mayCreateRole || (known && !mayAlter)) {
    throw new Error(
      `The role of DATABASE_URL may not ${known ? 'change' : 'create'} the role ${applicationRole}. As an administrator of the server run:\n` +
        `  alter role ${new URL(ownerUrl).username} createrole;\n` +
        (known ? `  grant ${applicationRole} to ${new URL(ownerUrl).username} with admin option;\n` : ''),
    )
  }
  const schema = owner(applicationRole)
  await owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${applicationRole}))`
    const [{ exists } = { exists: false }] = await tx`
      select exists (select from pg_roles where rolname = ${applicationRole})`
    // A password cannot be a parameter; this one is base64url of a digest.
    await tx.unsafe(`${exists ? 'alter' : 'create'} role ${applicationRole} login password '${password}'`)
    await tx`grant usage on schema public to ${schema}`
    await tx`revoke create on schema public from public`
    await tx`alter default privileges in schema public grant select, insert, update, delete on tables to ${schema}`
    await tx`alter default privileges in schema public grant usage, select on sequences to ${schema}`
    // The queue keeps its own tables in a schema of its own.
    await tx`create schema if not exists pgboss`
    await tx`grant usage, create on schema pgboss to ${schema}`
  })
  return url
}

/** The address under which the application's role signs in to the database of this owner. */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  if (url.password === '') throw new Error('DATABASE_URL needs a password: the application role’s follows from it.')
  url.password = createHmac('sha256', decodeURIComponent(url.password)).update(applicationRole).digest('base64url')
  url.username = applicationRole
  return url.href
}
