import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Database, Transaction } from '../database/database.ts'
import { type Custodian, type CustodianOptions, openCustodian } from './custodian.ts'
import { custodyFingerprint } from './root-key.ts'

/** The database belongs to other keys than those that are here; the message says what to do. */
class ForeignCustody extends Error {
  override readonly name = 'ForeignCustody'
}

/** The fingerprint of the custody under which this database was begun; undefined before the first start. */
export async function recordedCustody(db: Database | Transaction): Promise<string | undefined> {
  const [row] = await db<{ fingerprint: string }[]>`select fingerprint from custody`
  return row?.fingerprint
}

/**
 * Opens the custody that belongs to the database. A new database takes the one it finds, or a new one; afterwards no other
 * will do, and none is made in place of one that is missing.
 */
export async function openCustodyOf(db: Database, options: CustodianOptions, now: Instant): Promise<Custodian> {
  const expected = await recordedCustody(db)
  if (expected !== undefined && options.root === undefined)
    assertCustodyFits(expected, custodyFingerprint(options.directory), options.directory)
  const custodian = openCustodian(options)
  try {
    await db`insert into custody (fingerprint, recorded_at) values (${custodian.fingerprint}, ${now}) on conflict do nothing`
    assertCustodyFits((await recordedCustody(db)) ?? '', custodian.fingerprint, options.directory)
    return custodian
  } catch (error) {
    custodian.close()
    throw error
  }
}

export function assertCustodyFits(expected: string, found: string | undefined, directory: string): void {
  if (found === expected) return
  throw new ForeignCustody(
    (found === undefined
      ? `The data belong to the custody ${expected}, and ${directory} holds none. `
      : `The data belong to the custody ${expected}, but ${directory} holds ${found}: nothing sealed would open. `) +
      'Put the custody directory back that was kept with these data, or name its place with YIKA_CUSTODY_DIR.',
  )
}
