import { type Day, dayOf, type Instant } from '../calendar/instant.ts'
import type { CardEventName } from '../card/card.ts'
import { type Application, type ApplicationEventName, isOpen, type Remedy } from './application.ts'
import { remedyWords, statusWords, troubleWords } from './words.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** The nine steps a citizen is told about, and the event that completes each. */
const steps = [
  { step: 'submitted', zh: '已提交', en: 'submitted', by: ['application-submitted'] },
  { step: 'verified', zh: '已审核', en: 'verified', by: ['application-accepted'] },
  { step: 'bank-confirmed', zh: '银行已确认', en: 'bank confirmed', by: ['account-opened'] },
  { step: 'in-production', zh: '制卡', en: 'in production', by: ['card-personalised'] },
  { step: 'quality-check', zh: '质检', en: 'quality check', by: ['keys-replaced'] },
  { step: 'at-outlet', zh: '已送达网点或寄出', en: 'shipped or at the outlet', by: ['card-ready', 'card-arrived'] },
  { step: 'collected', zh: '已领卡', en: 'collected', by: ['card-collected'] },
  { step: 'social-on', zh: '社会保障功能已启用', en: 'social-security function on', by: ['social-enabled'] },
  { step: 'finance-on', zh: '金融功能已激活', en: 'financial function on', by: ['finance-activated'] },
] as const satisfies readonly (Words & {
  step: string
  by: readonly (ApplicationEventName | CardEventName)[]
})[]

export type Step = (typeof steps)[number]['step']
export const stepNames = steps.map(({ step }) => step) as readonly Step[]

export interface TimelineStep extends Words {
  readonly step: Step
  readonly state: 'done' | 'current' | 'waiting' | 'stopped'
  readonly at: Instant | null
}

export interface Timeline {
  readonly steps: readonly TimelineStep[]
  readonly status: Words
  readonly next: Words
  /** The card is to be made by this day; after a breach the first promise and the new date stand side by side. */
  readonly promisedOn: Day | null
  readonly newPromisedOn: Day | null
  readonly madeOn: Day | null
  /** Why it stopped or waits, and what helps. */
  readonly trouble:
    | (Words & { readonly remedy: Words; readonly remedyCode: Remedy; readonly words: string | null })
    | null
}

export interface HappenedAt {
  readonly name: string
  readonly at: Instant
}

/**
 * Article 12: where an application stands, in plain words: the history of the application and of the card that is made
 * from it become nine steps. The last two belong to the holder; the financial function is voluntary and never “current”.
 */
export function timeline(
  application: Application,
  applicationEvents: readonly HappenedAt[],
  cardEvents: readonly HappenedAt[],
): Timeline {
  const happened = [...applicationEvents, ...cardEvents]
  const dates = steps.map(({ by }) => lastOf(happened, by))
  // Being made again sets back what the earlier piece had reached: only dates after the latest beginning count.
  const begun = lastOf(applicationEvents, ['production-repeated', 'correction-requested']) ?? ''
  const reached = dates.map((at, position) => (at !== null && (position < 2 || at > begun) ? at : null))
  const lastDone = reached.findLastIndex((at) => at !== null)
  const over = !isOpen(application) && application.status !== 'collected'
  const { zh, en, next } = statusWords[application.status]
  return {
    steps: steps.map(({ step, zh, en }, position) => ({
      step,
      zh,
      en,
      at: reached[position] ?? null,
      state: stateOf(step, position, lastDone, over),
    })),
    status: { zh, en },
    next,
    promisedOn: application.promise?.promisedOn ?? null,
    newPromisedOn: application.newPromisedOn,
    madeOn: application.readyAt === null ? null : dayOf(application.readyAt),
    trouble: troubleOf(application),
  }
}

function lastOf(happened: readonly HappenedAt[], names: readonly string[]): Instant | null {
  let last: Instant | null = null
  for (const { name, at } of happened) if (names.includes(name) && (last === null || at > last)) last = at
  return last
}

/** A step without a date before a later one that has one is done too: an instant card has no parcel. */
function stateOf(step: Step, position: number, lastDone: number, over: boolean): TimelineStep['state'] {
  if (position <= lastDone) return 'done'
  if (over) return 'stopped'
  return position === lastDone + 1 && step !== 'finance-on' ? 'current' : 'waiting'
}

function troubleOf({ trouble }: Application): Timeline['trouble'] {
  if (trouble === null) return null
  return {
    ...troubleWords[trouble.reason],
    remedy: remedyWords[trouble.remedy],
    remedyCode: trouble.remedy,
    words: trouble.words,
  }
}
