import type { Actor } from '@yika/core/access/actor.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Batch } from '@yika/core/production/batch.ts'
import type { Line } from '@yika/core/production/line.ts'
import { hasEnded } from '@yika/core/production/stop-line.ts'
import type { Database } from '../kernel/database/database.ts'
import type { ReadSubject } from '../kernel/query.ts'
import { activeChipKey } from './chip-key-store.ts'
import { type LineRow, rowsOf } from './line-rows.ts'
import { batchById, linesOfPersons } from './store.ts'

/** A chip that is being made, and what it said of itself. */
interface Chip {
  readonly row: LineRow
  readonly resetInformation: string
}

export interface ChipsInMaking {
  readonly batch: Batch
  readonly chips: readonly Chip[]
  /** The version that new chips are given; undefined before the first ceremony. */
  readonly keyVersion: number | undefined
}

/** The one chip that is being made at a counter; what it says of itself is not in the books yet. */
export interface InstantChip {
  readonly personId: string
  readonly lineId: string
  readonly resetInformation: string
}

/** A batch whose made cards lie with the factory and wait for their keys. */
export async function batchForKeys(db: Database, batchId: string): Promise<Batch | undefined> {
  const batch = await batchById(db, batchId)
  return batch?.state === 'factory-returned' ? batch : undefined
}

/** These lines of a batch as far as they are made and nobody has ended their cards. */
export async function chipsOfLines(db: Database, batch: Batch, lines: readonly Line[]): Promise<ChipsInMaking> {
  const rows = await rowsOf(
    db,
    lines.filter(({ state }) => state === 'made'),
  )
  const chips = rows.flatMap((row) =>
    row.card.atr === null || hasEnded(row.card) ? [] : [{ row, resetInformation: row.card.atr }],
  )
  return { batch, chips, keyVersion: await activeChipKey(db, 'sm') }
}

export async function chipAtCounter(db: Database, chip: InstantChip): Promise<ChipsInMaking | undefined> {
  const found = await instantLine(db, chip)
  if (found === undefined) return undefined
  const chips = [{ row: found.row, resetInformation: chip.resetInformation }]
  return { batch: found.batch, chips, keyVersion: await activeChipKey(db, 'sm') }
}

/** The begun line of an instant card. */
export async function instantLine(
  db: Database,
  { personId, lineId }: Pick<InstantChip, 'personId' | 'lineId'>,
): Promise<{ readonly batch: Batch; readonly row: LineRow } | undefined> {
  const line = (await linesOfPersons(db, [personId])).get(lineId)
  if (line === undefined || line.state !== 'created') return undefined
  const batch = await batchById(db, line.batchId)
  const [row] = await rowsOf(db, [line])
  return batch?.kind !== 'instant' || row === undefined || hasEnded(row.card) ? undefined : { batch, row }
}

/** Only whoever makes the cards hears why they cannot be made; everybody else is not permitted. */
export function makes(actor: Actor, { makerId, bankId }: Batch): boolean {
  return makerId === null ? actor.bankId === bankId : actor.organisationId === makerId
}

/** The place where a batch is made: its factory, or the counter of its bank. */
export function placeOf({ makerId, bankId }: Batch): ReadSubject {
  return makerId === null ? { bankId } : { organisationId: makerId }
}

/** One subject for each holder; without keys of the city nothing can be done for a chip. */
export function subjectsOfChips(
  { batch, chips, keyVersion }: ChipsInMaking,
  actor: Actor,
): readonly ReadSubject[] | Refused {
  if (makes(actor, batch) && keyVersion === undefined) return refuse('chip-keys-missing')
  if (makes(actor, batch) && batch.kind === 'instant' && chips.length === 0) return refuse('chip-of-another-card')
  const place = placeOf(batch)
  if (chips.length === 0) return [place]
  return chips.map(({ row: { line } }) => ({ personId: line.personId, caseId: line.applicationId, ...place }))
}
