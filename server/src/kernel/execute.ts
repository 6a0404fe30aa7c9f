import type { Actor } from '@yika/core/access/actor.ts'
import { may, type Standing, type Subject } from '@yika/core/access/may.ts'
import { purposes } from '@yika/core/access/purpose.ts'
import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import type { Decision, DomainEvent, Refused } from '@yika/core/decision/decision.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import { PolicyMissing } from '@yika/core/decision/policy-missing.ts'
import type { Operation } from '@yika/core/operation/operation.ts'
import { answerKey, insertAnswers, recall } from './answers.ts'
import { insertAuditEntries } from './audit.ts'
import { canonicalJson } from './canonical-json.ts'
import type { Command, Request } from './command.ts'
import type { Transaction } from './database/database.ts'
import { insertEvents, type RecordedEvent } from './events.ts'
import { gather } from './gather.ts'
import { newId } from './identifier.ts'
import { type Outcome, refusedOutcome } from './outcome.ts'
import type { KernelParts } from './parts.ts'
import type { Stored } from './stream.ts'

/** A wish before it is prepared: the wire's input, validated against the operation's schema. */
export interface Wish {
  readonly actor: Actor
  readonly key: string
  readonly input: object
}

export interface Executor {
  /** One command; forms batches with others of its kind. Rejects only for bugs and outages. */
  execute(operation: Operation, wish: Wish): Promise<Outcome>
  /**
   * A list of commands of one kind, in transactions of at most `batchMost`; one outcome per line, in order. A line that
   * meets a bug of ours is refused with the code `incident`, changed nothing and is not kept under its key.
   */
  executeAll(operation: Operation, wishes: readonly Wish[]): Promise<readonly Outcome[]>
}

export const batchMost = 512
const lanes = 2

/** A prepared wish; `refused` when its preparation said no, and then it is only recorded. */
interface Prepared extends Request<unknown> {
  readonly fingerprint: Uint8Array
  readonly refused?: Refused
}

/** The one way to change anything (ARCHITECTURE.md): nothing else opens a write transaction. */
export function createExecutor(parts: KernelParts, commands: readonly Command[]): Executor {
  const byName = new Map(
    commands.map((command) => {
      const run = (batch: readonly Prepared[]) => runBatch(parts, command, batch)
      return [command.operation.name, { command, run, gathered: gather(run, { lanes, most: batchMost }) }]
    }),
  )

  function entryOf(operation: Operation) {
    const entry = byName.get(operation.name)
    if (entry === undefined) throw new Error(`no command handles the operation ${operation.name}`)
    return entry
  }

  return {
    async execute(operation, wish) {
      const { command, gathered } = entryOf(operation)
      return gathered(await prepare(parts, command, wish))
    },
    async executeAll(operation, wishes) {
      const { command, run } = entryOf(operation)
      const outcomes: Outcome[] = []
      for (let from = 0; from < wishes.length; from += batchMost) {
        const slice = wishes.slice(from, from + batchMost)
        const prepared = await Promise.allSettled(slice.map((wish) => prepare(parts, command, wish)))
        const ready = prepared.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
        const settled = (await run(ready)).values()
        // A line whose preparation failed is not in the batch; the others stand there in their order.
        const results = prepared.map((one) => (one.status === 'rejected' ? one : settled.next().value))
        outcomes.push(
          ...results.map((one) => (one?.status === 'fulfilled' ? one.value : incidentOf(parts, one?.reason))),
        )
      }
      return outcomes
    },
  }
}

function incidentOf(parts: KernelParts, error: unknown): Outcome {
  const incident = newId(Date.parse(parts.clock()))
  parts.report(error, incident)
  return refusedOutcome(refuse('incident', { incident }))
}

async function prepare(parts: KernelParts, command: Command, wish: Wish): Promise<Prepared> {
  const { actor, key, input } = wish
  const fingerprint = parts.fingerprint(`${command.operation.name}\n${canonicalJson(input)}`)
  const request = { actor, key, fingerprint, input: input as unknown }
  const row: RightsRow | undefined = (rights as Record<string, RightsRow>)[command.operation.name]
  // A role without any right learns nothing from the preparation.
  if (row?.[actor.role] === undefined) return { ...request, refused: refuse('not-permitted') }
  if (command.prepare === undefined) return request
  const prepared = await command.prepare(input as never, actor)
  return isRefused(prepared) ? { ...request, refused: prepared } : { ...request, input: prepared }
}

function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && (value as Refused).accepted === false
}

