import { addDays, dayOf } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { hasEnded } from '../production/stop-line.ts'
import type { CardAtCounter } from './collect-card.ts'
import { type ParcelLineEvent, parcelLineEvent } from './parcel-line.ts'
import { shelveCard } from './shelve-card.ts'

/** Article 3: who leaves a card lying is reminded after the days that the rules name, each time once. */
export function remindCollection(
  lying: Omit<CardAtCounter, 'person'>,
  context: Pick<DecisionContext, 'policy' | 'now' | 'today' | 'newId'>,
): Decision<ParcelLineEvent, { days: number }> {
  const shelved = shelveCard(lying, context)
  if (shelved === undefined || hasEnded(shelved.card)) return refuse('reminder-not-due')
  const { line, entered } = shelved
  if (line.state !== 'waiting' || line.waitingSince === null) return refuse('reminder-not-due')
  const days = reminderDays(context.policy.text('collection.reminder'))[line.reminders]
  if (days === undefined || addDays(dayOf(line.waitingSince), days) > context.today) return refuse('reminder-not-due')
  const { personId, cardId, officeId, employerId } = line
  return accept([...entered, parcelLineEvent(line, 'collection-reminded', { days })], { days }, [
    { queue: 'tell-holder', data: { notice: 'collect-your-card', personId, cardId, officeId, employerId, days } },
  ])
}

/** `7, 30, 90` as numbers. */
export function reminderDays(text: string): readonly number[] {
  return text.split(',').map((part) => Number(part.trim()))
}
