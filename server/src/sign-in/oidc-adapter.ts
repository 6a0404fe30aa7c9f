import type { Adapter, AdapterPayload } from 'oidc-provider'
import { systemClient } from '../access/store.ts'
import { clientMetadata } from './client-metadata.ts'
import { accountKeyOf } from './leave-everywhere.ts'
import type { SignInParts } from './parts.ts'

type Of = Pick<SignInParts, 'db' | 'custodian'>

/** Records of the provider in PostgreSQL: found by a keyed index, sealed, so that a dump holds no token and no session. */
export function oidcAdapter(model: string, parts: Of): Adapter {
  const { db, custodian } = parts
  const keyOf = (id: string) => Buffer.from(custodian.blindIndex('sign-in', `record|${model}|${id}`))
  const grantKeyOf = (id: string) => Buffer.from(custodian.blindIndex('sign-in', `grant|${id}`))
  const uidKeyOf = (uid: string) => Buffer.from(custodian.blindIndex('sign-in', `uid|${model}|${uid}`))

  interface Row {
    readonly key: Buffer
    readonly sealed: Buffer
    readonly consumed: number | null
  }
  const opened = (row: Row | undefined): AdapterPayload | undefined => {
    if (row === undefined) return undefined
    const payload = JSON.parse(Buffer.from(custodian.openShared(placeOf(row.key), row.sealed)).toString())
    return row.consumed === null ? payload : { ...payload, consumed: row.consumed }
  }
  const columns = db`key, sealed, extract(epoch from consumed_at)::float8 as consumed`

  return {
    async upsert(id, payload, expiresIn) {
      const key = keyOf(id)
      const sealed = Buffer.from(custodian.sealShared(placeOf(key), Buffer.from(JSON.stringify(payload))))
      const expiresAt = new Date(Date.now() + expiresIn * 1000).toISOString()
      await db`
        insert into sign_in_record (key, grant_key, uid_key, account_key, sealed, expires_at)
        values (${key}, ${payload.grantId === undefined ? null : grantKeyOf(payload.grantId)},
          ${payload.uid === undefined ? null : uidKeyOf(payload.uid)},
          ${payload.accountId === undefined ? null : accountKeyOf(parts, payload.accountId)}, ${sealed}, ${expiresAt})
        on conflict (key) do update set
          grant_key = excluded.grant_key,
          uid_key = excluded.uid_key,
          account_key = excluded.account_key,
          sealed = excluded.sealed,
          expires_at = excluded.expires_at`
    },
    async find(id) {
      if (model === 'Client') {
        const client = await systemClient(db, id)
        return client === undefined || client.status === 'retired' ? undefined : clientMetadata(client)
      }
      const [row] = await db<Row[]>`
        select ${columns} from sign_in_record where key = ${keyOf(id)} and expires_at > now()`
      return opened(row)
    },
    async findByUid(uid) {
      const [row] = await db<Row[]>`
        select ${columns} from sign_in_record where uid_key = ${uidKeyOf(uid)} and expires_at > now()`
      return opened(row)
    },
    findByUserCode: async () => undefined,
    async consume(id) {
      await db`update sign_in_record set consumed_at = now() where key = ${keyOf(id)}`
    },
    async destroy(id) {
      await db`delete from sign_in_record where key = ${keyOf(id)}`
    },
    async revokeByGrantId(grantId) {
      await db`delete from sign_in_record where grant_key = ${grantKeyOf(grantId)}`
    },
  }
}

function placeOf(key: Buffer) {
  return { table: 'sign_in_record', column: 'sealed', row: key.toString('base64') }
}
