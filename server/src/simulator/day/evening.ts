import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { parseReconciliationFile, writeReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import { reconciliationFile as fileOfDay, receivePartnerFile } from '@yika/core/reconciliation/schema.ts'
import { ridesOfDay } from '@yika/core/travel/schema.ts'
import { answered } from '../api-client.ts'
import type { DayParties } from './day-parties.ts'
import type { OwnBooks } from './desk.ts'

/** What one institution finds when it lays its own list beside that of the office. */
export interface Compared {
  readonly institutionId: string
  readonly own: number
  readonly office: number
  /** References that one has and the other has not, or with another amount. */
  readonly differ: readonly string[]
}

/** Every hospital and pharmacy compares its bills with the office's file of the day, and sends its own list for the three-way comparison. */
export async function compareBooks(
  parties: DayParties,
  books: ReadonlyMap<string, OwnBooks>,
): Promise<readonly Compared[]> {
  const compared: Compared[] = []
  for (const [institutionId, own] of books) {
    const client = await parties.party(institutionId)
    const day = dayOf(instantOf(Date.now()))
    const { content } = await answered(client, fileOfDay, { partner: institutionId, day })
    const parsed = parseReconciliationFile(Buffer.from(content, 'base64').toString('utf8'))
    if (!('lines' in parsed)) throw new Error(`the file for ${institutionId} cannot be read`)
    const office = new Map(parsed.lines.map(({ reference, amount }) => [reference, amount]))
    const differ = [...new Set([...own.keys(), ...office.keys()])].filter(
      (reference) => own.get(reference) !== office.get(reference),
    )
    compared.push({ institutionId, own: own.size, office: office.size, differ })
    const lines = [...own].map(([reference, amount]) => ({ partner: institutionId, reference, amount }))
    const file = writeReconciliationFile({ source: institutionId, day, lines })
    // One file a day: of a second day played on the same one the office keeps the first.
    const sent = { encoding: 'utf-8', content: Buffer.from(file, 'utf8').toString('base64') } as const
    await client.call(receivePartnerFile, sent, crypto.randomUUID())
  }
  return compared
}

/** The operator's own count of the day beside the office's. */
export async function tapsOfDay(
  parties: DayParties,
  on: string,
): Promise<{ readonly taps: number; readonly fares: number }> {
  const operator = await parties.party('transit-operator')
  const { taps, totals } = await answered(operator, ridesOfDay, { operatorId: 'transit-operator', on })
  return { taps, fares: totals.reduce((sum, { fares }) => sum + fares, 0) }
}
