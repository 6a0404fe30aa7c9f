import { type ChipHsm, transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { cardKeys } from '@yika/chip/key/card-key.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { keyChallenges } from '@yika/core/production/chip-key-schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { type Query, query } from '../kernel/query.ts'
import { chipKeysInUse } from './chip-key-in-use.ts'
import { chipOf } from './chip-of.ts'
import {
  batchForKeys,
  type ChipsInMaking,
  chipAtCounter,
  chipsOfLines,
  makes,
  placeOf,
  subjectsOfChips,
} from './chips-in-making.ts'
import { hex } from './hex.ts'
import { ownChips } from './own-chips.ts'
import { linesOfBatches } from './store.ts'

type Input = InputOf<typeof keyChallenges>

interface Challenged extends ChipsInMaking {
  readonly versionsInUse: ReadonlySet<number>
}

async function challenged(db: Database, hsm: ChipHsm, { of, challenges }: Input): Promise<Challenged | undefined> {
  const found = 'lineId' in of ? await chipAtCounter(db, of) : await chipsNamed(db, of.batchId, challenges)
  if (found === undefined) return undefined
  return { ...(await ownChips(db, hsm, found)), versionsInUse: await chipKeysInUse(db) }
}

async function chipsNamed(db: Database, batchId: string, challenges: Input['challenges']) {
  const batch = await batchForKeys(db, batchId)
  if (batch === undefined) return undefined
  const named = new Set(challenges.map(({ cardNumber }) => cardNumber))
  const lines = [...(await linesOfBatches(db, [batchId])).values()]
  return chipsOfLines(
    db,
    batch,
    lines.filter(({ cardNumber }) => named.has(cardNumber)),
  )
}

const challengeable = new Set(cardKeys.filter(({ use }) => use !== 'internal').map(({ name }) => name))
const masterKey = 'SSSE/MK'
/** With data of their own choice the asker could have any block enciphered under the master key: find a PIN, or write keys of their own. */
const noData = '0'.repeat(16)

/**
 * The first challenge that is none for these chips. The transport key is answered for at a counter and for the master key alone: a
 * factory has it itself, and nothing else opens a blank.
 */
function foreignChallenge({ batch, chips, versionsInUse }: Challenged, challenges: Input['challenges']): number {
  const numbers = new Set(chips.map(({ row }) => row.line.cardNumber))
  return challenges.findIndex(({ cardNumber, version, key, data }) => {
    const opensBlank = version === transportVersion && key === masterKey && batch.kind === 'instant'
    const answerable = challengeable.has(key) && (versionsInUse.has(version) || opensBlank)
    return !numbers.has(cardNumber) || !answerable || data !== noData
  })
}

/** 244 外部认证: every key of a finished chip can be challenged before the chip leaves the hand of whoever made it. */
export function keyChallengesQuery({ custodian }: { readonly custodian: Custodian }): Query {
  return query({
    operation: keyChallenges,
    load: (db, reads) => Promise.all(reads.map(({ input }) => challenged(db, custodian.chipHsm, input))),
    subjects(found: Challenged | undefined, { challenges }, actor) {
      if (found === undefined) return undefined
      const subjects = subjectsOfChips(found, actor)
      if ('accepted' in subjects) return subjects
      const foreign = makes(actor, found.batch) ? foreignChallenge(found, challenges) : -1
      if (foreign !== -1)
        return refuse('input-invalid', { path: `/challenges/${foreign}`, reason: 'is for no key in making' })
      // A cryptogram says nothing about anybody: a factory that challenges every key of every card leaves one audit row for each request.
      return found.batch.kind === 'central' ? [placeOf(found.batch)] : subjects
    },
    fields: [],
    async answer(found, { challenges }) {
      const { chips } = found as Challenged
      const resets = new Map(chips.map(({ row, resetInformation }) => [row.line.cardNumber, resetInformation]))
      const answers = await custodian.chipHsm.externalAuthentication(
        challenges.map(({ cardNumber, version, key, challenge, data }) => ({
          ...chipOf(resets.get(cardNumber) as string),
          ...{ version, key },
          ...{ challenge: Uint8Array.fromHex(challenge), data: Uint8Array.fromHex(data) },
        })),
      )
      return { cryptograms: answers.map(hex) }
    },
  })
}
