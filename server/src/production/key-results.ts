import type { Actor } from '@yika/core/access/actor.ts'
import { may } from '@yika/core/access/may.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { KeyResult } from '@yika/core/production/replace-keys.ts'
import type { replaceKeys } from '@yika/core/production/schema.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import { openText } from '../holder/sealing.ts'
import { type ChipClaim, checkChips } from './check-chips.ts'
import { chipKeysInUse } from './chip-key-in-use.ts'
import type { ChipParts } from './chip-parts.ts'
import { rowsOf } from './line-rows.ts'
import { fingerprintOf } from './returned-file.ts'
import { batchById, linesOfBatches } from './store.ts'

export interface PreparedKeyResults {
  readonly batchId: string
  readonly fingerprint: string
  readonly results: readonly KeyResult[]
}

type Input = InputOf<typeof replaceKeys>

/**
 * Outside any transaction every claim is held against register and key machine. The right is asked first, so that nobody is opened for a
 * party that has no part in the batch (M11.2). A result that was taken before is known by its fingerprint and not judged again.
 */
export async function readKeyResults(
  parts: ChipParts,
  { batchId, keyVersion, results }: Input,
  actor: Actor,
): Promise<PreparedKeyResults | Refused> {
  const { db, custodian } = parts
  const fingerprint = fingerprintOf(custodian, JSON.stringify({ keyVersion, results }))
  const batch = await batchById(db, batchId)
  if (batch === undefined) return refuse('not-found')
  const place = { bankId: batch.bankId, ...(batch.makerId === null ? {} : { organisationId: batch.makerId }) }
  const answer = may(actor, 'replace-keys', place, {})
  if (!answer.permitted) return refuse(answer.code)
  if (batch.keyResult !== null) return { batchId, fingerprint, results: [] }
  if (batch.state !== 'factory-returned') return refuse('batch-state-wrong', { state: batch.state })
  if (!(await chipKeysInUse(db)).has(keyVersion)) return refuse('chip-keys-missing')

  const made = [...(await linesOfBatches(db, [batchId])).values()].filter(({ state }) => state === 'made')
  const rows = (await rowsOf(db, made)).filter(({ card }) => !hasEnded(card))
  const byNumber = new Map(rows.map((row) => [row.line.cardNumber, row]))
  const claims = results.flatMap((result): ChipClaim[] => {
    const row = byNumber.get(result.cardNumber)
    if (row === undefined || !result.replaced) return []
    const { person, card } = row
    const { chipIdentificationCode, atr, issuedOn, expiresOn, bankCardNumber } = card
    if (chipIdentificationCode === null || atr === null || issuedOn === null || expiresOn === null) return []
    return [
      {
        ...{ row, keyVersion, issuedOn, readBack: result.readBack, proof: result.proof },
        ...{ identificationCode: chipIdentificationCode, resetInformation: atr, validUntil: expiresOn },
        bankCardNumber: bankCardNumber === null ? '' : openText(custodian, person, 'bankCardNumber', bankCardNumber),
      },
    ]
  })
  const checks = await checkChips(parts, claims)
  const checked = new Map(claims.map(({ row }, index) => [row.line.cardNumber, checks[index]]))
  return {
    ...{ batchId, fingerprint },
    results: results.map((result, index): KeyResult => {
      const unread = { good: false, reason: result.replaced ? 'not-in-the-batch' : result.reason } as const
      return { cardNumber: result.cardNumber, fileLine: index + 1, chip: checked.get(result.cardNumber) ?? unread }
    }),
  }
}
