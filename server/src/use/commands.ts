import { mask, type PersonalField } from '@yika/core/access/personal-field.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import type { Refused } from '@yika/core/decision/decision.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { Presented } from '@yika/core/presentation/presentation.ts'
import { useReasonWords } from '@yika/core/service/use-reason-words.ts'
import { decideUse, type UseAnswer, type UseCase } from '@yika/core/use/decide-use.ts'
import { noteChipDoubt } from '@yika/core/use/note-chip-doubt.ts'
import * as schema from '@yika/core/use/schema.ts'
import { terminalText } from '@yika/core/use/terminal-text.ts'
import { factsTold, personalTold } from '@yika/core/use/told-facts.ts'
import { caseOf, loadCards, subjectOf, type World } from '../card/card-world.ts'
import { cardStream } from '../card/store.ts'
import { openText } from '../holder/sealing.ts'
import { type Command, command } from '../kernel/command.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { SealedColumn } from '../kernel/custody/sealed-column.ts'
import type { Presenter } from '../presentation/presenter.ts'
import { decisionToken } from './decision-token.ts'
import { pseudonymOf } from './pseudonym.ts'
import { useStream } from './store.ts'
import { type AskedUse, askedUse, askerOf, caseOfUse, loadUses, type UseWorld } from './use-world.ts'

export interface UseCommandParts {
  readonly custodian: Custodian
  readonly presenter: Presenter
}

type Answer = AnswerOf<typeof schema.decideUse>

/** Article 9: the one question, and what a doubted chip leaves behind. */
export function useCommands({ custodian, presenter }: UseCommandParts): readonly Command[] {
  return [
    command<typeof schema.decideUse, UseWorld, AskedUse>({
      operation: schema.decideUse,
      async prepare(input, actor) {
        const asker = askerOf(actor, input)
        return askedUse(input, asker, await presenter.resolve(input.presentation, asker))
      },
      load: loadUses,
      subject(world, { asker: { terminalId, institutionId }, presented }) {
        const terminal = terminalId === null ? undefined : world.terminals.get(terminalId)
        const personId = 'accepted' in presented ? {} : { personId: presented.personId }
        return { ...personId, officeId: terminal?.institutionId ?? institutionId }
      },
      decide(world, input, context) {
        const { asker, at, late, presentation, presented } = input
        const known = caseOfUse(world, input)
        const told = late === true ? 'late' : 'online'
        const decision = decideUse({ ...asker, told, by: presentation.by, at, presented }, known, context)
        if (!decision.accepted) return decision
        return { ...decision, answer: answerOf(custodian, world, input, known, decision.answer) }
      },
      tells({ purpose, reveal = [] }, answer) {
        const fields = Object.keys(answer?.personal ?? {}) as PersonalField[]
        return { purpose, fields: fields.map((field) => (reveal.includes(field) ? `${field}!` : field)) }
      },
      conflicts: { card_use_proof: 'decide-again' },
      streams: [useStream],
    }),
    command<typeof schema.noteChipDoubt, World>({
      operation: schema.noteChipDoubt,
      load: loadCards,
      subject: subjectOf,
      decide: (world, input) => noteChipDoubt(caseOf(world, input)?.card, input),
      streams: [cardStream],
    }),
  ]
}

/** M2.9: a no tells its reason and nothing of the person. */
function answerOf(
  custodian: Custodian,
  world: UseWorld,
  input: AskedUse,
  { service, agreement, facts }: UseCase,
  { useId, allowed, reason, relation, usedAt }: UseAnswer,
): Answer {
  const { institutionId } = input.asker
  const { personId, cardId } = input.presented as Exclude<AskedUse['presented'], Refused>
  const tells = allowed && service !== undefined && agreement !== undefined && facts !== undefined
  return {
    decisionId: decisionToken(custodian, institutionId, { personId, useId }),
    ...{ allowed, relation, usedAt },
    reason: reason === null ? null : { code: reason, ...useReasonWords[reason] },
    pseudonym: allowed ? pseudonymOf(custodian, institutionId, personId) : null,
    facts: tells ? factsTold(service, agreement, facts, dayOf(usedAt)) : {},
    personal: tells
      ? personalOf(custodian, world, { personId, cardId }, personalTold(service, agreement), input.reveal ?? [])
      : {},
    display: terminalText(reason),
  }
}

function personalOf(
  custodian: Custodian,
  world: Pick<UseWorld, 'persons' | 'cards'>,
  { personId, cardId }: Pick<Presented, 'personId' | 'cardId'>,
  told: readonly PersonalField[],
  reveal: readonly PersonalField[],
): Answer['personal'] {
  const person = world.persons.get(personId)
  if (person === undefined) return {}
  return Object.fromEntries(
    told.map((field) => {
      const sealed =
        field === 'bankCardNumber' ? (world.cards.get(cardId)?.bankCardNumber ?? null) : person.sealed[field]
      if (sealed === null) return [field, null]
      const value = openText(custodian, person, field satisfies SealedColumn, sealed)
      return [field, reveal.includes(field) ? value : mask(field, value)]
    }),
  )
}
