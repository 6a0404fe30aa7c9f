import { addDays, dayOf } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type ParcelLine, type ParcelLineEvent, parcelLineEvent } from './parcel-line.ts'

/** Article 3: who leaves a card lying is reminded after the days that the rules name, each time once. */
export function remindCollection(
  line: ParcelLine | undefined,
  context: Pick<DecisionContext, 'policy' | 'today'>,
): Decision<ParcelLineEvent, { days: number }> {
  if (line === undefined || line.state !== 'waiting' || line.waitingSince === null) return refuse('reminder-not-due')
  const days = reminderDays(context.policy.text('collection.reminder'))[line.reminders]
  if (days === undefined || addDays(dayOf(line.waitingSince), days) > context.today) return refuse('reminder-not-due')
  const { personId, cardId, officeId, employerId } = line
  return accept([parcelLineEvent(line, 'collection-reminded', { days })], { days }, [
    { queue: 'tell-holder', data: { notice: 'collect-your-card', personId, cardId, officeId, employerId, days } },
  ])
}

/** `7, 30, 90` as numbers. */
export function reminderDays(text: string): readonly number[] {
  return text.split(',').map((part) => Number(part.trim()))
}
