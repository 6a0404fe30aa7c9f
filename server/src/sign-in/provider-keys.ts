import { randomToken } from '../kernel/custody/random-code.ts'
import { newTokenSigningKey } from '../kernel/custody/token-signing-key.ts'
import type { SignInParts } from './parts.ts'

export interface ProviderKeys {
  readonly signing: readonly object[]
  readonly cookies: readonly string[]
}

const place = { table: 'sign_in_key', column: 'sealed', row: 'provider' }

/** Made once, sealed under the custodian's key, shared by all processes: the first that asks wins. */
export async function providerKeys({ db, custodian, clock }: SignInParts): Promise<ProviderKeys> {
  for (;;) {
    const [row] = await db<{ sealed: Buffer }[]>`select sealed from sign_in_key where name = ${place.row}`
    if (row !== undefined) return JSON.parse(Buffer.from(custodian.openShared(place, row.sealed)).toString())
    const fresh: ProviderKeys = {
      signing: [newTokenSigningKey('ES256'), newTokenSigningKey('EdDSA')],
      cookies: [randomToken(32)],
    }
    const sealed = Buffer.from(custodian.sealShared(place, Buffer.from(JSON.stringify(fresh))))
    await db`
      insert into sign_in_key (name, sealed, made_at) values (${place.row}, ${sealed}, ${clock()}) on conflict do nothing`
  }
}