/** Runs a batch; when it fails as a whole, each request alone, so that one bad line costs only itself. */
async function runBatch(
  parts: KernelParts,
  command: Command,
  batch: readonly Prepared[],
): Promise<readonly PromiseSettledResult<Outcome>[]> {
  try {
    const outcomes = await runTransaction(parts, command, batch)
    return outcomes.map((value) => ({ status: 'fulfilled', value }))
  } catch (error) {
    if (batch.length === 1) return Promise.allSettled([runAlone(parts, command, batch[0] as Prepared, error)])
  }
  const settled: PromiseSettledResult<Outcome>[] = []
  // One after another: later requests of the batch may build on earlier ones.
  for (const request of batch) settled.push(...(await runBatch(parts, command, [request])))
  return settled
}

const retriesMost = 3

/** What is left for a request that failed in a transaction of its own: a known conflict is a refusal, a deadlock is tried again. */
async function runAlone(parts: KernelParts, command: Command, request: Prepared, cause: unknown): Promise<Outcome> {
  let error = cause
  for (let attempt = 0; attempt < retriesMost; attempt += 1) {
    const { code, constraint_name: constraint } = error as { code?: string; constraint_name?: string }
    const uniqueViolation = '23505'
    const checkViolation = '23514'
    const conflict =
      code === uniqueViolation || code === checkViolation ? command.conflicts?.[constraint ?? ''] : undefined
    const refusal = conflict === 'decide-again' ? undefined : conflict
    const worthRepeating =
      conflict === 'decide-again' ||
      code === '40001' ||
      code === '40P01' ||
      (code === uniqueViolation && constraint?.startsWith('command_answer'))
    if (!worthRepeating && refusal === undefined) throw error
    const again = refusal === undefined ? request : { ...request, refused: refuse(refusal) }
    try {
      const [outcome] = await runTransaction(parts, command, [again])
      return outcome as Outcome
    } catch (next) {
      error = next
    }
  }
  throw error
}

/** One transaction: recall, load, may, decide, record, audit, commit. */
async function runTransaction(
  parts: KernelParts,
  command: Command,
  batch: readonly Prepared[],
): Promise<readonly Outcome[]> {
  const outcomes = await parts.db.begin(async (tx) => {
    const earlier = await recall(
      tx,
      batch.map(({ actor, key }) => ({ actorId: actor.id, key })),
    )
    const fresh = new Map<string, Prepared>()
    for (const request of batch) {
      const id = answerKey(request.actor.id, request.key)
      if (!earlier.has(id) && !fresh.has(id)) fresh.set(id, request)
    }
    const record = new BatchRecord()
    if (fresh.size > 0) {
      await decideAll(parts, command, tx, [...fresh.values()], record)
      await record.write(tx, command, parts)
    }
    return batch.map((request) => {
      const id = answerKey(request.actor.id, request.key)
      const known = earlier.get(id) ?? record.answered.get(id)
      if (known === undefined) throw new Error('a request of the batch has no outcome')
      const sameInput = Buffer.compare(known.fingerprint, request.fingerprint) === 0
      return sameInput ? known.outcome : refusedOutcome(refuse('idempotency-key-reused'))
    })
  })
  return outcomes as readonly Outcome[]
}

/** Loads what the batch needs and decides its requests in order on the state in memory. */
async function decideAll(
  parts: KernelParts,
  command: Command,
  tx: Transaction,
  requests: readonly Prepared[],
  record: BatchRecord,
): Promise<void> {
  const now = parts.clock()
  const decidable = requests.filter((request) => request.refused === undefined)
  const world =
    decidable.length === 0
      ? {}
      : await command.load(tx, decidable as readonly Request<unknown>[] as readonly Request<never>[])
  const subjects = new Map(
    decidable.map((request) => [request, command.subject(world, request.input as never, request.actor)]),
  )
  const standings = await standingsOf(parts, tx, subjects, command.operation.name, now)
  for (const request of requests) {
    const commandId = newId(Date.parse(now))
    const subject = subjects.get(request) ?? {}
    const policy = parts.policyReader(request.actor, now)
    const standing = standings.get(request) ?? {}
    const decision =
      request.refused ??
      judge(request.actor, command.operation.name, subject, standing) ??
      decideWithPolicy(() =>
        command.decide(world, request.input as never, {
          now,
          today: dayOf(now),
          actor: request.actor,
          standing,
          policy,
          newId: () => newId(Date.parse(now)),
        }),
      )
    record.add(command, world, request, subject, standing, decision, { now, commandId, rules: policy.used() })
  }
}

function judge(actor: Actor, operation: string, subject: Subject, standing: Standing): Refused | undefined {
  const answer = may(actor, operation, subject, standing)
  return answer.permitted ? undefined : refuse(answer.code)
}

/** Article 17: a rule without a value in force stops the command; it is never guessed. */
function decideWithPolicy(decide: () => Decision<DomainEvent, unknown>): Decision<DomainEvent, unknown> {
  try {
    return decide()
  } catch (error) {
    if (error instanceof PolicyMissing) return refuse('policy-missing', { key: error.key, day: error.day })
    throw error
  }
}

