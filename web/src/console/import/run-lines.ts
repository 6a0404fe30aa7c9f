import type { Heading, Line } from '@yika/core/holder/import/column.ts'
import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { lineFault, outcomeFault } from '@yika/core/holder/import/outcome-fault.ts'
import { registrationOf } from '@yika/core/holder/import/resident-line.ts'
import type { RefusalCode } from '@yika/core/refusal/catalogue.ts'
import type { Client } from '../../client/client.ts'
import type { Input } from '../../client/operations.ts'
import { CallFailed } from '../../client/problem.ts'

/** How far an import has come; nothing of what the lines say. */
export interface Progress {
  /** Lines that are settled, of those that passed the check. */
  readonly done: number
  readonly registered: number
  readonly faults: readonly LineFault[]
}

export const nothingDone: Progress = { done: 0, registered: 0, faults: [] }

const together = 8
const batch = 40

interface Run {
  readonly client: Client
  /** Digest of the file and of how its columns are read: with the number of the line it is the key of the deed. */
  readonly digest: string
  readonly heading: Heading
  readonly lines: readonly Line[]
  readonly from: Progress
  readonly isWanted: () => boolean
  readonly onProgress: (progress: Progress) => void
}

/**
 * Sends the lines that are not settled yet, several at once. A line has the same key whenever the file is run, so that
 * neither a second start nor a lost answer registers anybody twice. Throws what no line is to blame for: it is resumed.
 */
export async function runLines({ client, digest, heading, lines, from, isWanted, onProgress }: Run): Promise<Progress> {
  let progress = from
  while (progress.done < lines.length && isWanted()) {
    const part = lines.slice(progress.done, progress.done + batch)
    const settled: (readonly LineFault[] | undefined)[] = []
    const waiting = [...part.entries()]
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [place, line] = next
        settled[place] = await sendLine(client, digest, heading, line)
      }
    }
    await Promise.all(Array.from({ length: together }, work))
    const faulty = settled.flatMap((faults) => faults ?? [])
    progress = {
      done: progress.done + part.length,
      registered: progress.registered + settled.filter((faults) => faults?.length === 0).length,
      faults: [...progress.faults, ...faulty],
    }
    onProgress(progress)
  }
  return progress
}

async function sendLine(client: Client, digest: string, heading: Heading, line: Line): Promise<readonly LineFault[]> {
  const key = (name: string) => `${digest.slice(0, 32)}/${line.record}/${name}`
  const input = registrationOf(line, `import ${digest.slice(0, 16)}`) as Input<'holder/register-person'>
  try {
    const { personId } = await client.command('holder/register-person', input, key('register-person'))
    const { groundKind, groundSince, groundEvidence } = line.words
    if (groundKind === undefined) return []
    if (groundSince === undefined) return [lineFault(line, 'value-missing', heading, 'groundSince')]
    if (groundEvidence === undefined) return [lineFault(line, 'value-missing', heading, 'groundEvidence')]
    const ground = { personId, groundKind, since: groundSince, evidence: groundEvidence }
    await client.command('holder/record-ground', ground as Input<'holder/record-ground'>, key('record-ground'))
    return []
  } catch (failed) {
    if (!(failed instanceof CallFailed) || !isOfTheLine(failed.problem.status)) throw failed
    const { code, detail = {} } = failed.problem
    const column = code === 'person-known' ? 'identityNumber' : undefined
    return [outcomeFault(line, { code: code as RefusalCode, detail }, heading, column)]
  }
}

/** A refusal of the rules; a lost network, an expired session or a fault of the server blames no line. */
function isOfTheLine(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 429].includes(status)
}
