import type { Day } from '../../calendar/instant.ts'

export const itemKinds = ['drug', 'treatment', 'material'] as const
export type ItemKind = (typeof itemKinds)[number]

/** 甲 paid within scope, 乙 with an own share first, 丙 not paid. */
export const itemClasses = ['A', 'B', 'C'] as const
export type ItemClass = (typeof itemClasses)[number]

/** One version of an entry of the hospital catalogue; the version that began last counts on a day. */
export interface MedicalItem {
  readonly code: string
  readonly from: Day
  readonly kind: ItemKind
  readonly name: { readonly zh: string; readonly en: string }
  readonly class: ItemClass
  /** What the holder pays of a class B item before anything else, per mille; 0 for the others. */
  readonly ownPerMille: number
  /** The most that counts for one unit, in fen; null without a limit. */
  readonly ceiling: number | null
  /** Last day; null while open. */
  readonly until: Day | null
  readonly source: string
}

export interface MedicalItemEvent {
  readonly stream: 'medical-item'
  /** Code and first day, `D0001@2026-01-01`. */
  readonly id: string
  readonly personId: null
  readonly name: 'medical-item-published'
  readonly data: MedicalItem
}

export function itemVersion({ code, from }: Pick<MedicalItem, 'code' | 'from'>): string {
  return `${code}@${from}`
}

export function evolveMedicalItem(state: MedicalItem | undefined, event: MedicalItemEvent): MedicalItem {
  if (state !== undefined) throw new Error(`the item ${event.id} was published already`)
  return event.data
}

/** The version of the code that is in force on the day. */
export function itemInForce(versions: readonly MedicalItem[], on: Day): MedicalItem | undefined {
  const latest = versions
    .filter(({ from }) => from <= on)
    .reduce<MedicalItem | undefined>(
      (last, one) => (last === undefined || one.from > last.from ? one : last),
      undefined,
    )
  return latest === undefined || (latest.until !== null && on > latest.until) ? undefined : latest
}
