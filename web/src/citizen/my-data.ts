import type { CardView } from '@yika/core/card/card-view.ts'
import { groundKinds } from '@yika/core/holder/ground.ts'
import { entryOf, ownerWords, type RecordedItem } from '@yika/core/holder/recorded-item.ts'
import { countryByAlpha3 } from '@yika/core/identifier/country.ts'
import { districtName, isDistrict } from '@yika/core/identifier/district.ts'
import { type EthnicGroup, ethnicGroups } from '@yika/core/identifier/ethnic-group.ts'
import { type Sex, sexes } from '@yika/core/identifier/sex.ts'
import type { Answer } from '../client/operations.ts'

type Dossier = Answer<'holder/my-dossier'>

interface Bilingual {
  readonly zh: string
  readonly en: string
}

export interface DataRow {
  readonly key: string
  readonly item: RecordedItem
  readonly label: Bilingual
  /** As it is recorded: what is not a word of ours is the same in both languages. */
  readonly value: Bilingual
  /** Who answers for it. */
  readonly owner: Bilingual
}

const lifeWords = {
  alive: { zh: '正常', en: 'in order' },
  'death-reported': { zh: '有死亡信息待核实', en: 'news of a death is being checked' },
  deceased: { zh: '已故', en: 'deceased' },
  'moved-away': { zh: '已迁出', en: 'moved away' },
} as const satisfies Record<Dossier['lifeStatus'], Bilingual>

const groundStatus = {
  held: { zh: '有效', en: 'held' },
  'under-review': { zh: '复核中', en: 'under review' },
  ended: { zh: '已终止', en: 'ended' },
} as const satisfies Record<Dossier['grounds'][number]['status'], Bilingual>

const same = (text: string | number): Bilingual => ({ zh: String(text), en: String(text) })

const both = (one: Bilingual, ...others: readonly Bilingual[]): Bilingual => ({
  zh: [one, ...others].map(({ zh }) => zh).join('，'),
  en: [one, ...others].map(({ en }) => en).join(', '),
})

/** M4.7: everything that is recorded of a holder, by the list of fields; what there is not is left out. */
export function dataRows(person: Dossier, cards: readonly CardView[]): readonly DataRow[] {
  const rows: DataRow[] = []
  const add = (item: RecordedItem, value: Bilingual | string | null, key: string = item): void => {
    if (value === null || value === '') return
    const { zh, en, owner } = entryOf(item)
    rows.push({
      ...{ key, item, label: { zh, en: en.slice(0, 1).toUpperCase() + en.slice(1) }, owner: ownerWords[owner] },
      value: typeof value === 'string' ? same(value) : value,
    })
  }
  add('name', person.name)
  add('ssn', person.ssn)
  add('identityNumber', person.identityNumber)
  add('documentNumber', person.documentNumber)
  add('sex', sexes[person.sex as Sex])
  add('birthOn', person.birthOn)
  add('ethnicGroup', ethnicGroups[person.ethnicGroup as EthnicGroup] ?? person.ethnicGroup)
  add('nationality', countryByAlpha3(person.nationality) ?? person.nationality)
  add('district', {
    zh: isDistrict(person.district) ? districtName(person.district, 'zh') : person.district,
    en: isDistrict(person.district) ? districtName(person.district, 'en') : person.district,
  })
  add('phone', person.phone)
  add('address', person.address)
  add('lifeStatus', lifeWords[person.lifeStatus])
  add('nameExtension', person.chipName)
  for (const { groundId, kind, since, status } of person.grounds) {
    add('ground', both(groundKinds[kind], same(since), groundStatus[status]), groundId)
  }
  for (const card of cards) {
    const key = (item: string) => `${item}.${card.cardId}`
    add('cardNumber', card.cardNumber, key('cardNumber'))
    add('issuedOn', card.issuedOn, key('issuedOn'))
    add('validity', card.expiresOn, key('validity'))
    add('bankCardNumber', card.bankCardNumber, key('bankCardNumber'))
  }
  add('issuingArea', person.issuingArea)
  return rows
}
