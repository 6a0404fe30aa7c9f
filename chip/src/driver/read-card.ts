import { accessPlan, type PlannedFile } from './access-plan.ts'
import { addressedCard, addressedStep1 } from './addressed-card.ts'
import type { Authority } from './authority.ts'
import type { CardInfo } from './card-info.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { type FileValues, formatFileValues } from './file-address.ts'
import { readValues } from './file-content.ts'
import { type SessionPlace, takeSession } from './hsm-session.ts'
import { externalInstruction } from './instruction.ts'
import { type OpenedCard, prove, selectFile } from './opened-card.ts'
import { psamAuthority } from './psam-session.ts'
import { checkSameCard } from './same-card.ts'
import { openFile, type Shown } from './show-need.ts'

async function readPlan(
  parts: DriverParts,
  card: OpenedCard,
  info: CardInfo,
  plan: readonly PlannedFile[],
  shown: Shown,
  authority: Authority | undefined,
): Promise<string> {
  const files: FileValues[] = []
  for (const planned of plan) {
    await openFile(parts, card, planned, shown, authority)
    if (shown.keys.has('SSSE/RKSSSE') && shown.directory === 'SSSE') {
      await checkSameCard(card, info, shown)
      await selectFile(card.terminal, planned.file.fid)
    }
    files.push({ path: planned.path, values: await readValues(card, planned) })
  }
  return formatFileValues(files)
}

/**
 * Reads the files and items of an address. `iAuthType` 1: under the security module, and where there is none with the PIN if that will do;
 * 2: under the key machine, so that what needs a key ends with −2201 and the steps follow. What needs neither is read either way.
 */
export async function readCard(
  parts: DriverParts,
  iType: number,
  iAuthType: number,
  pCardInfo: string,
  pFileAddr: string,
): Promise<string> {
  if (iAuthType !== 1 && iAuthType !== 2) throw DriverFailure.own(-14)
  const { address, info, card, shown } = await addressedCard(parts, iType, pCardInfo, pFileAddr)
  const authority = iAuthType === 1 ? psamAuthority(parts, card) : undefined
  const by = iAuthType === 1 && authority === undefined ? 'pin' : 'key'
  return readPlan(parts, card, info, accessPlan(card.profile, address, 'read', by), shown, authority)
}

export const readCardStep1 = (
  parts: DriverParts,
  place: SessionPlace,
  iType: number,
  pCardInfo: string,
  pFileAddr: string,
): Promise<string> => addressedStep1(parts, place, 'read', iType, pCardInfo, pFileAddr)

export async function readCardStep2(parts: DriverParts, place: SessionPlace, pKey: string): Promise<string> {
  const { card, info, plan, key, shown } = takeSession(place, 'read')
  await prove(card.terminal, key, externalInstruction(pKey))
  shown.keys.add(key.name)
  return readPlan(parts, card, info, plan, shown, undefined)
}
