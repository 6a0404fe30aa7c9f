import { transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { keyScripts } from '@yika/core/production/chip-key-schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type Query, query } from '../kernel/query.ts'
import { chipOf } from './chip-of.ts'
import { batchForKeys, type ChipsInMaking, chipAtCounter, chipsOfLines, subjectsOfChips } from './chips-in-making.ts'
import { hex } from './hex.ts'
import { identificationCodes } from './identification-codes.ts'
import { ownChips } from './own-chips.ts'
import { linePage } from './store.ts'
import { writePinCommands } from './write-pin-commands.ts'

const pageSize = 50

interface Page extends ChipsInMaking {
  readonly next: string | null
}

async function pageOf(db: Database, of: InputOf<typeof keyScripts>['of']): Promise<Page | undefined> {
  if ('lineId' in of) {
    const chip = await chipAtCounter(db, of)
    return chip === undefined ? undefined : { ...chip, next: null }
  }
  const batch = await batchForKeys(db, of.batchId)
  if (batch === undefined) return undefined
  const limit = of.limit ?? pageSize
  const lines = await linePage(db, batch.batchId, { states: ['made'], after: Number(of.after ?? 0), limit })
  const next = lines.length < limit ? null : String(lines.at(-1)?.sequence)
  return { ...(await chipsOfLines(db, batch, lines)), next }
}

/** Article 14: what puts the keys of the city and the initial PIN into chips; each script fits one chip and works once. */
export function keyScriptsQuery({ custodian }: { readonly custodian: Custodian }): Query {
  const { chipHsm } = custodian
  return query({
    operation: keyScripts,
    load: (db, reads) =>
      Promise.all(
        reads.map(async ({ input }) => {
          const page = await pageOf(db, input.of)
          return page && ownChips(db, chipHsm, page)
        }),
      ),
    subjects: (page: Page | undefined, _input, actor) =>
      page === undefined ? undefined : subjectsOfChips(page, actor),
    fields: [],
    async answer(page) {
      const { batch, chips, next, ...keys } = page as Page
      const keyVersion = keys.keyVersion as number
      const resets = chips.map(({ resetInformation }) => resetInformation)
      const pins = chips.map(({ row }) => custodian.initialPin(row.card.cardId))
      const codes = await identificationCodes(chipHsm, resets)
      const pinCommands = await writePinCommands(chipHsm, resets, pins)
      const scripts = await chipHsm.replaceKeys(
        resets.map((reset) => ({ ...chipOf(reset), version: keyVersion, present: transportVersion })),
      )
      return {
        ...{ batchNumber: batch.batchNumber, keyVersion, next },
        cards: chips.map(({ row }, index) => ({
          cardNumber: row.line.cardNumber,
          identificationCode: codes[index] as string,
          pin: hex(pinCommands[index] as Uint8Array),
          keys: (scripts[index] as readonly Uint8Array[]).map(hex),
        })),
      }
    },
  })
}
