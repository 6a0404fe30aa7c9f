import type { Actor } from '@yika/core/access/actor.ts'
import { responsibleDepartment } from '@yika/core/access/organisation.ts'
import { addDays, dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { trialBalance } from '@yika/core/ledger/schema.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { reconciliationDays, reconciliationExceptions } from '@yika/core/reconciliation/schema.ts'
import type { FastifyInstance } from 'fastify'
import { fromThisMachine } from '../kernel/from-this-machine.ts'
import type { Reader } from '../kernel/read.ts'

export interface SampleBooksOptions {
  readonly reader: Reader
  publicUrl(): string
  clock(): Instant
}

const auditor: Actor = { id: 'simulated-auditor', role: 'auditor', organisationId: responsibleDepartment }

/** What an auditor of the sample city reads at the end of a played day; money only, nobody's name. */
export function mountSampleBooks(app: FastifyInstance, { reader, publicUrl, clock }: SampleBooksOptions): void {
  const read = async (operation: Operation, input: object): Promise<unknown> => {
    const outcome = await reader.read(operation, auditor, input)
    if (outcome.status === 'refused') throw new Error(`${operation.name} was refused: ${outcome.code}`)
    return outcome.answer
  }
  app.get('/dev/books', { schema: { hide: true } as object }, async (request, reply) => {
    if (!fromThisMachine(request, publicUrl())) return reply.callNotFound()
    const today = dayOf(clock())
    return {
      trialBalance: await read(trialBalance, {}),
      days: await read(reconciliationDays, { from: addDays(today, -7), to: today }),
      exceptions: await read(reconciliationExceptions, {}),
    }
  })
}
