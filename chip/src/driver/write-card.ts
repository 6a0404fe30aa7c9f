import { accessPlan, type PlannedFile } from './access-plan.ts'
import { addressedCard, addressedStep1 } from './addressed-card.ts'
import type { Authority } from './authority.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred } from './driver-text.ts'
import { type AddressedFile, parseFileValues } from './file-address.ts'
import { contentOf, holds, writeContent } from './file-content.ts'
import { type SessionPlace, takeSession } from './hsm-session.ts'
import { externalInstruction } from './instruction.ts'
import { type OpenedCard, prove } from './opened-card.ts'
import { psamAuthority } from './psam-session.ts'
import { isShown, openFile, type Shown } from './show-need.ts'

/** What is to be written, all of it made before the card is touched. Code −23 where the data are not in the layout of the address. */
function contents(text: string, address: readonly AddressedFile[], plan: readonly PlannedFile[]) {
  const files = parseFileValues(text, address)
  if (files === undefined) throw DriverFailure.own(-23)
  return plan.map((planned, index) => contentOf(planned, files[index]?.values ?? []))
}

/**
 * Article 2: what is written is read back (M2.3). Answers the files that were: one whose read key nobody showed stays unread, and −22
 * says that a file does not hold what it was given.
 */
async function writePlan(
  parts: DriverParts,
  card: OpenedCard,
  plan: readonly PlannedFile[],
  content: readonly (readonly Uint8Array[])[],
  shown: Shown,
  authority: Authority | undefined,
): Promise<string> {
  const readBack: string[] = []
  for (const [index, planned] of plan.entries()) {
    const written = content[index] as readonly Uint8Array[]
    await openFile(parts, card, planned, shown, authority)
    await writeContent(card, planned, written)
    const tags = planned.file.structure === 'linear' ? planned.records.map((at) => tagAt(planned, at)) : []
    const by = authority === undefined ? 'pin' : 'key'
    const [reading] = accessPlan(card.profile, [{ path: planned.path, tags }], 'read', by) as [PlannedFile]
    if (authority !== undefined) await openFile(parts, card, reading, shown, authority)
    else if (!isShown(reading.need, shown)) continue
    if (!(await holds(card, planned, written))) throw DriverFailure.own(-22)
    readBack.push(planned.path)
  }
  return barred(readBack)
}

const tagAt = ({ file }: PlannedFile, position: number): number =>
  file.structure === 'linear' ? (file.items[position]?.tag ?? 0) : 0

/** Writes values in the layout of the address. */
export async function writeCard(
  parts: DriverParts,
  iType: number,
  pCardInfo: string,
  pFileAddr: string,
  pWriteData: string,
): Promise<string> {
  const { address, card, shown } = await addressedCard(parts, iType, pCardInfo, pFileAddr)
  const authority = psamAuthority(parts, card)
  const plan = accessPlan(card.profile, address, 'write', authority === undefined ? 'pin' : 'key')
  return writePlan(parts, card, plan, contents(pWriteData, address, plan), shown, authority)
}

export const writeCardStep1 = (
  parts: DriverParts,
  place: SessionPlace,
  iType: number,
  pCardInfo: string,
  pFileAddr: string,
): Promise<string> => addressedStep1(parts, place, 'write', iType, pCardInfo, pFileAddr)

export async function writeCardStep2(
  parts: DriverParts,
  place: SessionPlace,
  pKey: string,
  pWriteData: string,
): Promise<string> {
  const { card, address, plan, key, shown } = takeSession(place, 'write')
  const content = contents(pWriteData, address, plan)
  await prove(card.terminal, key, externalInstruction(pKey))
  shown.keys.add(key.name)
  return writePlan(parts, card, plan, content, shown, undefined)
}
