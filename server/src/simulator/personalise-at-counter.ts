import { transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { cardKey } from '@yika/chip/key/card-key.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { keyScripts } from '@yika/core/production/chip-key-schema.ts'
import { personalisationData, type returnInstantCard } from '@yika/core/production/schema.ts'
import { type ApiClient, answered } from './api-client.ts'
import { chipImage } from './chip-image.ts'
import { finishChip } from './finish-chip.ts'
import { keyAnswers } from './key-answers.ts'
import { resetInformationOf, writeChip } from './write-chip.ts'

/** The card that was begun, and what the bank and the certificate system gave for it in the visit. */
export interface BegunCard {
  readonly personId: string
  readonly lineId: string
  readonly bankCardNumber: string
  readonly certificateSerial: string
}

type Result = InputOf<typeof returnInstantCard>['result']

/**
 * M2.3, M7.14: the program of the counter makes the begun card out of the blank in its reader. It holds no key: the office answers for the
 * transport key, sends the commands for PIN and keys closed for this chip, and judges what comes back. Answers what `return-instant-card` is given.
 */
export async function personaliseAtCounter(
  client: ApiClient,
  terminal: CardTerminal,
  { personId, lineId, bankCardNumber, certificateSerial }: BegunCard,
): Promise<Result> {
  const data = await answered(client, personalisationData, {
    ...{ personId, lineId, purpose: 'production' },
    reveal: ['name', 'identityNumber'],
  })
  const resetInformation = await resetInformationOf(terminal)
  if (resetInformation === undefined) return { made: false, reason: 'answer to reset' }
  const of = { personId, lineId, resetInformation }
  const { keyVersion, cards } = await answered(client, keyScripts, { of, purpose: 'production' })
  const [script] = cards
  if (script === undefined) return { made: false, reason: 'no script' }
  const { identificationCode, cardNumber } = script
  const answers = keyAnswers(client, of)
  const dates = { issuedOn: data.issuedOn as Day, validUntil: data.validUntil as Day }
  const image = chipImage(data, data, { identificationCode, bankCardNumber, ...dates })

  const masterKey = cardKey('SSSE/MK')
  const refusal = await writeChip(terminal, image, {
    transport: (challenge, toProve) => answers(cardNumber, transportVersion, masterKey, challenge, toProve),
    pinCommand: Uint8Array.fromHex(script.pin),
  })
  if (refusal !== undefined) return { made: false, reason: refusal }
  const finished = await finishChip(
    terminal,
    script.keys.map((command) => Uint8Array.fromHex(command)),
    (key, challenge, toProve) => answers(cardNumber, keyVersion, key, challenge, toProve),
  )
  await terminal.powerOff()
  if (!finished.ok) return { made: false, reason: finished.refusal }
  return {
    ...{ made: true, bankCardNumber, certificateSerial, identificationCode, resetInformation, keyVersion },
    ...{ issuedOn: dates.issuedOn, ...finished.report },
  }
}
