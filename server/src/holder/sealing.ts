import type { Custodian } from '../kernel/custody/custodian.ts'
import type { SealedColumn } from '../kernel/custody/sealed-column.ts'

/** A person as far as sealing needs one; the key in base64 as in the state. */
interface KeyHolder {
  readonly personId: string
  readonly key: string
}

/** States and events carry sealed items as base64 text. */
export function sealText(custodian: Custodian, person: KeyHolder, column: SealedColumn, text: string): string {
  const sealed = custodian.seal(Buffer.from(person.key, 'base64'), person.personId, column, text)
  return Buffer.from(sealed).toString('base64')
}

export function openText(custodian: Custodian, person: KeyHolder, column: SealedColumn, sealed: string): string {
  return custodian.open(Buffer.from(person.key, 'base64'), person.personId, column, Buffer.from(sealed, 'base64'))
}
