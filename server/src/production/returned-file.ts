import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import { type ComparedFile, compareReturned, type OwnRecord } from '@yika/core/production/compare-returned.ts'
import { parseReturnFile } from '@yika/core/production/return-file.ts'
import { loadBanks } from '../bank/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { personsByIds } from '../holder/store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { fromGb18030, gb18030Length } from './gb18030.ts'
import { batchByNumber, linesOfBatches } from './store.ts'

export interface FileParts {
  readonly db: Database
  readonly custodian: Custodian
}

/** A return file, read and compared with the register, and the batch it speaks of. */
export interface ReturnedFile {
  readonly batchId: string | null
  readonly file: ComparedFile
}

/**
 * Reads the bytes whole and compares every card with the register, outside any transaction: names and numbers are
 * opened here, and what goes on holds none of them. A fault of the structure refuses the file with line and column.
 */
export async function readReturnedFile({ db, custodian }: FileParts, base64: string): Promise<ReturnedFile | Refused> {
  const parsed = parseReturnFile(fromGb18030(Buffer.from(base64, 'base64')), gb18030Length)
  if (!parsed.ok) {
    const { code, line, column, name } = parsed.fault
    return refuse(code, { line, column, name })
  }
  const fingerprint = fingerprintOf(custodian, base64)
  const batch = await batchByNumber(db, parsed.file.batchNumber)
  if (batch === undefined) return refuse('file-batch-unknown', { batchNumber: parsed.file.batchNumber })

  const lines = [...(await linesOfBatches(db, [batch.batchId])).values()]
  const persons = await personsByIds(
    db,
    lines.map(({ personId }) => personId),
  )
  const cards = await cardsByKeys(db, lines)
  const bank = (await loadBanks(db, [batch.bankId])).get(batch.bankId)
  const keys = new Map<string, { readonly personId: string; readonly key: Uint8Array }>()
  const ours = new Map<string, OwnRecord>()
  for (const { personId, cardId, cardNumber } of lines) {
    const person = persons.get(personId)
    if (person === undefined) continue
    const key = Buffer.from(person.key, 'base64')
    const account = cards.get(cardId)?.bankCardNumber ?? null
    keys.set(cardNumber, { personId, key })
    const { chipName, name, ssn } = person.sealed
    ours.set(cardNumber, {
      ssn: custodian.open(key, personId, 'ssn', Buffer.from(ssn, 'base64')),
      name:
        chipName === null
          ? custodian.open(key, personId, 'name', Buffer.from(name, 'base64'))
          : custodian.open(key, personId, 'chipName', Buffer.from(chipName, 'base64')),
      bank: bank?.cnaps ?? '',
      bankCardNumber:
        account === null ? null : custodian.open(key, personId, 'bankCardNumber', Buffer.from(account, 'base64')),
    })
  }
  const file = compareReturned(parsed.file, fingerprint, ours, (cardNumber, account) => {
    const { personId, key } = keys.get(cardNumber) as { personId: string; key: Uint8Array }
    return Buffer.from(custodian.seal(key, personId, 'bankCardNumber', account)).toString('base64')
  })
  return { batchId: batch.batchId, file }
}

/** A keyed hash, because a short file could be guessed from a plain one. */
export function fingerprintOf(custodian: Custodian, text: string): string {
  return Buffer.from(custodian.blindIndex('command-input', text)).toString('base64url')
}
