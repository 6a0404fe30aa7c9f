import { eCardKeys } from '@yika/core/e-card/schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { PublicRead } from '../kernel/public-read.ts'

/** Article 9: whoever checks codes without asking needs the office's public keys. */
export function eCardPublicReads({ custodian }: { readonly custodian: Custodian }): readonly PublicRead[] {
  return [{ operation: eCardKeys, answer: async () => ({ keys: [...custodian.documents.keys('e-card')] }) }]
}
