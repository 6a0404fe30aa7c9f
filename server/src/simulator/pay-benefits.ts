import { type BankReturnLine, readInstructionFile, writeReturnFile } from '@yika/core/settlement/benefit/bank-file.ts'
import { benefitInstructionFile, receiveBankReturn } from '@yika/core/settlement/benefit-schema.ts'
import iconv from 'iconv-lite'
import { hash32 } from '../sample/hash32.ts'
import { type ApiClient, answered } from './api-client.ts'
import { type Faults, fails } from './faults.ts'

const reasons = ['account-closed', 'account-frozen', 'name-differs', 'bank-other'] as const

/** Credits what the office instructs, part by part, or says why it cannot. */
export async function payBenefits(
  client: ApiClient,
  batchId: string,
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  let [good, failed] = [0, 0]
  for (let after: number | null = 0; after !== null; ) {
    const part: { file: string; next: number | null } = await answered(client, benefitInstructionFile, {
      ...{ batchId, after, purpose: 'benefit', reveal: ['name', 'bankCardNumber'] },
    })
    const order = readInstructionFile(iconv.decode(Buffer.from(part.file, 'base64'), 'gb18030'))
    if ('fault' in order) throw new Error(`the file of instructions is wrong in line ${order.fault.line}`)
    const lines = order.lines.map(({ reference, amount, account }): BankReturnLine => {
      const declined = account === '' || fails(faults, 'benefit', reference)
      const failure = declined ? (reasons[hash32(reference) % reasons.length] ?? 'bank-other') : null
      return { reference, amount, failure }
    })
    if (lines.length > 0) {
      const answer = await sendReturn(client, batchId, lines, faults)
      good += answer.paid
      failed += answer.failed
    }
    after = part.next
  }
  return { good, failed }
}

/** Cut off or sent twice where the faults ask for that: the first is refused, the second changes nothing. */
async function sendReturn(client: ApiClient, batchId: string, lines: readonly BankReturnLine[], faults: Faults) {
  const bytes = iconv.encode(writeReturnFile(batchId, lines), 'gb18030')
  const file = bytes.toString('base64')
  const key = `simulated/benefits/${lines[0]?.reference}`
  if (faults.truncate) {
    const half = bytes.subarray(0, Math.floor(bytes.length / 2)).toString('base64')
    const cut = await client.call(receiveBankReturn, { file: half }, `${key}/cut-off`)
    if (cut.ok) throw new Error('a return of benefits that was cut off was taken')
  }
  const answer = await answered(client, receiveBankReturn, { file }, key)
  if (faults.duplicate) {
    const again = await answered(client, receiveBankReturn, { file }, `${key}/again`)
    if (again.paid + again.failed > 0) throw new Error('a return of benefits was booked twice')
  }
  return answer
}
