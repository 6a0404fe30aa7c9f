import { encodeCommand } from '@yika/chip/apdu/command-apdu.ts'
import { statusWords } from '@yika/chip/apdu/status-word.ts'
import { concat } from '@yika/chip/bytes/concat.ts'
import { type CardKey, cardKeys } from '@yika/chip/key/card-key.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { imageDigests } from '@yika/chip/personalisation/image-digests.ts'
import { proveKey } from '@yika/chip/personalisation/prove-key.ts'
import { readImage } from '@yika/chip/personalisation/read-image.ts'
import { selectDirectory } from '@yika/chip/personalisation/select-file.ts'
import { writeKeys } from '@yika/chip/personalisation/write-keys.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import { exchange } from '@yika/chip/terminal/exchange.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { chipTerms } from '@yika/core/production/chip-terms.ts'
import type { replaceKeys } from '@yika/core/production/schema.ts'
import { hex } from '../production/hex.ts'
import { type ChipRefusal, chipRefusal } from './write-chip.ts'

type Replaced = Extract<InputOf<typeof replaceKeys>['results'][number], { replaced: true }>

/** What the office wants to hear of a finished chip. */
export type ChipReport = Pick<Replaced, 'readBack' | 'proof'>

export type Finished =
  | { readonly ok: true; readonly report: ChipReport }
  | { readonly ok: false; readonly refusal: ChipRefusal }

/** What proves a key of this chip to it. */
export type KeyAnswer = (key: CardKey, challenge: Uint8Array, data: Uint8Array) => Promise<Uint8Array>

const counterBytes = 4

/** M2.3, M4.2: puts the keys of the city into a written chip, reads every file back under them, challenges every key and lets the chip prove itself. */
export async function finishChip(
  terminal: CardTerminal,
  scripts: readonly Uint8Array[],
  answer: KeyAnswer,
): Promise<Finished> {
  const written = await writeKeys(terminal, scripts)
  if (!written.ok) return { ok: false, refusal: chipRefusal(cardKeys[written.index]?.name ?? 'key', written.status) }
  // After a reset nothing holds but the keys of the city: what is read now is what a counter will read.
  await terminal.reset()
  const report = await reportOnChip(terminal, answer)
  if (!report.ok) return report
  for (const key of cardKeys) {
    if (key.use === 'internal') continue
    const status = await proveKey(terminal, key, (challenge, data) => answer(key, challenge, data))
    if (status !== statusWords.success) return { ok: false, refusal: chipRefusal(key.name, status) }
  }
  return report
}

/** What lies in the chip, and its counted answer to INTERNAL AUTHENTICATE. */
export async function reportOnChip(terminal: CardTerminal, answer: KeyAnswer): Promise<Finished> {
  const found = await readImage(terminal, chipTerms.specification, {
    prove: async (key) =>
      (await proveKey(terminal, key, (challenge, data) => answer(key, challenge, data))) === statusWords.success,
  })
  if (!found.ok) return { ok: false, refusal: chipRefusal(found.path, found.status) }
  const readBack = Object.entries(imageDigests(found.image, sm3)).map(([path, digest]) => ({ path, digest }))
  const selected = await selectDirectory(terminal, 'SSSE')
  if (selected !== statusWords.success) return { ok: false, refusal: chipRefusal('SSSE', selected) }
  const [random1, random2] = [chipParts.random(8), chipParts.random(8)]
  const proof = await exchange(terminal, encodeCommand(0x00, 0x88, 0x01, 0x00, { data: concat(random1, random2) }))
  if (proof.status !== statusWords.success || proof.data.length <= counterBytes)
    return { ok: false, refusal: chipRefusal('SSSE/IRK', proof.status) }
  const counter = new DataView(proof.data.buffer, proof.data.byteOffset).getUint32(0)
  const cryptogram = hex(proof.data.subarray(counterBytes))
  return {
    ok: true,
    report: { readBack, proof: { random1: hex(random1), random2: hex(random2), counter, cryptogram } },
  }
}
