import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../../config.ts'
import { openCustodian } from '../../kernel/custody/custodian.ts'
import { type Finding, failed, ok, warning } from './finding.ts'

/** Opens the keys as a start would, and makes none. `recorded` is the custody that the database names, if it was asked. */
export function examineCustody(config: Config, recorded: string | undefined): Finding[] {
  const { custodyDirectory: directory } = config
  if (!existsSync(path.join(directory, 'root.key'))) {
    return [
      recorded === undefined && !existsSync(path.join(config.dataDirectory, 'postgres'))
        ? ok(`Custody ${directory}: will be made at the first start`)
        : failed(
            `${directory} holds no root key.`,
            'Put the custody directory back, or name its place with YIKA_CUSTODY_DIR.',
          ),
    ]
  }
  try {
    const custodian = openCustodian({ directory, suite: config.suite })
    const [fingerprint, keys] = [custodian.fingerprint, custodian.keys().length]
    custodian.close()
    if (recorded !== undefined && recorded !== fingerprint)
      return [
        failed(
          `The database belongs to the custody ${recorded}, and ${directory} holds ${fingerprint}.`,
          'Put the custody directory back that was kept with this database.',
        ),
      ]
    return [ok(`Custody ${fingerprint}: the root key and ${keys} keys under it open`), ...placeFindings(config)]
  } catch (error) {
    return [
      failed((error as Error).message, 'Put the custody directory back as it was kept, readable by its owner alone.'),
    ]
  }
}

function placeFindings({ custodyDirectory, dataDirectory, samplePeople }: Config): Finding[] {
  const inside = !path.relative(dataDirectory, custodyDirectory).startsWith('..')
  return inside && samplePeople === 0
    ? [
        warning(
          'The keys lie in the data directory, beside what they lock.',
          'Move the custody directory to other media and name its place with YIKA_CUSTODY_DIR.',
        ),
      ]
    : []
}
