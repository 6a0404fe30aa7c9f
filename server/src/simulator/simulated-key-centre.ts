import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import { keyScripts } from '@yika/core/production/chip-key-schema.ts'
import { replaceKeys } from '@yika/core/production/schema.ts'
import { type ApiClient, answered } from './api-client.ts'
import { fails, hasChipFault } from './faults.ts'
import { type Finished, finishChip, reportOnChip } from './finish-chip.ts'
import { keyAnswers } from './key-answers.ts'
import { type FactoryFloor, transportMasterOf } from './simulated-factory.ts'
import { readerWith, transportKeyOf } from './virtual-blank.ts'
import { resetInformationOf } from './write-chip.ts'

type Script = AnswerOf<typeof keyScripts>['cards'][number]
type Result = InputOf<typeof replaceKeys>['results'][number]

/** Puts the keys of the city in the place of the transport keys, reads every card back and lets it prove itself. */
export async function playKeyCentre(
  floor: Omit<FactoryFloor, 'today'>,
  batchId: string,
): Promise<{ readonly good: number; readonly failed: number }> {
  const { client, party } = floor
  const transportMaster = await transportMasterOf(client, party)
  const answers = keyAnswers(client, { batchId })
  const results: Result[] = []
  const { batchNumber, keyVersion } = await eachPage(client, batchId, async ({ cards, keyVersion: version }) => {
    results.push(...(await Promise.all(cards.map((card) => finish(floor, transportMaster, answers, card, version)))))
  })
  const key = `simulated/${replaceKeys.name}/${batchNumber}`
  return answered(client, replaceKeys, { batchId, keyVersion, results }, key)
}

type Page = AnswerOf<typeof keyScripts>

async function eachPage(
  client: ApiClient,
  batchId: string,
  take: (page: Page) => Promise<void>,
): Promise<Pick<Page, 'batchNumber' | 'keyVersion'>> {
  for (let after = '0'; ; ) {
    const page = await answered(client, keyScripts, { of: { batchId, after }, purpose: 'production' })
    await take(page)
    if (page.next === null) return page
    after = page.next
  }
}

async function finish(
  { drawer, faults }: Pick<FactoryFloor, 'drawer' | 'faults'>,
  transportMaster: Uint8Array,
  answers: ReturnType<typeof keyAnswers>,
  script: Script,
  keyVersion: number,
): Promise<Result> {
  const { cardNumber } = script
  const failed = (reason: string): Result => ({ cardNumber, replaced: false, reason: `模拟（simulated）：${reason}` })
  if (fails(faults, 'key', cardNumber)) return failed('超时')
  const memory = drawer.take(cardNumber)
  if (memory === undefined) return failed('卡片缺失')
  const terminal = readerWith(memory)
  const reset = await resetInformationOf(terminal)
  if (reset === undefined) return failed('芯片无应答')
  const finished: Finished = hasChipFault(faults, 'noKeys', cardNumber)
    ? await reportOnChip(terminal, underTransportKey(transportKeyOf(transportMaster, reset)))
    : await finishChip(
        terminal,
        script.keys.map((command) => Uint8Array.fromHex(command)),
        (key, challenge, data) => answers(cardNumber, keyVersion, key, challenge, data),
      )
  await terminal.powerOff()
  drawer.put(cardNumber, memory)
  return finished.ok ? { cardNumber, replaced: true, ...finished.report } : failed(finished.refusal)
}

/** A careless tool that forgot the keys reads back with those that are still there, and believes that all is well. */
function underTransportKey(transportKey: Uint8Array) {
  return async (_key: unknown, challenge: Uint8Array, data: Uint8Array) =>
    chipParts.suites.sm.externalData(transportKey, challenge, data)
}
