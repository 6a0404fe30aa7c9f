import { concat } from '../bytes/concat.ts'
import { equalBytes } from '../bytes/equal-bytes.ts'
import { decodeGbk } from '../charset/gbk.ts'
import { cardKey } from '../key/card-key.ts'
import type { LinearFile } from '../profile/card-file.ts'
import { itemText } from '../profile/item-text.ts'
import { unfilled } from '../tlv/filled.ts'
import { accessPlan, type PlannedFile } from './access-plan.ts'
import type { Authority } from './authority.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { barred, hex } from './driver-text.ts'
import { formatReadLine } from './hsm-line.ts'
import { type SessionPlace, takeSession } from './hsm-session.ts'
import { readInstruction } from './instruction.ts'
import { challenge, internalAnswer, issuerText, type OpenedCard, openCard, prove, readItem } from './opened-card.ts'
import { psamAuthority } from './psam-session.ts'
import { nothingShown, openFile, type Shown } from './show-need.ts'

const issuerTags = [0x07, 0x05, 0x06]
const ssnTag = 0x08
const nameTags = [0x09, 0x4e]

/** A name longer than its item goes on in the next one, on versions that have it. */
async function nameOf({ terminal }: OpenedCard, file: LinearFile): Promise<string> {
  const positions = nameTags.map((tag) => file.items.findIndex((item) => item.tag === tag)).filter((at) => at >= 0)
  const parts: Uint8Array[] = []
  for (const position of positions) parts.push(unfilled(await readItem(terminal, file, position)))
  const name = decodeGbk(concat(...parts))
  if (name === undefined || /[|$]/.test(name)) throw DriverFailure.own(-41)
  return name
}

/** The eleven fields, in the order of the specification. */
async function basicFields(
  parts: DriverParts,
  card: OpenedCard,
  shown: Shown,
  authority: Authority | undefined,
): Promise<readonly string[]> {
  const holderTags = [ssnTag, ...nameTags.slice(0, card.profile.version === '1.00' ? 1 : 2)]
  const address = [
    { path: '3F00EF05', tags: issuerTags },
    { path: '3F00EF06', tags: holderTags },
  ]
  const [issuer, holder] = accessPlan(card.profile, address, 'read', 'key') as [PlannedFile, PlannedFile]
  await openFile(parts, card, issuer, shown, authority)
  const texts: string[] = []
  for (const tag of issuerTags) texts.push(await issuerText(card.terminal, card.profile, tag))
  const [cardNumber, issuedOn, validUntil] = texts as [string, string, string]
  await openFile(parts, card, holder, shown, authority)
  const file = holder.file as LinearFile
  const ssn = itemText(file.items[0] as LinearFile['items'][number], await readItem(card.terminal, file, 0))
  if (ssn === undefined) throw DriverFailure.own(-41)
  const name = await nameOf(card, file)
  return [
    ...[card.area, ssn, cardNumber, card.identificationCode, name, hex(card.historicalBytes), card.versionText],
    ...[issuedOn, validUntil, parts.terminalNumber, parts.deviceNumber],
  ]
}

/**
 * The basic data, with the security module where there is one. On 3.00 without authority the function ends with −2201, −2202 or −2203
 * and gives nothing: empty fields beside the answer 0 would look like a person without a number. No published module holds IRK, so that
 * the card is proved genuine by the steps below, or by `authenticateCard`, never here.
 */
export async function readCardBas(parts: DriverParts, iType: number): Promise<string> {
  const card = await openCard(parts, iType)
  return barred(await basicFields(parts, card, nothingShown(), psamAuthority(parts, card)))
}

/** Step 1: the card answers to two randoms before it gives its challenge, because a challenge may be good for the next command only. */
export async function readCardBasStep1(parts: DriverParts, place: SessionPlace, iType: number): Promise<string> {
  const card = await openCard(parts, iType)
  const [internalRandom, internalData, externalData] = [parts.random(8), parts.random(8), parts.random(8)]
  const answer = await internalAnswer(card.terminal, internalRandom, internalData)
  const externalRandom = await challenge(card.terminal)
  place.current = { kind: 'read-bas', card, internalAnswer: answer }
  return formatReadLine({
    ...{ area: card.area, resetInformation: hex(card.historicalBytes), algorithm: card.suite.algorithm },
    ...{ identificationCode: card.identificationCode, internalRandom, internalData, externalRandom, externalData },
    terminalNumber: parts.terminalNumber,
  })
}

/** Step 2. Code −21 if the card's answer is not the one that the key machine worked out: nothing is proved to such a card. */
export async function readCardBasStep2(parts: DriverParts, place: SessionPlace, pKey: string): Promise<string> {
  const { card, internalAnswer: answer } = takeSession(place, 'read-bas')
  const { internal, external } = readInstruction(pKey)
  if (!equalBytes(internal, answer)) throw DriverFailure.own(-21)
  const key = cardKey('SSSE/RKSSSE')
  await prove(card.terminal, key, external)
  const shown = nothingShown()
  shown.keys.add(key.name)
  return barred(await basicFields(parts, card, shown, undefined))
}
