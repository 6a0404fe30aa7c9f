import { accessPlan, needOfPlan } from './access-plan.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { type AddressedFile, parseFileAddress } from './file-address.ts'
import { formatGeneralLine } from './hsm-line.ts'
import type { SessionPlace } from './hsm-session.ts'
import { challenge, openCard } from './opened-card.ts'
import { cardInfo, checkSameCard } from './same-card.ts'
import { enter, nothingShown, showPin } from './show-need.ts'

/** Code −14 if the address does not follow the grammar. */
function fileAddress(text: string): readonly AddressedFile[] {
  const address = parseFileAddress(text)
  if (address === undefined) throw DriverFailure.own(-14)
  return address
}

/** Opens the card that the caller means, to read or write the files of an address on it. */
export async function addressedCard(parts: DriverParts, iType: number, pCardInfo: string, pFileAddr: string) {
  const address = fileAddress(pFileAddr)
  const info = cardInfo(pCardInfo)
  const card = await openCard(parts, iType)
  const shown = nothingShown()
  await checkSameCard(card, info, shown)
  return { address, info, card, shown }
}

/**
 * Step 1 of reading or writing over the key machine, which proves one key of one directory; −14 for an address that asks for more, −2204
 * for one that asks for none. A PIN, where it is asked for as well, is shown before the card gives its challenge.
 */
export async function addressedStep1(
  parts: DriverParts,
  place: SessionPlace,
  access: 'read' | 'write',
  iType: number,
  pCardInfo: string,
  pFileAddr: string,
): Promise<string> {
  const { address, info, card, shown } = await addressedCard(parts, iType, pCardInfo, pFileAddr)
  const plan = accessPlan(card.profile, address, access, 'key')
  const { pin, keys } = needOfPlan(plan)
  const [key, ...others] = keys
  if (key === undefined) throw DriverFailure.own(-2204)
  const [directory, ...elsewhere] = new Set(plan.map(({ file }) => file.directory))
  if (directory === undefined || others.length > 0 || elsewhere.length > 0) throw DriverFailure.own(-14)
  await enter(card, directory, shown)
  if (pin) await showPin(parts, card, shown)
  const line = {
    ...{ algorithm: card.suite.algorithm, keyAddress: key.address },
    ...{ challenge: await challenge(card.terminal), data: parts.random(8) },
  }
  place.current = { kind: access, card, info, address, plan, key, shown }
  return formatGeneralLine(line)
}
