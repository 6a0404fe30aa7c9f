import type { Actor } from '@yika/core/access/actor.ts'
import { may } from '@yika/core/access/may.ts'
import type { Day, Instant } from '@yika/core/calendar/instant.ts'
import type { PolicyReader, Refused } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { Least } from '@yika/core/oversight/small-cells.ts'
import { figureDaysMost, type Window, windowOf } from '@yika/core/oversight/window.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'
import { type Query, query } from '../kernel/query.ts'
import { type Place, placeOf, subjectAt } from './place.ts'

export type FigureParts = Pick<KernelParts, 'clock' | 'policyReader'>

/** What every count knows besides its window. */
export interface Asked {
  readonly place: Place
  readonly now: Instant
  readonly policy: PolicyReader
  /** Counts of the whole city are told as they are; those of a district or a bank only from this number on. */
  readonly least: Least
}

interface FigureInput {
  readonly from?: string
  readonly to?: string
  readonly district?: string
  readonly bankId?: string
}

interface Counted<Answer> {
  readonly place: Place
  readonly answer?: Answer
  readonly refused?: Refused
}

function askedBy({ clock, policyReader }: FigureParts, actor: Actor, place: Place): Asked {
  const now = clock()
  const policy = policyReader(actor, now)
  const narrow = place.district !== null || place.bankId !== null
  return { place, now, policy, least: narrow ? policy.number('statistics.minimum-cell') : null }
}

/**
 * A query that counts. Nobody's data leave, so its audit row names nobody. Counting is dear: it begins only for those who
 * may have the answer, and for a time that is bounded.
 */
function counted<O extends Operation>(
  parts: FigureParts,
  operation: O,
  count: (db: Database, input: InputOf<O>, asked: Asked) => Promise<AnswerOf<O> | Refused>,
): Query {
  return query<Operation, Counted<AnswerOf<O>>>({
    operation,
    async load(db, reads) {
      const found: Counted<AnswerOf<O>>[] = []
      // One after another, here and in each count: no dashboard takes the connections that the counters need.
      for (const { actor, input } of reads) {
        const place = placeOf(actor, input as FigureInput)
        const permitted = may(actor, operation.name, subjectAt(place), {}).permitted
        const answer = permitted ? await count(db, input as InputOf<O>, askedBy(parts, actor, place)) : undefined
        found.push({ place, ...(isRefused(answer) ? { refused: answer } : answer === undefined ? {} : { answer }) })
      }
      return found
    },
    subjects: ({ place }) => [subjectAt(place)],
    barred: ({ refused }) => refused,
    fields: [],
    answer({ answer }) {
      if (answer === undefined) throw new Error('answered without having counted')
      return answer as never
    },
  })
}

function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'accepted' in answer && answer.accepted === false
}

/** Figures of the moment. */
export function figureOfNow<O extends Operation>(
  parts: FigureParts,
  operation: O,
  count: (db: Database, asked: Asked) => Promise<AnswerOf<O>>,
): Query {
  return counted(parts, operation, (db, _input, asked) => count(db, asked))
}

/** Figures of the days `from` to `to`; the answer says them again. */
export function figureOfDays<O extends Operation>(
  parts: FigureParts,
  operation: O,
  count: (db: Database, window: Window, asked: Asked) => Promise<Omit<AnswerOf<O>, 'from' | 'to'>>,
): Query {
  return counted(parts, operation, async (db, input, asked) => {
    const { from, to } = input as object as { readonly from: Day; readonly to: Day }
    const window = windowOf(from, to, figureDaysMost)
    if ('accepted' in window) return window
    return { from, to, ...(await count(db, window, asked)) } as unknown as AnswerOf<O>
  })
}
