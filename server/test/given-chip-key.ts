import type { Actor } from '@yika/core/access/actor.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Custodian } from '../src/kernel/custody/custodian.ts'
import type { Database } from '../src/kernel/database/database.ts'
import { createExecutor } from '../src/kernel/execute.ts'
import { chipKeyCommands } from '../src/production/chip-key-commands.ts'
import { holdFirstCeremony } from '../src/production/first-chip-keys.ts'

const custodianOfKeys = (id: string): Actor => ({
  id,
  role: 'security-administrator',
  organisationId: 'human-resources',
})
/** The two people of every ceremony in tests. */
export const keyCustodians = [custodianOfKeys('key-custodian-1'), custodianOfKeys('key-custodian-2')] as const

/** Master keys of version 1 of both suites, active, as two people make them; whatever commands the kernel of the test has. */
export async function givenChipKeys(given: {
  readonly db: Database
  readonly custodian: Custodian
  readonly now: Instant
}): Promise<void> {
  const { db, custodian } = given
  const executor = createExecutor(
    {
      db,
      clock: () => given.now,
      fingerprint: (text) => custodian.blindIndex('command-input', text),
      policyReader: () => ({ number: () => 0, text: () => '', flag: () => false, used: () => [] }),
      standing: async (_db, pairs) => pairs.map(() => ({})),
      caseConcerns: async (_db, pairs) => pairs.map(() => false),
      enqueue: async () => {},
      report: (error) => {
        throw error
      },
      openField: () => '',
    },
    chipKeyCommands,
  )
  await holdFirstCeremony({ db, executor, custodian }, keyCustodians)
}
