import { statusWords } from '../apdu/status-word.ts'
import type { CyclicFile } from '../profile/card-file.ts'
import { accessPlan, type PlannedFile } from './access-plan.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred, hex } from './driver-text.ts'
import { openCard, sent } from './opened-card.ts'
import { psamAuthority } from './psam-session.ts'
import { nothingShown, openFile } from './show-need.ts'

const path = '3F00DF04EF08'

/** Fen as yuan with two decimals. */
const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** Sequence, type, terminal, date and time, then what account, person and pool paid. */
function fieldsOfRecord(record: Uint8Array): readonly string[] {
  const view = new DataView(record.buffer, record.byteOffset, record.length)
  const part = (from: number, to: number) => hex(record.subarray(from, to))
  return [part(0, 2), part(2, 3), part(3, 9), part(9, 16), ...[16, 20, 24].map((at) => yuan(view.getUint32(at)))]
}

/** All medical payments that the card remembers, the newest first, seven fields each. */
export async function readDebitRecord(parts: DriverParts, iType: number): Promise<string> {
  const card = await openCard(parts, iType)
  const authority = psamAuthority(parts, card)
  const [planned] = accessPlan(card.profile, [{ path, tags: [1] }], 'read', 'key') as [PlannedFile]
  await openFile(parts, card, planned, nothingShown(), authority)
  const { records, recordLength } = planned.file as CyclicFile
  const fields: string[] = []
  for (let number = 1; number <= records; number += 1)
    try {
      const record = await sent(card.terminal, 0x00, 0xb2, number, 0x04, { le: recordLength })
      if (record.length !== recordLength) throw DriverFailure.card(statusWords.wrongLength)
      fields.push(...fieldsOfRecord(record))
    } catch (error) {
      if (error instanceof DriverFailure && error.code === -statusWords.recordNotFound) break
      throw error
    }
  return barred(fields)
}
