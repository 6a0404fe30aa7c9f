import { refuse } from '@yika/core/decision/decision.ts'
import { factoryKeys, transportKey } from '@yika/core/production/chip-key-schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type Query, query } from '../kernel/query.ts'
import { activeChipKey } from './chip-key-store.ts'
import { allFactoryKeys, factoryKeyOf } from './factory-key-store.ts'
import { hex } from './hex.ts'

/** Article 14: whose key a factory's is; and the transport master, closed for the maker of blanks. */
export function factoryKeyQueries({ custodian }: { readonly custodian: Custodian }): readonly Query[] {
  return [
    query({
      operation: factoryKeys,
      async load(db, reads) {
        const factories = await allFactoryKeys(db)
        return reads.map(() => factories)
      },
      subjects: () => [{}],
      fields: [],
      answer: (factories) => ({ factories: factories.map(({ version: _, ...factory }) => factory) }),
    }),
    query({
      operation: transportKey,
      load: (db, reads) =>
        Promise.all(
          reads.map(async ({ input: { makerId } }) => ({
            key: await factoryKeyOf(db, makerId),
            ceremony: (await activeChipKey(db, 'sm')) !== undefined,
          })),
        ),
      subjects({ key, ceremony }, { makerId }, actor) {
        const subjects = [{ organisationId: makerId }]
        if (actor.organisationId !== makerId) return subjects
        if (!ceremony) return refuse('chip-keys-missing')
        return key === null ? refuse('factory-key-missing', { makerId }) : subjects
      },
      fields: [],
      async answer({ key }) {
        const publicKey = Uint8Array.fromHex(key?.sm2 ?? '')
        return { enciphered: hex(await custodian.chipHsm.transportKeyFor('sm', publicKey)) }
      },
    }),
  ]
}
