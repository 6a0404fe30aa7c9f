import { accept, type Decision, type DecisionContext, refuse, type Task } from '../decision/decision.ts'
import {
  type Group,
  type GroupEvent,
  type GroupLine,
  type GroupLineEvent,
  groupEvent,
  groupLineEvent,
} from './group.ts'

/** One line as the employer sent it, after the register was asked who is meant. */
export interface ReceivedLine {
  readonly position: number
  /** Null where number and name together belong to nobody. */
  readonly personId: string | null
  readonly bankId: string
  readonly outletId: string | null
}

export type LineReceipt = {
  readonly position: number
  readonly outcome: 'waiting' | 'person-not-matched' | 'repeated' | 'group-opted-out' | 'group-line-decided'
}

/** Handed to the task in pieces of this size, each a batch of the kernel. */
const linesPerTask = 256

/**
 * Article 8: takes an employer’s list. Every line gets an answer of its own; those that can go on wait for the same command
 * that everybody else uses. Sent again, a line that has been decided stays as it is and one that was refused is tried again.
 */
export function receiveGroupLines(
  group: Group | undefined,
  known: ReadonlyMap<string, GroupLine>,
  lines: readonly ReceivedLine[],
  context: DecisionContext,
): Decision<GroupEvent | GroupLineEvent, { lines: LineReceipt[] }> {
  if (group === undefined) return refuse('not-found')
  if (context.today > group.closesOn) return refuse('group-closed', { closesOn: group.closesOn })
  const { groupId } = group
  const seen = new Set<string>()
  const waiting: string[] = []
  const receipts: LineReceipt[] = []
  const events: GroupLineEvent[] = []
  for (const line of lines) {
    const outcome = outcomeOf(line, seen, known)
    const { position, personId, bankId, outletId } = line
    receipts.push({ position, outcome })
    if (personId === null) continue
    seen.add(personId)
    if (outcome === 'waiting') {
      waiting.push(personId)
      events.push(groupLineEvent(personId, 'line-received', { groupId, position, bankId, outletId }))
    } else if (outcome === 'group-opted-out' && known.get(personId)?.position === null) {
      events.push(groupLineEvent(personId, 'line-passed-over', { groupId, position }))
    }
  }
  const unmatched = receipts.filter(({ outcome }) => outcome === 'person-not-matched').map(({ position }) => position)
  const received = groupEvent(groupId, 'lines-received', { received: lines.length, unmatched })
  return accept([received, ...events], { lines: receipts }, tasksOf(groupId, waiting, context))
}

function outcomeOf(
  line: ReceivedLine,
  seen: ReadonlySet<string>,
  known: ReadonlyMap<string, GroupLine>,
): LineReceipt['outcome'] {
  if (line.personId === null) return 'person-not-matched'
  if (seen.has(line.personId)) return 'repeated'
  const before = known.get(line.personId)
  if (before?.status === 'opted-out') return 'group-opted-out'
  return before?.status === 'applied' ? 'group-line-decided' : 'waiting'
}

function tasksOf(groupId: string, personIds: readonly string[], { actor }: DecisionContext): Task[] {
  const tasks: Task[] = []
  for (let from = 0; from < personIds.length; from += linesPerTask)
    tasks.push({
      queue: 'apply-for-group',
      data: { groupId, actor, personIds: personIds.slice(from, from + linesPerTask) },
    })
  return tasks
}
