import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import { cardKey } from '../key/card-key.ts'
import { exchange } from '../terminal/exchange.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { formatGeneralLine, formatSecureLine } from './hsm-line.ts'
import { type PinService, type SessionPlace, takeSession } from './hsm-session.ts'
import { commandInstruction, externalInstruction } from './instruction.ts'
import { challenge, type OpenedCard, openCard, prove } from './opened-card.ts'
import { enterNewPin } from './pin-entry.ts'
import { psamAuthority } from './psam-session.ts'
import { cardInfo, checkSameCard } from './same-card.ts'
import { nothingShown } from './show-need.ts'

/** P2 of RELOAD PIN and UNBLOCK PIN. */
const functionOf: Readonly<Record<PinService, number>> = { unblock: 0x00, reload: 0x01 }

const pinBytes = 3
const macBytes = 4

const unlockKey = cardKey('SSSE/PUK')
const maintenanceKey = cardKey('SSSE/STK')

async function cardOf(parts: DriverParts, iType: number, pCardInfo: string): Promise<OpenedCard> {
  const info = cardInfo(pCardInfo)
  const card = await openCard(parts, iType)
  await checkSameCard(card, info, nothingShown())
  return card
}

/** The new PIN with its count in front; nothing where the old one stays. */
async function pinBlockFor(parts: DriverParts, service: PinService): Promise<Uint8Array> {
  if (service === 'unblock') return new Uint8Array()
  return concat(Uint8Array.of(pinBytes), await enterNewPin(parts.pinPad))
}

/** The command up to Lc. Enciphering fills the block up, at least by one byte. */
function headerFor(card: OpenedCard, service: PinService, pinBlock: Uint8Array): Uint8Array {
  const { blockBytes } = card.suite
  const enciphered = pinBlock.length === 0 ? 0 : (Math.floor(pinBlock.length / blockBytes) + 1) * blockBytes
  return Uint8Array.of(0x84, 0x24, 0x00, functionOf[service], enciphered + macBytes)
}

async function sendPinCommand(card: OpenedCard, command: Uint8Array): Promise<void> {
  const { status } = await exchange(card.terminal, command)
  if (status !== statusWords.success) throw DriverFailure.card(status)
}

/** Resets the PIN to another one, or gives the tries of the old one back, with the security module. */
export async function resetPin(
  parts: DriverParts,
  service: PinService,
  iType: number,
  pCardInfo: string,
): Promise<string> {
  const card = await cardOf(parts, iType, pCardInfo)
  const authority = psamAuthority(parts, card)
  if (authority === undefined) throw DriverFailure.own(-2201)
  const random = await challenge(card.terminal)
  await prove(card.terminal, unlockKey, await authority.externalData(unlockKey, random, parts.random(8)))
  const block = await pinBlockFor(parts, service)
  const header = headerFor(card, service, block)
  const factor = await challenge(card.terminal)
  await sendPinCommand(card, await authority.secured(maintenanceKey, factor, header, block))
  return ''
}

export async function resetPinStep1(
  parts: DriverParts,
  place: SessionPlace,
  service: PinService,
  iType: number,
  pCardInfo: string,
): Promise<string> {
  const card = await cardOf(parts, iType, pCardInfo)
  const line = formatGeneralLine({
    ...{ algorithm: card.suite.algorithm, keyAddress: unlockKey.address },
    ...{ challenge: await challenge(card.terminal), data: parts.random(8) },
  })
  place.current = { kind: service, card }
  return line
}

/** Step 2: the unlocking key is proved, the holder types the new PIN, and the command is laid out for the key machine to secure. */
export async function resetPinStep2(
  parts: DriverParts,
  place: SessionPlace,
  service: PinService,
  pKey: string,
): Promise<string> {
  const { card } = takeSession(place, service)
  await prove(card.terminal, unlockKey, externalInstruction(pKey))
  const pinBlock = await pinBlockFor(parts, service)
  const header = headerFor(card, service, pinBlock)
  const random = await challenge(card.terminal)
  place.current = { kind: `${service}-secured`, card, header }
  const { algorithm } = card.suite
  return formatSecureLine({ algorithm, keyAddress: maintenanceKey.address, challenge: random, header, pinBlock })
}

export async function resetPinStep3(place: SessionPlace, service: PinService, pKey: string): Promise<string> {
  const { card, header } = takeSession(place, `${service}-secured`)
  await sendPinCommand(card, commandInstruction(pKey, header))
  return ''
}
