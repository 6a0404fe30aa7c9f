import type { Decision, DecisionContext } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { ChipKey, ChipKeyEvent } from '@yika/core/production/chip-key.ts'
import * as operation from '@yika/core/production/chip-key-schema.ts'
import { confirmChipKey } from '@yika/core/production/confirm-chip-key.ts'
import { confirmChipKeyDestruction } from '@yika/core/production/confirm-chip-key-destruction.ts'
import { proposeChipKey } from '@yika/core/production/propose-chip-key.ts'
import { proposeChipKeyDestruction } from '@yika/core/production/propose-chip-key-destruction.ts'
import { recordChipKey } from '@yika/core/production/record-chip-key.ts'
import { recordChipKeyDestruction } from '@yika/core/production/record-chip-key-destruction.ts'
import { retireChipKey } from '@yika/core/production/retire-chip-key.ts'
import { withdrawChipKeyProposal } from '@yika/core/production/withdraw-chip-key-proposal.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'
import { carriedChipKeys, chipKeyStream, lockChipKeys } from './chip-key-store.ts'

interface ChipKeyWorld {
  readonly 'chip-key': Map<string, Stored<ChipKey>>
  /** Versions that a live card speaks under; looked up for a destruction alone. */
  readonly carried?: ReadonlySet<string>
}

const streams = [chipKeyStream]

/** A step of the ceremony of one version; the city's keys belong to no place, so that the role alone decides. */
function aboutKey<O extends Operation>(
  of: O & { readonly input: { readonly properties: { readonly chipKeyId: unknown } } },
  decide: (
    key: ChipKey | undefined,
    input: InputOf<O>,
    context: DecisionContext,
  ) => Decision<ChipKeyEvent, AnswerOf<O>>,
): Command {
  return command<O, ChipKeyWorld>({
    operation: of,
    load: async (tx) => ({ 'chip-key': await lockChipKeys(tx) }),
    subject: () => ({}),
    decide: (world, input, context) =>
      decide(world['chip-key'].get((input as unknown as { readonly chipKeyId: string }).chipKeyId), input, context),
    streams,
  })
}

type Destruction = typeof operation.proposeChipKeyDestruction | typeof operation.confirmChipKeyDestruction

function destruction<O extends Destruction>(
  of: O,
  decide: (key: ChipKey | undefined, carried: boolean, context: DecisionContext) => Decision<ChipKeyEvent, AnswerOf<O>>,
): Command {
  return command<O, ChipKeyWorld, { readonly chipKeyId: string }>({
    operation: of,
    async load(tx, requests) {
      const keys = await lockChipKeys(tx)
      const named = requests.map(({ input }) => input.chipKeyId)
      return { 'chip-key': keys, carried: await carriedChipKeys(tx, named) }
    },
    subject: () => ({}),
    decide: ({ carried, ...world }, { chipKeyId }, context) =>
      decide(world['chip-key'].get(chipKeyId), carried?.has(chipKeyId) ?? true, context),
    streams,
  })
}

/** Article 14: the ceremony of the chips' master keys. */
export const chipKeyCommands: readonly Command[] = [
  command<typeof operation.proposeChipKey, ChipKeyWorld>({
    operation: operation.proposeChipKey,
    load: async (tx) => ({ 'chip-key': await lockChipKeys(tx) }),
    subject: () => ({}),
    decide: (world, input, context) => proposeChipKey(world['chip-key'].values(), input, context),
    streams,
  }),
  aboutKey(operation.confirmChipKey, (key, _input, context) => confirmChipKey(key, context)),
  aboutKey(operation.withdrawChipKeyProposal, (key, _input, context) => withdrawChipKeyProposal(key, context)),
  aboutKey(operation.recordChipKey, (key, { checkValues }) => recordChipKey(key, checkValues)),
  aboutKey(operation.retireChipKey, (key, { reason }, context) => retireChipKey(key, reason, context)),
  destruction(operation.proposeChipKeyDestruction, proposeChipKeyDestruction),
  destruction(operation.confirmChipKeyDestruction, confirmChipKeyDestruction),
  aboutKey(operation.recordChipKeyDestruction, (key) => recordChipKeyDestruction(key)),
]
