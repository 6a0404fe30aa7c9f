import type { Instant } from '@yika/core/calendar/instant.ts'
import { accept, type Decision, type DomainEvent } from '@yika/core/decision/decision.ts'
import { type RefusalCode, type RefusalDetail, refusalText } from '@yika/core/refusal/catalogue.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

/** What became of one line of a list. */
export type LineOutcome<Done extends object> =
  | ({ readonly status: 'done' } & Done)
  | {
      readonly status: 'refused'
      readonly code: RefusalCode
      readonly detail: RefusalDetail
      readonly zh: string
      readonly en: string
    }

/**
 * A list in one command: each line is decided for itself, on what the lines before it left. A line that is refused changes nothing and
 * stops nobody. `draft` is a copy of the world; the kernel folds the same events into the world itself.
 */
export function decideLines<World extends object, Line, Done extends object>(
  draft: World,
  // biome-ignore lint/suspicious/noExplicitAny: streams of different aggregates stand in one list, as in a command.
  streams: readonly Stream<any, any>[],
  lines: readonly Line[],
  now: Instant,
  decide: (world: World, line: Line) => Decision<DomainEvent, Done>,
): Decision<DomainEvent, { outcomes: LineOutcome<Done>[] }> {
  const events: DomainEvent[] = []
  const outcomes = lines.map((line): LineOutcome<Done> => {
    const decision = decide(draft, line)
    if (!decision.accepted) {
      const { code, detail = {} } = decision
      const [zh, en] = (['zh', 'en'] as const).map((language) => refusalText(code, detail, language))
      return { status: 'refused', code, detail, zh: zh ?? '', en: en ?? '' }
    }
    for (const event of decision.events) fold(draft, streams, event, now)
    events.push(...decision.events)
    return { status: 'done', ...decision.answer }
  })
  return accept(events, { outcomes })
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
function fold(world: object, streams: readonly Stream<any, any>[], event: DomainEvent, now: Instant): void {
  const stream = streams.find(({ name }) => name === event.stream)
  const states = (world as Record<string, Map<string, Stored<object>>>)[event.stream]
  if (stream === undefined || states === undefined) throw new Error(`the stream ${event.stream} was not loaded`)
  const before = states.get(event.id)
  const after = { ...stream.evolve(before, event, now), version: (before?.version ?? 0) + 1 }
  states.set(event.id, after)
  stream.follow?.(world, after, before)
}
