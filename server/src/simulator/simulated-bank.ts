import { parseOutFile } from '@yika/core/production/out-file.ts'
import type { ReturnedCard } from '@yika/core/production/return-file.ts'
import { bankOutFile, takeBankReturn } from '@yika/core/production/schema.ts'
import { fromGb18030, gb18030Length } from '../production/gb18030.ts'
import { syntheticAccount } from '../sample/synthetic-account.ts'
import { type ApiClient, answered } from './api-client.ts'
import { type Faults, fails } from './faults.ts'
import type { PartyOf } from './party.ts'
import { sendFile } from './send-file.ts'

/** Opens a dormant account for each line of a batch, or declines it. */
export async function playBank(
  client: ApiClient,
  party: PartyOf<'bank'>,
  batchId: string,
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  const order = await answered(client, bankOutFile, {
    batchId,
    purpose: 'production',
    reveal: ['name', 'identityNumber', 'documentNumber', 'phone', 'address'],
  })
  const parsed = parseOutFile(fromGb18030(Buffer.from(order.file, 'base64')), gb18030Length)
  if (!parsed.ok) throw new Error(`the file for the bank is wrong in line ${parsed.fault.line}`)
  const cards = parsed.lines.map((line): ReturnedCard => {
    const cardNumber = line['社保卡号'] as string
    const declined = fails(faults, 'bank', cardNumber)
    return {
      sequence: Number(line['序号']),
      cardNumber,
      ssn: line['社会保障号码'] as string,
      name: line['姓名'] as string,
      issuedOn: null,
      validUntil: null,
      identificationCode: '',
      resetInformation: '',
      bank: party.bankCode,
      bankCardNumber: declined ? '' : syntheticAccount(cardNumber),
      personalAccount: '',
      boxPosition: '',
      failedStage: declined ? '银行' : '',
      failedReason: declined ? '模拟（simulated）：证件已过期' : '',
    }
  })
  return sendFile(client, takeBankReturn, { batchNumber: parsed.batchNumber, cards }, faults)
}
