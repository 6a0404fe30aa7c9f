import { addYears, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { parseOutFile } from '@yika/core/production/out-file.ts'
import type { ReturnedCard } from '@yika/core/production/return-file.ts'
import { factoryOutFile, keysToReplace, replaceKeys, takeFactoryReturn } from '@yika/core/production/schema.ts'
import { fromGb18030, gb18030Length } from '../production/gb18030.ts'
import { type ApiClient, answered } from './api-client.ts'
import { type Faults, fails } from './faults.ts'
import { sendFile } from './send-file.ts'
import { syntheticIdentificationCode, syntheticResetInformation } from './synthetic-card.ts'

/** Agreed with the office when the order was placed. */
const validYears = 10
const cardsPerBox = 100

/** Makes the cards of a batch and reads them back. */
export async function playFactory(
  client: ApiClient,
  batchId: string,
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  const order = await answered(client, factoryOutFile, {
    batchId,
    purpose: 'production',
    reveal: ['name', 'identityNumber', 'bankCardNumber'],
  })
  const parsed = parseOutFile('factory', fromGb18030(Buffer.from(order.file, 'base64')), gb18030Length)
  if (!parsed.ok) throw new Error(`the file for the factory is wrong in line ${parsed.fault.line}`)
  const issuedOn = dayOf(instantOf(Date.now()))
  const cards = parsed.lines.map((line, index): ReturnedCard => {
    const cardNumber = line['社保卡号'] as string
    const failed = fails(faults, 'making', cardNumber)
    const common = {
      sequence: Number(line['序号']),
      cardNumber,
      ssn: line['社会保障号码'] as string,
      name: line['姓名'] as string,
      bank: line['服务银行'] as string,
      bankCardNumber: line['银行卡号'] as string,
      personalAccount: '',
    }
    if (failed)
      return {
        ...common,
        issuedOn: null,
        validUntil: null,
        identificationCode: '',
        resetInformation: '',
        boxPosition: '',
        failedStage: '制卡',
        failedReason: '模拟（simulated）：芯片无应答',
      }
    return {
      ...common,
      issuedOn,
      validUntil: addYears(issuedOn, validYears),
      identificationCode: syntheticIdentificationCode(cardNumber),
      resetInformation: syntheticResetInformation(cardNumber),
      boxPosition: `SIM-${Math.floor(index / cardsPerBox) + 1}-${(index % cardsPerBox) + 1}`,
      failedStage: '',
      failedReason: '',
    }
  })
  return sendFile(client, takeFactoryReturn, { batchNumber: parsed.batchNumber, cards }, faults)
}

/** Puts the city's keys in the place of the transport keys; without chips there is only the result. */
export async function playKeyCentre(
  client: ApiClient,
  batchId: string,
  faults: Faults,
): Promise<{ readonly good: number; readonly failed: number }> {
  const { batchNumber, cards } = await answered(client, keysToReplace, { batchId, purpose: 'production' })
  const results = cards.map(({ cardNumber }) =>
    fails(faults, 'key', cardNumber)
      ? { cardNumber, replaced: false, reason: '模拟（simulated）：超时' }
      : { cardNumber, replaced: true },
  )
  return answered(client, replaceKeys, { batchId, results }, `simulated/${replaceKeys.name}/${batchNumber}`)
}