/** Standing is asked only for those whose right depends on it, all in one statement. */
async function standingsOf(
  parts: KernelParts,
  tx: Transaction,
  subjects: ReadonlyMap<Prepared, Subject>,
  operation: string,
  now: Instant,
): Promise<ReadonlyMap<Prepared, Standing>> {
  const row: RightsRow = (rights as Record<string, RightsRow>)[operation] ?? {}
  const asking: { request: Prepared; personId: string }[] = []
  for (const [request, subject] of subjects) {
    const scope = row[request.actor.role]
    const depends = scope === 'represented' || scope === 'visit' || scope === 'visit-bank'
    if (!depends || subject.personId === undefined || subject.personId === request.actor.personId) continue
    asking.push({ request, personId: subject.personId })
  }
  if (asking.length === 0) return new Map()
  const standings = await parts.standing(
    tx,
    asking.map(({ request, personId }) => ({ actor: request.actor, personId })),
    now,
  )
  return new Map(asking.map(({ request }, position) => [request, standings[position] ?? {}]))
}

/** Article 11: a command whose answer tells something of a person says so in its audit row, as a read does. */
function toldBy(command: Command, request: Prepared, decision: Decision<DomainEvent, unknown>) {
  if (command.tells === undefined) return {}
  const { purpose, fields } = command.tells(
    request.input as never,
    decision.accepted ? (decision.answer as never) : undefined,
  )
  return { purpose, legalBasis: purposes[purpose].basis, fields }
}

/** What a batch leaves behind, collected in memory and written with one statement per table. */
class BatchRecord {
  readonly answered = new Map<string, Parameters<typeof insertAnswers>[1][number]>()
  private readonly events: RecordedEvent[] = []
  private readonly tasks: Parameters<KernelParts['enqueue']>[1][number][] = []
  private readonly audit: Parameters<typeof insertAuditEntries>[1][number][] = []
  private readonly changed = new Map<string, Map<string, Stored<object>>>()

  add(
    command: Command,
    world: object,
    request: Prepared,
    subject: Subject,
    standing: Standing,
    decision: Decision<DomainEvent, unknown>,
    moment: { readonly now: Instant; readonly commandId: string; readonly rules: readonly string[] },
  ): void {
    const { now, commandId, rules } = moment
    const { name: operation, article } = command.operation
    let outcome: Outcome
    if (decision.accepted) {
      for (const event of decision.events) this.fold(command, world, event, { at: now, commandId, rules })
      outcome = { status: 'accepted', answer: decision.answer }
    } else {
      outcome = refusedOutcome(decision)
    }
    this.tasks.push(...(decision.tasks ?? []))
    const caseId = standing.visit?.visitId
    this.audit.push({
      personId: subject.personId ?? null,
      at: now,
      actor: request.actor,
      operation,
      article,
      outcome: outcome.status,
      commandId,
      ...(outcome.status === 'refused' ? { refusal: outcome.code } : {}),
      ...(caseId === undefined ? {} : { caseId }),
      ...toldBy(command, request, decision),
    })
    const { actor, key, fingerprint } = request
    this.answered.set(answerKey(actor.id, key), { actorId: actor.id, key, fingerprint, outcome, commandId, at: now })
  }

  private fold(
    command: Command,
    world: object,
    event: DomainEvent,
    trace: { readonly at: Instant; readonly commandId: string; readonly rules: readonly string[] },
  ): void {
    const stream = command.streams.find((one) => one.name === event.stream)
    if (stream === undefined) throw new Error(`${command.operation.name} made an event of the stream ${event.stream}`)
    const states = (world as Record<string, Map<string, Stored<object>>>)[stream.name]
    if (states === undefined) throw new Error(`${command.operation.name} did not load the stream ${stream.name}`)
    const before = states.get(event.id)
    const version = (before?.version ?? 0) + 1
    const after: Stored<object> = { ...stream.evolve(before, event, trace.at), version }
    states.set(event.id, after)
    stream.follow?.(world, after, before)
    const changed = this.changed.get(stream.name) ?? new Map()
    changed.set(event.id, after)
    this.changed.set(stream.name, changed)
    this.events.push({ event, version, ...trace })
  }

  /** The statements go out together on one connection; the first that fails rolls everything back. */
  async write(tx: Transaction, command: Command, parts: KernelParts): Promise<void> {
    const statements = command.streams.flatMap((stream) => {
      const changed = this.changed.get(stream.name)
      return changed === undefined ? [] : [stream.save(tx, [...changed.values()])]
    })
    if (this.events.length > 0) statements.push(insertEvents(tx, this.events))
    if (this.tasks.length > 0) statements.push(parts.enqueue(tx, this.tasks))
    statements.push(insertAnswers(tx, [...this.answered.values()]), insertAuditEntries(tx, this.audit))
    await Promise.all(statements)
  }
}
