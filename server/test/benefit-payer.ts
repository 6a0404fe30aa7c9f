import { createHash } from 'node:crypto'
import { type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import { connect } from '../src/kernel/database/database.ts'
import { createExecutor } from '../src/kernel/execute.ts'
import type { RecordingPolicyReader } from '../src/kernel/parts.ts'
import { benefitBatchCommands } from '../src/settlement/benefit/batch-commands.ts'
import { benefitPaymentCommands } from '../src/settlement/benefit/payment-commands.ts'
import { payBatch } from '../src/settlement/benefit/tasks.ts'

/** Pays one batch in a process of its own, which a test may kill: `node benefit-payer.ts URL BATCH`. */
const [url = '', batchId = ''] = process.argv.slice(2)
const db = connect(url, { applicationName: 'benefit payer' })
const clock = (): Instant => instantOf(Date.now())
const policy: RecordingPolicyReader = {
  number: () => 3,
  text: () => '',
  flag: () => false,
  used: () => ['benefit.most-tries@1'],
}
const executor = createExecutor(
  {
    ...{ db, clock, policyReader: () => policy, enqueue: async () => {} },
    fingerprint: (text) => createHash('sha256').update(text).digest(),
    standing: async (_db, pairs) => pairs.map(() => ({})),
    caseConcerns: async (_db, pairs) => pairs.map(() => false),
    report: (error) => console.error(error),
    openField: () => '',
  },
  // Paying opens nothing that is sealed.
  [...benefitPaymentCommands, ...benefitBatchCommands({ db, custodian: undefined as never })],
)
await payBatch({ db, executor, clock }, batchId)
await db.end()
