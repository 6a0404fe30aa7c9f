import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import { type Day, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { treasury } from '@yika/core/ledger/budget-change.ts'
import { differenceKinds } from '@yika/core/reconciliation/difference.ts'
import type { ReconciliationException } from '@yika/core/reconciliation/reconciliation-exception.ts'
import { type FileLine, mostFileLines, writeReconciliationFile } from '@yika/core/reconciliation/reconciliation-file.ts'
import * as schema from '@yika/core/reconciliation/schema.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { isUuid } from '../kernel/identifier.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query } from '../kernel/query.ts'
import { detachedSignature } from './detached-signature.ts'
import { digestOf, fileBytes } from './file-bytes.ts'
import {
  type ExceptionFound,
  exceptionById,
  exceptionsOn,
  type GridDay,
  ourLines,
  type PartnerDay,
  reconciliationGrid,
} from './store.ts'

export interface ReconciliationQueryParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly custodian: Pick<Custodian, 'documents'>
}

const pageDefault = 50
const dayMs = 86_400_000

const ofReconciliation = (_loaded: unknown, _input: unknown, actor: Actor) =>
  actor.role === 'department-user' ? [{ organisationId: treasury }] : [{}]

/** `day|partner`, as `next` gave it. */
function placeOf(after: string | undefined): PartnerDay | null {
  const [day = '', partner = ''] = (after ?? '').split('|')
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day: day as Day, partner } : null
}

export function reconciliationQueries(parts: ReconciliationQueryParts): readonly Query[] {
  const { clock, policyReader, custodian } = parts
  const shown = (exception: ReconciliationException, now: Instant) => {
    const { exceptionId, partner, day, reference, kind, status, foundAt } = exception
    const { ours, theirs, bank, oursAtBank, bankSays } = exception
    const waiting = status === 'open' || status === 'proposed'
    const age = Math.floor((Date.parse(dayOf(now)) - Date.parse(dayOf(foundAt))) / dayMs)
    const most = policyReader(systemActor, now).number('reconciliation.close-within')
    return {
      ...{ exceptionId, partner, day, reference, kind, status, foundAt },
      ...{ ours, theirs, bank, oursAtBank, bankSays },
      kindName: differenceKinds[kind],
      ageDays: waiting ? age : null,
      overdue: waiting && age > most,
    }
  }
  return [
    query<typeof schema.reconciliationFile, readonly FileLine[]>({
      operation: schema.reconciliationFile,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { partner, day } }) => ourLines(db, { partner, day: day as Day }, mostFileLines + 1)),
        ),
      subjects: (_lines, { partner }) => [{ officeId: partner, bankId: partner }],
      barred: (lines) =>
        lines.length > mostFileLines ? refuse('reconciliation-file-too-long', { most: mostFileLines }) : undefined,
      fields: [],
      answer(lines, { partner, day, encoding = 'utf-8' }) {
        const bytes = fileBytes(writeReconciliationFile({ source: partner, day: day as Day, lines }), encoding)
        return {
          fileName: `yika-${partner}-${day}.txt`,
          ...{ encoding, day, count: lines.length, digest: digestOf(bytes) },
          total: lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
          content: Buffer.from(bytes).toString('base64'),
          signature: detachedSignature(custodian, bytes),
        }
      },
    }),
    query<typeof schema.reconciliationDays, readonly GridDay[]>({
      operation: schema.reconciliationDays,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { from, to, partner = null, after, limit = pageDefault } }) =>
            reconciliationGrid(db, {
              ...{ from: from as Day, to: to as Day, partner, after: placeOf(after), limit: limit + 1 },
            }),
          ),
        ),
      subjects: ofReconciliation,
      fields: [],
      answer(days, { limit = pageDefault }) {
        const page = days.slice(0, limit)
        const last = page.at(-1)
        return {
          days: page.map(({ partner, name, day, status, missing, ours, theirs, open, comparedAt }) => ({
            ...{ partner, partnerName: name, day, missing: [...missing], ours, theirs, open, comparedAt },
            status: status === 'waiting' ? status : open === 0 ? ('balanced' as const) : ('open' as const),
          })),
          next: days.length > limit && last !== undefined ? `${last.day}|${last.partner}` : null,
        }
      },
    }),
    query<typeof schema.reconciliationExceptions, readonly ReconciliationException[]>({
      operation: schema.reconciliationExceptions,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { partner = null, day = null, status = null, after, limit = pageDefault } }) =>
            exceptionsOn(db, {
              ...{ partner, day: day as Day | null, status, limit: limit + 1 },
              after: after !== undefined && isUuid(after) ? after : null,
            }),
          ),
        ),
      subjects: ofReconciliation,
      fields: [],
      answer(exceptions, { limit = pageDefault }) {
        const now = clock()
        const page = exceptions.slice(0, limit)
        return {
          exceptions: page.map((exception) => shown(exception, now)),
          next: exceptions.length > limit ? (page.at(-1)?.exceptionId ?? null) : null,
        }
      },
    }),
    query<typeof schema.reconciliationException, ExceptionFound | undefined>({
      operation: schema.reconciliationException,
      load: (db, reads) => Promise.all(reads.map(({ input }) => exceptionById(db, input.exceptionId))),
      subjects: (found, input, actor) => (found === undefined ? undefined : ofReconciliation(found, input, actor)),
      fields: [],
      answer(found) {
        const { exception, ourTransferId } = found as ExceptionFound
        const { version, proposedBy, proposedAt, reason, correct, closedBy, closedAt, transferId } = exception
        return {
          ...shown(exception, clock()),
          ...{ version, proposedBy, proposedAt, reason, correct, closedBy, closedAt, transferId, ourTransferId },
        }
      },
    }),
  ]
}
