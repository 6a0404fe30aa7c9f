import { epochMs, type Instant, instantOf } from '@yika/core/calendar/instant.ts'
import type { Presentation } from '@yika/core/presentation/presentation.ts'

/** Who was shown the card: a terminal of an institution, or the institution's own system (no terminal), for a service. */
export interface Asker {
  readonly terminalId: string | null
  readonly institutionId: string
  readonly serviceId: string
}

/** One card that is shown to somebody. */
export interface Shown {
  readonly presentation: Presentation
  readonly asker: Asker
}

export type ShownBy<By extends Presentation['by']> = Shown & {
  readonly presentation: Extract<Presentation, { by: By }>
}

/** Under which name a terminal makes its challenge; an institution's own system goes by the name of the institution. */
export function nameOfAsker({ terminalId, institutionId }: Asker): string {
  return terminalId ?? institutionId
}

/** When it was shown, in the one form of an instant, whatever way the wire wrote it; a leap second is the second before it. */
export function shownAt({ presentation: { at } }: Shown): Instant {
  return instantOf(epochMs(at.replace(/:60(?=[.Z+-])/i, ':59') as Instant))
}
