import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Presentation, Presented } from '@yika/core/presentation/presentation.ts'
import { gather } from '../kernel/gather.ts'
import type { PresenterParts } from './presenter-parts.ts'
import { resolveChips } from './resolve-chips.ts'
import { resolveCodes } from './resolve-codes.ts'
import { resolveNumbers } from './resolve-numbers.ts'
import type { Asker, Shown, ShownBy } from './shown.ts'

export interface Presenter {
  /**
   * Whose card it is and whether it proves itself; says nothing about its state. Whatever was typed or scanned is answered, never thrown:
   * only an outage rejects. Callers at one time share the statements and the call of the key machine.
   */
  resolve(presentation: Presentation, asker: Asker): Promise<Presented | Refused>
}

const limits = { lanes: 2, most: 256 }

export function createPresenter(parts: PresenterParts): Presenter {
  const gathered = gather(async (shown: readonly Shown[]) => {
    const answers = await resolveAll(parts, shown)
    return shown.map((one): PromiseSettledResult<Presented | Refused> => {
      return { status: 'fulfilled', value: answers.get(one) ?? refuse('card-unknown') }
    })
  }, limits)
  return { resolve: (presentation, asker) => gathered({ presentation, asker }) }
}

type Answers = ReadonlyMap<Shown, Presented | Refused>

async function resolveAll(parts: PresenterParts, shown: readonly Shown[]): Promise<Answers> {
  const by = <By extends Presentation['by']>(kind: By) =>
    shown.filter(({ presentation }) => presentation.by === kind) as ShownBy<By>[]
  const each = await Promise.all([
    resolveChips(parts, by('chip')),
    resolveCodes(parts, by('e-card')),
    resolveNumbers(parts, by('number')),
  ])
  return new Map(each.flatMap((answers) => [...answers]))
}
