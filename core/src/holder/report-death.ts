import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { type Person, type PersonEvent, personEvent } from './person.ts'

export interface DeathNews {
  readonly deathOn: Day | null
  readonly source: string
}

/** Article 10: news of a death is recorded at once; nothing irreversible follows before a human has looked (M10.5). */
export function reportDeath(
  person: Person | undefined,
  news: DeathNews,
  context: Pick<DecisionContext, 'today' | 'actor'>,
): Decision<PersonEvent, { lifeStatus: 'death-reported' }> {
  if (person === undefined) return refuse('person-unknown')
  if (person.lifeStatus === 'deceased') return refuse('person-deceased')
  if (person.lifeStatus === 'death-reported') return refuse('person-death-reported')
  if (news.deathOn !== null && news.deathOn > context.today) return refuse('date-in-future', { item: 'deathOn' })
  if (news.deathOn !== null && news.deathOn < person.birthOn) return refuse('identity-disagrees', { item: 'deathOn' })
  const { deathOn, source } = news
  return accept([personEvent(person.personId, 'death-reported', { deathOn, source, reportedBy: context.actor.id })], {
    lifeStatus: 'death-reported',
  })
}
