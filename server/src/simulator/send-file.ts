import { type ReturnedCard, writeReturnFile } from '@yika/core/production/return-file.ts'
import type { takeBankReturn, takeFactoryReturn } from '@yika/core/production/schema.ts'
import { gb18030Length, toGb18030 } from '../production/gb18030.ts'
import { type ApiClient, answered } from './api-client.ts'
import type { Faults } from './faults.ts'

/** Sends a return file the way the faults ask for, and says what came of it. */
export async function sendFile(
  client: ApiClient,
  operation: typeof takeBankReturn | typeof takeFactoryReturn,
  batch: { readonly batchNumber: string; readonly cards: readonly ReturnedCard[] },
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  const bytes = toGb18030(writeReturnFile(batch, gb18030Length))
  const file = bytes.toString('base64')
  const key = `simulated/${operation.name}/${batch.batchNumber}`
  if (faults.truncate) {
    const half = bytes.subarray(0, Math.floor(bytes.length / 2)).toString('base64')
    const cut = await client.call(operation, { file: half }, `${key}/cut-off`)
    if (cut.ok) throw new Error(`${operation.name} took a file that was cut off`)
  }
  const answer = await answered(client, operation, { file }, key)
  if (faults.duplicate) {
    const again = await answered(client, operation, { file }, `${key}/again`)
    if (again.good !== answer.good || again.failed !== answer.failed)
      throw new Error(`${operation.name} answered the same file differently`)
  }
  return answer
}
