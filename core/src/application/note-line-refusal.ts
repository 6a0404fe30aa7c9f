import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type GroupLine, type GroupLineEvent, groupLineEvent } from './group.ts'

/** Article 8: the outcome of a line that could not go on, in the same words that anybody else would be told. */
export function noteLineRefusal(
  line: GroupLine | undefined,
  refusal: NonNullable<GroupLine['refusal']>,
): Decision<GroupLineEvent, Record<never, never>> {
  if (line === undefined) return refuse('not-found')
  // The person was faster, or a repetition of the task comes late: the line keeps what it has.
  if (line.status !== 'waiting') return accept([], {})
  return accept([groupLineEvent(line.personId, 'line-refused', { groupId: line.groupId, ...refusal })], {})
}
