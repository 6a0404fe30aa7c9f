import { type Actor, systemActor } from '@yika/core/access/actor.ts'
import * as operations from '@yika/core/application/schema.ts'
import { watchDue } from '@yika/core/application/watch-promise.ts'
import { addDays, dayOf } from '@yika/core/calendar/instant.ts'
import type { BlobStore } from '../kernel/blob/blob-store.ts'
import type { Database } from '../kernel/database/database.ts'
import { batchMost, type Executor } from '../kernel/execute.ts'
import type { KernelParts } from '../kernel/parts.ts'
import type { TaskHandler } from '../kernel/tasks.ts'
import { groupsByIds, linesByKeys } from './group-store.ts'
import { blobsWithoutPhoto } from './photo-store.ts'
import { applicationsOfDeceased, openPromises, type PageStart } from './store.ts'

export interface ApplicationTaskParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly executor: Executor
  readonly blobs: BlobStore
}

/** A blob this old without a row belongs to an upload that was refused or interrupted. */
const orphanAgeMs = 24 * 3_600_000

/** What goes on with applications after a commit or without anybody asking; every change is a command of its own. */
export function applicationTasks(parts: ApplicationTaskParts): readonly TaskHandler[] {
  return [
    { queue: 'apply-for-group', handle: (data) => applyForGroup(parts, data as GroupTask) },
    { queue: 'watch-promises', schedule: '30 6 * * *', handle: () => watchPromises(parts) },
    { queue: 'end-applications-of-deceased', schedule: '15 6 * * *', handle: () => endOfDeceased(parts) },
    { queue: 'sweep-photos', schedule: '45 3 * * *', handle: () => sweepPhotos(parts) },
  ]
}

interface GroupTask {
  readonly groupId: string
  readonly actor: Actor
  readonly personIds: readonly string[]
}

/**
 * The lines of a list, as the command that everybody else uses, on the authority of the employer who sent them. A line that
 * is decided already is passed over, so a repetition of the task changes nothing.
 */
async function applyForGroup({ db, executor, clock }: ApplicationTaskParts, task: GroupTask): Promise<void> {
  const { groupId, actor } = task
  if ((await groupsByIds(db, [groupId])).size === 0) return
  const lines = await linesByKeys(
    db,
    task.personIds.map((personId) => ({ personId, groupId })),
  )
  const waiting = [...lines.values()].filter(({ status }) => status === 'waiting')
  const outcomes = await executor.executeAll(
    operations.applyForEmployee,
    waiting.map(({ personId, version }) => ({
      actor,
      // A line that is sent again has a new version: a new attempt, not the old answer.
      key: `apply-for-employee/${groupId}/${personId}/${version}`,
      input: { personId, groupId },
    })),
  )
  const refused = waiting.flatMap((line, position) => {
    const outcome = outcomes[position]
    return outcome?.status === 'refused' ? [{ line, outcome }] : []
  })
  await executor.executeAll(
    operations.noteLineRefusal,
    refused.map(({ line: { personId, version }, outcome: { code, detail } }) => ({
      actor: systemActor,
      key: `note-line-refusal/${groupId}/${personId}/${version}/${dayOf(clock())}`,
      input: { personId, groupId, code, detail },
    })),
  )
}

/**
 * Article 12: once a day, before the counters open, every open promise is looked at; a command is run only for those of
 * which there is something to say, and decides again on the locked row.
 */
async function watchPromises({ db, executor, clock, policyReader }: ApplicationTaskParts): Promise<void> {
  const today = dayOf(clock())
  const policy = policyReader(systemActor, clock())
  const horizon = addDays(today, policy.number('sla.first-issue.online'))
  let after: PageStart | null = null
  for (;;) {
    const page = await openPromises(db, { district: null, bankId: null }, horizon, after, batchMost)
    const due = page.filter(({ application, physical }) => watchDue(application, physical, today, policy) !== null)
    await executor.executeAll(
      operations.watchPromise,
      due.map(({ application: { personId, applicationId } }) => ({
        actor: systemActor,
        key: `watch-promise/${applicationId}/${today}`,
        input: { personId, applicationId },
      })),
    )
    const last = page.at(-1)?.application
    if (last === undefined || page.length < batchMost) return
    after = { key: last.promise?.promisedOn ?? today, applicationId: last.applicationId }
  }
}

/** Article 10: a confirmed death ends what has not been made yet; a card in the making is ended by its own chapter. */
async function endOfDeceased({ db, executor, clock }: ApplicationTaskParts): Promise<void> {
  const applications = await applicationsOfDeceased(db, batchMost)
  await executor.executeAll(
    operations.refuseApplication,
    applications.map(({ personId, applicationId }) => ({
      actor: systemActor,
      key: `refuse-application/${applicationId}/${dayOf(clock())}`,
      input: { personId, applicationId, reason: 'holder-deceased', remedy: 'call' },
    })),
  )
}

/** Pictures that no row names: their upload was refused, or the process ended between file and commit. */
async function sweepPhotos({ db, blobs, clock }: ApplicationTaskParts): Promise<void> {
  const before = Date.parse(clock()) - orphanAgeMs
  let old: string[] = []
  const sweep = async (): Promise<void> => {
    for (const blob of await blobsWithoutPhoto(db, old)) await blobs.remove(blob)
    old = []
  }
  for await (const { id, writtenAtMs } of blobs.list()) {
    if (writtenAtMs >= before) continue
    old.push(id)
    if (old.length === batchMost) await sweep()
  }
  await sweep()
}
