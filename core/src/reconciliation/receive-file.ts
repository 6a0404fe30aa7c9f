import type { Day, Instant } from '../calendar/instant.ts'
import { accept, type Decision, refuse } from '../decision/decision.ts'

/** A file of a partner or a bank as it came; its lines lie in a table of their own. */
export interface ReceivedFile {
  readonly source: string
  readonly day: Day
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string
  readonly count: number
  /** Fen, all amounts added. */
  readonly total: number
  /** The text, gzip, base64: the evidence. */
  readonly content: string
  readonly receivedBy: string
  readonly receivedAt: Instant
}

export interface ReceivedFileEvent {
  readonly stream: 'reconciliation-file'
  /** `source|day`. */
  readonly id: string
  readonly personId: null
  readonly name: 'file-received'
  readonly data: Omit<ReceivedFile, 'source' | 'day' | 'receivedAt'>
}

export function evolveReceivedFile(
  state: ReceivedFile | undefined,
  { id, data }: ReceivedFileEvent,
  at: Instant,
): ReceivedFile {
  if (state !== undefined) throw new Error(`the file ${id} was received already`)
  const [source = '', day = ''] = id.split('|')
  return { source, day: day as Day, ...data, receivedAt: at }
}

export interface FileAnswer {
  readonly day: string
  readonly count: number
  readonly total: number
  readonly digest: string
}

/**
 * Article 13: one file a day from each; the same bytes again get the same answer, other bytes are refused. A bank tells what went through
 * it for others, everybody else tells of themselves alone.
 */
export function receiveFile(
  known: Pick<ReceivedFile, 'digest'> | undefined,
  file: Omit<ReceivedFile, 'receivedAt' | 'receivedBy'> & { readonly partners: readonly string[] },
  /** `isBank` is undefined where nobody has registered the source. */
  { by, today, isBank }: { readonly by: string; readonly today: Day; readonly isBank: boolean | undefined },
): Decision<ReceivedFileEvent, FileAnswer> {
  const { source, day, digest, count, total, content, partners } = file
  const answer = { day, count, total, digest }
  if (isBank === undefined) return refuse('reconciliation-partner-unknown')
  if (known !== undefined) return known.digest === digest ? accept([], answer) : refuse('reconciliation-file-other')
  if (day > today) return refuse('reconciliation-day-ahead')
  // What stands in the place of a bank's word must be a bank's.
  const foreign = isBank ? undefined : partners.find((partner) => partner !== source)
  if (foreign !== undefined) return refuse('reconciliation-file-foreign', { partner: foreign })
  const data = { digest, count, total, content, receivedBy: by }
  const id = `${source}|${day}`
  const received = { stream: 'reconciliation-file', id, personId: null, name: 'file-received', data } as const
  const compare = [...new Set([source, ...partners])].map((partner) => ({
    queue: 'compare-reconciliation-day',
    data: { partner, day },
  }))
  return accept([received], answer, compare)
}
