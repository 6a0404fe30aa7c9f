import { createCardFile } from '@yika/chip/node/card-file.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { PsamKey } from '@yika/chip/psam/psam-key.ts'
import { manufacturePsam } from '@yika/chip/psam/psam-memory.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import type { Config } from '../../config.ts'
import { openCustodian } from '../../kernel/custody/custodian.ts'
import { applicationUrl } from '../../kernel/database/application-role.ts'
import { connect } from '../../kernel/database/database.ts'
import { findDatabase } from '../../kernel/database/find-database.ts'
import { activeChipKey } from '../../production/chip-key-store.ts'
import { UsageError } from '../cli-command.ts'

const serialDigits = 20

/**
 * A security module for a terminal of the sample city, with the keys of the newest active versions, as a file. Only there: the modules of
 * a real city come from its key centre, with two persons present.
 */
export async function makePsam(file: string, terminal: string, config: Config): Promise<void> {
  const database = await findDatabase(config)
  if (database === undefined)
    throw new UsageError(
      `${config.dataDirectory} holds no city whose keys a security module could have. Start it once.`,
    )
  const db = connect(applicationUrl(database.ownerUrl), { connections: 1 })
  try {
    const [sample] = await db`select from organisation where organisation_id = 'sample-factory'`
    if (sample === undefined)
      throw new UsageError('Security modules are made here for the sample city only; a real one has its key centre.')
    const custodian = openCustodian({ directory: config.custodyDirectory, suite: config.suite })
    try {
      const transportKey = chipParts.random(16)
      const keys: PsamKey[] = []
      for (const suite of ['sm', 'des'] as const) {
        const version = await activeChipKey(db, suite)
        if (version === undefined) continue
        const given = await custodian.chipHsm.psamKeys(suite, version, issuingArea, transportKey)
        for (const { enciphered, ...named } of given)
          keys.push({ ...named, key: chipParts.suites[suite].decipher(transportKey, enciphered) as Uint8Array })
      }
      createCardFile(file, manufacturePsam({ serial: terminal.padStart(serialDigits, '0'), terminal, keys }))
    } finally {
      custodian.close()
    }
  } finally {
    await db.end({ timeout: 1 })
    await database.close()
  }
}
