import type { Day } from '../../calendar/instant.ts'
import { type ItemKind, itemKinds, type MedicalItem } from './medical-item.ts'

const names: Readonly<Record<ItemKind, { zh: string; en: string; letter: string }>> = {
  drug: { zh: '样例药品', en: 'sample drug', letter: 'D' },
  treatment: { zh: '样例诊疗项目', en: 'sample treatment', letter: 'T' },
  material: { zh: '样例医用材料', en: 'sample material', letter: 'M' },
}

/** 360 entries that exist nowhere: of each kind and class some, so that every rule of a split can be seen. */
export function sampleItems(): readonly MedicalItem[] {
  return itemKinds.flatMap((kind) =>
    Array.from({ length: 120 }, (_, position): MedicalItem => {
      const { zh, en, letter } = names[kind]
      const number = String(position + 1).padStart(4, '0')
      const itemClass = position % 10 < 6 ? 'A' : position % 10 < 9 ? 'B' : 'C'
      return {
        code: `${letter}${number}`,
        from: '2022-10-01' as Day,
        kind,
        name: { zh: `${zh}${number}`, en: `${en} ${number}` },
        class: itemClass,
        ownPerMille: itemClass === 'B' ? 50 * (1 + (position % 4)) : 0,
        ceiling: position % 7 === 3 ? 10_000 : null,
        until: null,
        source: 'sample',
      }
    }),
  )
}
