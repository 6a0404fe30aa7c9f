import { encodeCommand } from '../apdu/command-apdu.ts'
import { statusWords } from '../apdu/status-word.ts'
import { concat } from '../bytes/concat.ts'
import type { ChipSuite } from '../cipher/chip-suite.ts'
import type { CardKey, Directory } from '../key/card-key.ts'
import { cardFactor } from '../key/factor.ts'
import { parseAnswerToReset } from '../profile/answer-to-reset.ts'
import { type LinearFile, type SpecificationVersion, specificationVersions } from '../profile/card-file.ts'
import type { CardProfile } from '../profile/card-profile.ts'
import { directoryName } from '../profile/directory-names.ts'
import { parseIdentificationCode } from '../profile/identification-code.ts'
import { itemText } from '../profile/item-text.ts'
import { profileOf } from '../profile/profiles.ts'
import { type CardTerminal, TerminalError } from '../terminal/card-terminal.ts'
import { exchange } from '../terminal/exchange.ts'
import { parseRecord } from '../tlv/record.ts'
import { DriverFailure } from './driver-failure.ts'
import type { DriverParts } from './driver-parts.ts'
import { hex } from './driver-text.ts'

/** A social security card that has been reset, with its environment selected and everything known that may be read freely. */
export interface OpenedCard {
  readonly terminal: CardTerminal
  /** As `iType` names it. */
  readonly slot: 1 | 2
  readonly historicalBytes: Uint8Array
  readonly factor: Uint8Array
  readonly identificationCode: string
  readonly area: string
  /** As it stands on the card. */
  readonly versionText: string
  readonly profile: CardProfile
  readonly suite: ChipSuite
}

/** The data of the answer; a status word other than success ends the function with its code. */
export async function sent(
  terminal: CardTerminal,
  ...[cla, ins, p1, p2, body]: Parameters<typeof encodeCommand>
): Promise<Uint8Array> {
  const { data, status } = await exchange(terminal, encodeCommand(cla, ins, p1, p2, body))
  if (status !== statusWords.success) throw DriverFailure.card(status)
  return data
}

/** The slots in the order in which `iType` looks for a card: 1 contact, 2 contactless, 3 and 4 both, contact or contactless first. */
function slotsOf({ user, contactless }: DriverParts, iType: number): readonly [slot: 1 | 2, terminal: CardTerminal][] {
  const contact: [1, CardTerminal][] = [[1, user]]
  const near: [2, CardTerminal][] = contactless === undefined ? [] : [[2, contactless]]
  if (iType === 1) return contact
  if (iType === 2) return near
  if (iType === 3) return [...contact, ...near]
  if (iType === 4) return [...near, ...contact]
  throw DriverFailure.own(-14)
}

/** The first slot in that order with a card, under power. */
export async function powered(parts: DriverParts, iType: number) {
  const slots = slotsOf(parts, iType)
  for (const [index, [slot, terminal]] of slots.entries())
    try {
      return { slot, terminal, atr: await terminal.powerOn() }
    } catch (error) {
      const absent = error instanceof TerminalError && error.fault === 'no-card'
      if (!absent || index === slots.length - 1) throw error
    }
  throw DriverFailure.own(-12)
}

export async function selectDirectory(terminal: CardTerminal, directory: Directory): Promise<void> {
  await sent(terminal, 0x00, 0xa4, 0x04, 0x00, { data: directoryName(directory) })
}

export async function selectFile(terminal: CardTerminal, fid: number): Promise<void> {
  await sent(terminal, 0x00, 0xa4, 0x00, 0x00, { data: Uint8Array.of(fid >> 8, fid & 0xff) })
}

/** The value of the item that stands at a position of the selected linear file. */
export async function readItem(terminal: CardTerminal, file: LinearFile, position: number): Promise<Uint8Array> {
  const item = file.items[position]
  if (item === undefined) throw DriverFailure.card(statusWords.recordNotFound)
  const bytes = await sent(terminal, 0x00, 0xb2, position + 1, 0x04, { le: item.length + 2 })
  const record = parseRecord(bytes)
  if (record?.tag !== item.tag) throw DriverFailure.card(statusWords.wrongData)
  return record.value
}

export const issuerFid = 0xef05

/** The issuer's file is laid out alike in all versions, but for who may read the card number. */
export function issuerFile(profile: CardProfile): LinearFile {
  return profile.files.find((file) => file.directory === 'SSSE' && file.fid === issuerFid) as LinearFile
}

/** The text of an item of the issuer's file, which must be selected. */
export async function issuerText(terminal: CardTerminal, profile: CardProfile, tag: number): Promise<string> {
  const file = issuerFile(profile)
  const position = file.items.findIndex((item) => item.tag === tag)
  const text = itemText(file.items[position] as LinearFile['items'][number], await readItem(terminal, file, position))
  if (text === undefined) throw DriverFailure.own(-41)
  return text
}

/** What cards without this environment answer to its name. A blocked card says 6A81. */
const otherKinds: ReadonlySet<number> = new Set([
  statusWords.fileNotFound,
  statusWords.wrongParameters,
  statusWords.unknownInstruction,
  statusWords.unknownClass,
])

/** Readers go by the first digit of the version. */
function versionNamed(text: string): SpecificationVersion | undefined {
  return specificationVersions.find((version) => version[0] === text[0])
}

/** Resets the card that `iType` asks for and reads who issued it. Codes −2, −12 without a card or slot, −1 for a card of another kind, −20. */
export async function openCard(parts: DriverParts, iType: number): Promise<OpenedCard> {
  const { slot, terminal, atr } = await powered(parts, iType)
  const historicalBytes = parseAnswerToReset(atr)?.historicalBytes
  if (historicalBytes?.length !== 13) throw DriverFailure.own(-1)
  const name = directoryName('SSSE')
  const selected = await exchange(terminal, encodeCommand(0x00, 0xa4, 0x04, 0x00, { data: name }))
  if (otherKinds.has(selected.status)) throw DriverFailure.own(-1)
  if (selected.status !== statusWords.success) throw DriverFailure.card(selected.status)
  await selectFile(terminal, issuerFid)
  const anyProfile = profileOf('1.00')
  const identificationCode = hex(await readItem(terminal, issuerFile(anyProfile), 0))
  const area = parseIdentificationCode(identificationCode)?.area
  if (area === undefined) throw DriverFailure.own(-20)
  const versionText = await issuerText(terminal, anyProfile, 0x03)
  const version = versionNamed(versionText)
  if (version === undefined) throw DriverFailure.own(-1)
  const profile = profileOf(version)
  return {
    ...{ terminal, slot, historicalBytes, factor: cardFactor(historicalBytes), identificationCode, area },
    ...{ versionText, profile, suite: parts.suites[profile.suite] },
  }
}

export async function challenge(terminal: CardTerminal): Promise<Uint8Array> {
  const bytes = await sent(terminal, 0x00, 0x84, 0x00, 0x00, { le: 8 })
  if (bytes.length !== 8) throw DriverFailure.own(-4)
  return bytes
}

/** EXTERNAL AUTHENTICATE with a key of the selected directory. */
export async function prove(terminal: CardTerminal, key: CardKey, externalData: Uint8Array): Promise<void> {
  await sent(terminal, 0x00, 0x82, 0x00, key.id, { data: externalData })
}

/** INTERNAL AUTHENTICATE in its plain form: what the card answers to two randoms. */
export async function internalAnswer(terminal: CardTerminal, r1: Uint8Array, r2: Uint8Array): Promise<Uint8Array> {
  return sent(terminal, 0x00, 0x88, 0x00, 0x00, { data: concat(r1, r2), le: 256 })
}
