import type { Custodian } from '../kernel/custody/custodian.ts'

const pseudonymBytes = 16

/** M2.9: under this name one institution knows a holder again; under another institution's key the same holder has another one. */
export function pseudonymOf(custodian: Custodian, institutionId: string, personId: string): string {
  const index = custodian.blindIndex('use-pseudonym', `${institutionId}\n${personId}`)
  return Buffer.from(index.subarray(0, pseudonymBytes)).toString('base64url')
}
