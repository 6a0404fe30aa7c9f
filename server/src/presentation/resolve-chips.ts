import { equalBytes } from '@yika/chip/bytes/equal-bytes.ts'
import { type Challenge, HsmError } from '@yika/chip/hsm/chip-hsm.ts'
import { countedData } from '@yika/chip/key/counted-data.ts'
import { cardFactor } from '@yika/chip/key/factor.ts'
import { sm3 } from '@yika/chip/node/sm3.ts'
import { type TapChallenge, tapChallenge } from '@yika/chip/terminal/tap-challenge.ts'
import { chipSuiteOf } from '@yika/core/card/chip-suite.ts'
import { resetInformationOf } from '@yika/core/card/reset-information.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { PresenterParts } from './presenter-parts.ts'
import { proofDigest } from './proof-digest.ts'
import { nameOfAsker, type Shown, type ShownBy, shownAt } from './shown.ts'
import { type ChipOnCard, chipsOnCards } from './store.ts'

type Answer = Presented | Refused

/** Article 14: one statement and one call of the key machine for all chips that are shown at a time. */
export async function resolveChips(
  { db, custodian }: Pick<PresenterParts, 'db' | 'custodian'>,
  shown: readonly ShownBy<'chip'>[],
): Promise<ReadonlyMap<Shown, Answer>> {
  if (shown.length === 0) return new Map()
  const found = Map.groupBy(
    await chipsOnCards(
      db,
      shown.map(({ presentation }) => presentation.chip),
    ),
    ({ chipIdentificationCode }) => chipIdentificationCode,
  )
  const answers = new Map<Shown, Answer>()
  const asked: { readonly one: ShownBy<'chip'>; readonly card: ChipOnCard; readonly challenge: Challenge }[] = []
  for (const one of shown) {
    // A chip that two cards claim is none of them.
    const [card, second] = found.get(one.presentation.chip) ?? []
    const challenge = card === undefined ? undefined : challengeFor(card, one)
    if (card === undefined || second !== undefined) answers.set(one, refuse('card-unknown'))
    else if (challenge === undefined) answers.set(one, refuse('chip-unknown'))
    else asked.push({ one, card, challenge })
  }
  const expected = await expectedAnswers(
    custodian,
    asked.map(({ challenge }) => challenge),
  )
  asked.forEach(({ one, card }, position) => {
    const answer = expected[position]
    answers.set(one, answer === undefined ? refuse('chip-unknown') : presented(one, card, answer))
  })
  return answers
}

/** Older cards carry keys that are not known here. */
function challengeFor(card: ChipOnCard, { presentation, asker }: ShownBy<'chip'>): Challenge | undefined {
  const reset = card.atr === null ? undefined : resetInformationOf(card.atr)
  if (reset === undefined || card.chipKeyVersion === null) return undefined
  const { random1, random2 } = tapOf({ presentation, asker })
  return {
    suite: chipSuiteOf(card.generation),
    version: card.chipKeyVersion,
    key: 'SSSE/IRK',
    area: card.issuingArea,
    factor: cardFactor(Uint8Array.fromHex(reset)),
    challenge: random1,
    data: countedData(random2, presentation.counter),
  }
}

function tapOf({ presentation: { at, nonce }, asker }: ShownBy<'chip'>): TapChallenge {
  return tapChallenge({ terminalId: nameOfAsker(asker), at, nonce: Uint8Array.fromHex(nonce) }, sm3)
}

/** A card whose keys were destroyed must not spoil the answers of the others: then each is asked for itself. */
async function expectedAnswers(
  { chipHsm }: Custodian,
  challenges: readonly Challenge[],
): Promise<readonly (Uint8Array | undefined)[]> {
  if (challenges.length === 0) return []
  try {
    return await chipHsm.internalAuthentication(challenges)
  } catch (error) {
    if (!(error instanceof HsmError) || error.fault === 'device') throw error
    if (challenges.length === 1) return [undefined]
  }
  const each: (Uint8Array | undefined)[] = []
  for (const challenge of challenges) each.push(...(await expectedAnswers({ chipHsm } as Custodian, [challenge])))
  return each
}

function presented(one: ShownBy<'chip'>, card: ChipOnCard, expected: Uint8Array): Presented {
  const { presentation } = one
  const { random1, random2 } = tapOf(one)
  const { carrier, chip, counter, cryptogram } = presentation
  return {
    ...{ personId: card.personId, cardId: card.cardId, carrier, counter },
    genuine: equalBytes(expected, Uint8Array.fromHex(cryptogram)),
    proofKey: `chip/${counter}`,
    // What the cryptogram covers and nothing else: two texts for one answer of a chip are no second chip.
    proofDigest: proofDigest(chip, counter, random1.toHex(), random2.toHex()),
    usedAt: shownAt(one),
    comparedBy: null,
  }
}
