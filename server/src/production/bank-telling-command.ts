import { tellingBanks } from '@yika/core/card/bank-notice.ts'
import type { Card } from '@yika/core/card/card.ts'
import type { InputOf, Operation } from '@yika/core/operation/operation.ts'
import { bankNoticeStream } from '../card/store.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Stored } from '../kernel/stream.ts'

interface CardWorld {
  readonly card: Map<string, Stored<Card>>
}

/** A command that may end cards: the banks of their accounts hear of it in the same transaction (Article 7). */
export function bankTellingCommand<O extends Operation, World extends CardWorld, Input = InputOf<O>>(
  definition: Command<O, World, Input>,
): Command {
  return command<O, World & { readonly 'bank-notice': Map<string, never> }, Input>({
    ...definition,
    load: async (tx, requests) => ({
      ...(await definition.load(tx, requests)),
      'bank-notice': new Map<string, never>(),
    }),
    decide(world, input, context) {
      const decision = definition.decide(world, input, context)
      if (!decision.accepted) return decision
      const cards = decision.events.flatMap(({ stream, id }) => (stream === 'card' ? (world.card.get(id) ?? []) : []))
      return tellingBanks(decision, cards, context)
    },
    streams: [...definition.streams, bankNoticeStream],
  })
}
