import { statusWords } from '@yika/chip/apdu/status-word.ts'
import { manufactureCard } from '@yika/chip/card/manufacture-card.ts'
import { sm2 } from '@yika/chip/cipher/sm2.ts'
import type { ChipHsm } from '@yika/chip/hsm/chip-hsm.ts'
import { transportVersion } from '@yika/chip/hsm/chip-hsm.ts'
import { cardKey } from '@yika/chip/key/card-key.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import type { CardData } from '@yika/chip/personalisation/card-data.ts'
import { composeImage } from '@yika/chip/personalisation/compose-image.ts'
import { proveKey } from '@yika/chip/personalisation/prove-key.ts'
import { writeImage } from '@yika/chip/personalisation/write-image.ts'
import { writeKeys } from '@yika/chip/personalisation/write-keys.ts'
import { profileOf } from '@yika/chip/profile/profiles.ts'
import { issuingArea } from '@yika/core/holder/person.ts'
import type { SampleChip } from '../sample/sample-chip.ts'
import { readerWith } from './virtual-blank.ts'

export interface SampleCardContent {
  readonly chip: SampleChip
  readonly data: Omit<CardData, 'identificationCode' | 'photo'>
}

/**
 * Makes the chips of third-generation cards that the sample city brought along: blanks, files, and the keys of the city by the machine
 * that holds them, one call for all cards. They have no photo and no PIN; a real city's cards are in their holders' hands.
 */
export async function sampleChipMemories(
  hsm: ChipHsm,
  cards: readonly SampleCardContent[],
): Promise<readonly Uint8Array[]> {
  const { publicKey, privateKey } = sm2.keyPair(chipParts.random)
  const transportMaster = sm2.decrypt(privateKey, await hsm.transportKeyFor('sm', publicKey))
  if (transportMaster === undefined) throw new Error('the transport key does not open')
  const historical = cards.map(({ chip }) => Uint8Array.fromHex(chip.atr))
  const scripts = await hsm.replaceKeys(
    cards.map(({ chip }, place) => ({
      ...{ suite: 'sm', version: chip.chipKeyVersion, present: transportVersion, area: issuingArea },
      factor: cardFactor(historical[place] as Uint8Array),
    })),
  )
  const memories: Uint8Array[] = []
  for (const [place, card] of cards.entries())
    memories.push(await made(card, historical[place] as Uint8Array, transportMaster, scripts[place] ?? []))
  return memories
}

async function made(
  { chip, data }: SampleCardContent,
  historicalBytes: Uint8Array,
  transportMaster: Uint8Array,
  scripts: readonly Uint8Array[],
): Promise<Uint8Array> {
  const suite = chipParts.suites.sm
  const transportKey = suite.diversify(transportMaster, cardFactor(historicalBytes))
  const composed = composeImage({ ...data, identificationCode: chip.chipIdentificationCode, photo: null })
  if (!composed.ok) throw new Error(`a card of the sample does not fit a chip: ${composed.field}`)
  const memory = manufactureCard({
    ...{ profile: profileOf(data.version), historicalBytes, transportKey, protocol: 'T=0' },
  })
  const terminal = readerWith(memory)
  await terminal.powerOn()
  const proved = await proveKey(terminal, cardKey('SSSE/MK'), async (challenge, covered) =>
    suite.externalData(transportKey, challenge, covered),
  )
  const filed = proved === statusWords.success && (await writeImage(terminal, composed.image)).ok
  const keyed = filed && (await writeKeys(terminal, scripts)).ok
  if (!keyed) throw new Error('a chip of the sample could not be written')
  await terminal.powerOff()
  return memory
}
