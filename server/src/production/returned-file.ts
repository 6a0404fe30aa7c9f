import type { Actor } from '@yika/core/access/actor.ts'
import { may } from '@yika/core/access/may.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import { type ComparedFile, compareReturned, type OwnRecord } from '@yika/core/production/compare-returned.ts'
import { parseReturnFile } from '@yika/core/production/return-file.ts'
import { loadBanks } from '../bank/store.ts'
import { cardsByKeys } from '../card/store.ts'
import { openText, sealText } from '../holder/sealing.ts'
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
 * opened here, only for whom the batch is with, and what goes on holds none of them. A fault of the structure refuses
 * the file with line and column.
 */
export async function readReturnedFile(
  { db, custodian }: FileParts,
  operation: 'take-bank-return' | 'take-factory-return',
  base64: string,
  actor: Actor,
): Promise<ReturnedFile | Refused> {
  const parsed = parseReturnFile(fromGb18030(Buffer.from(base64, 'base64')), gb18030Length)
  if (!parsed.ok) {
    const { code, line, column, name } = parsed.fault
    return refuse(code, { line, column, name })
  }
  const fingerprint = fingerprintOf(custodian, base64)
  const batch = await batchByNumber(db, parsed.file.batchNumber)
  if (batch === undefined) return refuse('file-batch-unknown', { batchNumber: parsed.file.batchNumber })
  const { bankId, makerId } = batch
  const answer = may(actor, operation, { bankId, ...(makerId === null ? {} : { organisationId: makerId }) }, {})
  if (!answer.permitted) return refuse(answer.code)

  const lines = [...(await linesOfBatches(db, [batch.batchId])).values()]
  const persons = await personsByIds(
    db,
    lines.map(({ personId }) => personId),
  )
  const cards = await cardsByKeys(db, lines)
  const bank = (await loadBanks(db, [batch.bankId])).get(batch.bankId)
  const holders = new Map<string, Person>()
  const ours = new Map<string, OwnRecord>()
  for (const { personId, cardId, cardNumber } of lines) {
    const person = persons.get(personId)
    if (person === undefined) continue
    const account = cards.get(cardId)?.bankCardNumber ?? null
    const { chipName, name, ssn } = person.sealed
    holders.set(cardNumber, person)
    ours.set(cardNumber, {
      ssn: openText(custodian, person, 'identityNumber', ssn),
      name: openText(custodian, person, 'name', chipName ?? name),
      bank: bank?.cnaps ?? '',
      bankCardNumber: account === null ? null : openText(custodian, person, 'bankCardNumber', account),
    })
  }
  const file = compareReturned(parsed.file, fingerprint, ours, (cardNumber, account) =>
    sealText(custodian, holders.get(cardNumber) as Person, 'bankCardNumber', account),
  )
  return { batchId: batch.batchId, file }
}

/** A keyed hash, because a short file could be guessed from a plain one. */
export function fingerprintOf(custodian: Custodian, text: string): string {
  return Buffer.from(custodian.blindIndex('command-input', text)).toString('base64url')
}
