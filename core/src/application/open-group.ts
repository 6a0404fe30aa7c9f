import type { Bank } from '../bank/bank.ts'
import type { Day } from '../calendar/instant.ts'
import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import { bankUnfit } from './check-bank.ts'
import { type Group, type GroupEvent, groupEvent } from './group.ts'

export interface OpenGroup {
  readonly employerId: string
  readonly kind: Group['kind']
  readonly bankIds: readonly string[]
  readonly collection: Group['collection']
  readonly closesOn: Day
}

/** Article 8: an employer or a school opens a collective application and names the few banks it works with. */
export function openGroup(
  banks: ReadonlyMap<string, Bank>,
  wish: OpenGroup,
  context: DecisionContext,
): Decision<GroupEvent, { groupId: string }> {
  const { policy, today } = context
  const most = policy.number('employer.max-banks')
  const bankIds = [...new Set(wish.bankIds)]
  if (bankIds.length === 0 || bankIds.length > most || bankIds.length !== wish.bankIds.length)
    return refuse('group-banks-unfit', { most })
  for (const bankId of bankIds) {
    const unfit = bankUnfit(banks.get(bankId), 'first-issue', today)
    if (unfit !== undefined) return unfit
  }
  if (wish.closesOn < today) return refuse('group-deadline-past')
  const groupId = context.newId()
  const opened = groupEvent(groupId, 'group-opened', { ...wish, bankIds, opensOn: today, openedBy: context.actor.id })
  return accept([opened], { groupId })
}
