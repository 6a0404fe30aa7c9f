import { statusWords } from '@yika/chip/apdu/status-word.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { encodeWritePin } from '@yika/chip/key/write-key.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { CardImage } from '@yika/chip/personalisation/card-image.ts'
import { differences } from '@yika/chip/personalisation/differences.ts'
import { pinBlock } from '@yika/chip/personalisation/pin-block.ts'
import { proveKey } from '@yika/chip/personalisation/prove-key.ts'
import { readImage } from '@yika/chip/personalisation/read-image.ts'
import { identificationBody, identificationCheck, identificationCode } from '@yika/chip/profile/identification-code.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { OrderedCard, OrderTerms } from '@yika/core/production/factory-order.ts'
import { chipImage } from './chip-image.ts'
import { transportKeyOf } from './virtual-blank.ts'
import { chipRefusal, resetInformationOf, writeChip } from './write-chip.ts'

const suite = chipParts.suites.sm

export type MadeCard =
  | { readonly made: true; readonly identificationCode: string; readonly resetInformation: string }
  | { readonly made: false; readonly refusal: string }

/** What the factory does with one blank: it holds the transport master and needs nobody's help until the keys are replaced. */
export async function makeCard(
  terminal: CardTerminal,
  transportMaster: Uint8Array,
  terms: OrderTerms,
  card: OrderedCard,
  dates: { readonly issuedOn: Day; readonly validUntil: Day },
): Promise<MadeCard> {
  const resetInformation = await resetInformationOf(terminal)
  if (resetInformation === undefined) return { made: false, refusal: '芯片无应答' }
  const transportKey = transportKeyOf(transportMaster, resetInformation)
  const historical = Uint8Array.fromHex(resetInformation)
  const body = identificationBody(terms.area, historical.slice(-4)) as Uint8Array
  const code = identificationCode(body, identificationCheck(suite, transportKey, body))
  const { initialPin, bankCardNumber } = card
  const image = chipImage(terms, card, { identificationCode: code, bankCardNumber, ...dates })
  const refusal = await writeChip(terminal, image, {
    transport: async (challenge, data) => suite.externalData(transportKey, challenge, data),
    pinCommand: encodeWritePin(suite, transportKey, cardFactor(historical), pinBlock(initialPin) as Uint8Array),
  })
  const wrong = refusal ?? (await readBack(terminal, image, transportKey))
  await terminal.powerOff()
  return wrong === undefined
    ? { made: true, identificationCode: code, resetInformation }
    : { made: false, refusal: wrong }
}

/** The factory's own check: what was written is there, as long as the transport keys still open everything. */
async function readBack(
  terminal: CardTerminal,
  image: CardImage,
  transportKey: Uint8Array,
): Promise<string | undefined> {
  await terminal.reset()
  const found = await readImage(terminal, image.version, {
    prove: async (key) => {
      const answer = async (challenge: Uint8Array, data: Uint8Array) =>
        suite.externalData(transportKey, challenge, data)
      return (await proveKey(terminal, key, answer)) === statusWords.success
    },
  })
  if (!found.ok) return chipRefusal(found.path, found.status)
  const different = differences(image, found.image)
  return different.length === 0 ? undefined : different.join(' ')
}
