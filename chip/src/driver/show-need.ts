import type { Directory } from '../key/card-key.ts'
import type { Need, PlannedFile } from './access-plan.ts'
import type { Authority } from './authority.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { challenge, type OpenedCard, prove, selectDirectory, selectFile } from './opened-card.ts'
import { verifyPin } from './verify-pin.ts'

/** What has been shown to the card since the reset; what was shown in an application ends when another one is entered. */
export interface Shown {
  directory: Directory
  pin: boolean
  readonly keys: Set<string>
  /** Typed once, shown in each application that asks. */
  typed: Uint8Array | undefined
}

/** After openCard: the environment is selected. */
export const nothingShown = (): Shown => ({ directory: 'SSSE', pin: false, keys: new Set(), typed: undefined })

/** Selects a directory unless it is the present one: some cards forget what was shown even then. */
export async function enter(card: OpenedCard, directory: Directory, shown: Shown): Promise<void> {
  if (shown.directory === directory) return
  await selectDirectory(card.terminal, directory)
  for (const name of shown.keys) if (!name.startsWith('SSSE/')) shown.keys.delete(name)
  shown.directory = directory
  shown.pin = false
}

export async function showPin(parts: DriverParts, card: OpenedCard, shown: Shown): Promise<void> {
  if (shown.pin) return
  shown.typed = await verifyPin(parts, card, shown.typed)
  shown.pin = true
}

/** Whether what was shown is all that is needed. */
export function isShown({ pin, keys }: Need, shown: Shown): boolean {
  return (!pin || shown.pin) && keys.every(({ name }) => shown.keys.has(name))
}

/** Enters the directory of a file, shows what it needs and selects it. Code −2201 where a key is needed and there is no authority. */
export async function openFile(
  parts: DriverParts,
  card: OpenedCard,
  { file, need }: Pick<PlannedFile, 'file' | 'need'>,
  shown: Shown,
  authority: Authority | undefined,
): Promise<void> {
  await enter(card, file.directory, shown)
  if (need.pin) await showPin(parts, card, shown)
  for (const key of need.keys) {
    if (shown.keys.has(key.name)) continue
    if (authority === undefined) throw DriverFailure.own(-2201)
    const random = await challenge(card.terminal)
    await prove(card.terminal, key, await authority.externalData(key, random, parts.random(8)))
    shown.keys.add(key.name)
  }
  await selectFile(card.terminal, file.fid)
}
