import { equalBytes } from '@yika/chip/bytes/equal-bytes.ts'
import { countedData } from '@yika/chip/key/counted-data.ts'
import { authenticateChip, type ChipProof } from '@yika/core/card/authenticate-chip.ts'
import type { Card } from '@yika/core/card/card.ts'
import { chipSuiteOf } from '@yika/core/card/chip-suite.ts'
import * as operation from '@yika/core/card/schema.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import { caseOf, loadCards, type OfCard, subjectOf, type World } from './card-world.ts'
import { type ChipChallenge, openChipChallenge } from './chip-challenge.ts'
import { chipFactorOf } from './chip-factor.ts'
import { cardStream, cardsByKeys } from './store.ts'

export interface ChipCommandParts {
  readonly db: Database
  readonly custodian: Custodian
}

type Prepared = OfCard & ChipProof

/** No master key has this version: nothing was compared. */
const notCompared = 0

/** Article 14: the key machine is asked before the books are opened; what its answer means is decided inside, on the locked card. */
export function chipCommands({ db, custodian }: ChipCommandParts): readonly Command[] {
  return [
    command<typeof operation.authenticateChip, World, Prepared>({
      operation: operation.authenticateChip,
      async prepare({ challenge: token, cryptogram, ...input }, actor) {
        const challenge = openChipChallenge(custodian, input.cardId, actor.id, token)
        const card = (await cardsByKeys(db, [input])).get(input.cardId)
        const expected =
          card === undefined || challenge === undefined ? undefined : await answerOf(custodian, card, challenge, input)
        return {
          ...input,
          challengedAt: challenge?.givenAt ?? null,
          keyVersion: card?.chipKeyVersion ?? notCompared,
          cryptogramRight: expected !== undefined && equalBytes(expected, Uint8Array.fromHex(cryptogram)),
        }
      },
      load: loadCards,
      subject: subjectOf,
      decide: (world, input, context) => authenticateChip(caseOf(world, input)?.card, input, context),
      streams: [cardStream],
    }),
  ]
}

/** What the chip of the register answers when it counts as it says; undefined for a card whose keys or factor are not known. */
async function answerOf(
  { chipHsm }: Custodian,
  card: Card,
  { random1, random2 }: ChipChallenge,
  { counter }: Pick<InputOf<typeof operation.authenticateChip>, 'counter'>,
): Promise<Uint8Array | undefined> {
  const factor = chipFactorOf(card)
  if (card.chipKeyVersion === null || factor === undefined) return undefined
  const [answer] = await chipHsm.internalAuthentication([
    {
      suite: chipSuiteOf(card.generation),
      version: card.chipKeyVersion,
      key: 'SSSE/IRK',
      area: card.issuingArea,
      factor,
      challenge: random1,
      data: countedData(random2, counter),
    },
  ])
  return answer
}
