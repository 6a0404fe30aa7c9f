import { type Day, isDay } from '../../calendar/instant.ts'
import { accept, type Decision, refuse } from '../../decision/decision.ts'
import { itemVersion, type MedicalItem, type MedicalItemEvent } from './medical-item.ts'

/** Article 12: a version of an entry of the hospital catalogue; what is in force is never rewritten, a later version takes its place. */
export function publishMedicalItem(
  known: ReadonlyMap<string, MedicalItem>,
  item: MedicalItem,
  today: Day,
): Decision<MedicalItemEvent, { version: string }> {
  const { code, from, until } = item
  const version = itemVersion(item)
  if (!isDay(from) || (until !== null && (!isDay(until) || until < from))) return refuse('medical-item-dates', { code })
  if ((item.class === 'B') !== item.ownPerMille > 0) return refuse('medical-item-share', { code })
  if (known.has(version)) return refuse('medical-item-published', { code, day: from })
  // Bills of a day that is over were priced by what was in force then; only the very first version may reach back.
  const others = [...known.values()].some((one) => one.code === code)
  if (others && from <= today) return refuse('medical-item-backdated', { code })
  return accept([{ stream: 'medical-item', id: version, personId: null, name: 'medical-item-published', data: item }], {
    version,
  })
}
