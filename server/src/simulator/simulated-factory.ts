import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { expiryOf } from '@yika/core/card/validity.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import { parseOutFile } from '@yika/core/production/out-file.ts'
import type { ReturnedCard } from '@yika/core/production/return-file.ts'
import {
  cardPhotos,
  factoryOutFile,
  keysToReplace,
  replaceKeys,
  takeFactoryReturn,
} from '@yika/core/production/schema.ts'
import { fromGb18030, gb18030Length } from '../production/gb18030.ts'
import { type ApiClient, answered } from './api-client.ts'
import { type Faults, fails } from './faults.ts'
import { publishedRules } from './published-rules.ts'
import { sendFile } from './send-file.ts'
import { syntheticIdentificationCode, syntheticResetInformation } from './synthetic-card.ts'

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
  const validUntil = expiryOf(issuedOn, await publishedRules(client, issuedOn, 'card.'))
  const pictured = await photosOf(client, batchId)
  const cards = parsed.lines.map((line, index): ReturnedCard => {
    const cardNumber = line['社保卡号'] as string
    const unpictured = line['相片编号'] !== '' && !pictured.has(cardNumber)
    const failed = unpictured || fails(faults, 'making', cardNumber)
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
        failedReason: unpictured ? '模拟（simulated）：缺少相片' : '模拟（simulated）：芯片无应答',
      }
    return {
      ...common,
      issuedOn,
      validUntil,
      identificationCode: syntheticIdentificationCode(cardNumber),
      resetInformation: syntheticResetInformation(cardNumber),
      boxPosition: `SIM-${Math.floor(index / cardsPerBox) + 1}-${(index % cardsPerBox) + 1}`,
      failedStage: '',
      failedReason: '',
    }
  })
  return sendFile(client, takeFactoryReturn, { batchNumber: parsed.batchNumber, cards }, faults)
}

const jpegBegins = Buffer.from([0xff, 0xd8, 0xff]).toString('base64')

/** The cards whose two pictures came: a face is printed, and written into the chip, or there is no card. */
async function photosOf(client: ApiClient, batchId: string): Promise<ReadonlySet<string>> {
  const pictured = new Set<string>()
  for (let after: string | null = '0'; after !== null; ) {
    const page: AnswerOf<typeof cardPhotos> = await answered(client, cardPhotos, {
      ...{ batchId, after, purpose: 'production' },
    })
    for (const { cardNumber, print, chip } of page.photos)
      if (print.startsWith(jpegBegins) && chip.startsWith(jpegBegins)) pictured.add(cardNumber)
    after = page.next
  }
  return pictured
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
