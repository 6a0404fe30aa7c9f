import { accept, type Decision, refuse } from '../decision/decision.ts'
import { type Application, type ApplicationEvent, applicationEvent } from './application.ts'
import { type Group, type GroupLine, type GroupLineEvent, groupLineEvent } from './group.ts'

/** Article 8: nobody has to take part: the person leaves the group, before or after the employer has sent the line, and applies alone. */
export function optOutOfGroup(
  world: {
    readonly group: Group | undefined
    readonly line: GroupLine | undefined
    readonly open: Application | undefined
  },
  personId: string,
): Decision<ApplicationEvent | GroupLineEvent, { withdrawn: boolean }> {
  const { group, line, open } = world
  if (group === undefined) return refuse('not-found')
  if (line?.status === 'opted-out') return refuse('group-opted-out')
  const out = groupLineEvent(personId, 'line-opted-out', { groupId: group.groupId })
  const mine = open?.groupId === group.groupId ? open : undefined
  if (mine === undefined) return accept([out], { withdrawn: false })
  if (mine.status === 'in-production' || mine.status === 'ready') return refuse('group-line-decided')
  return accept([applicationEvent(mine, 'application-withdrawn', {}), out], { withdrawn: true })
}
