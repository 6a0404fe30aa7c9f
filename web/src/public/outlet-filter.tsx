import { bankServices } from '@yika/core/bank/bank-service.ts'
import { districtCodes, districtName } from '@yika/core/identifier/district.ts'
import { useState } from 'react'
import { accessibilityWords } from '../ui/accessibility-words.ts'
import { SelectField, TextField } from '../ui/field.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { anyOutlet, type OutletWish } from './outlet-wish.ts'

const words = createWords('outlet-filter', {
  zh: {
    filter: '查找条件',
    text: '名称或地址',
    find: '查找',
    district: '区',
    bank: '银行',
    service: '办理事项',
    accessible: '无障碍',
    any: '不限',
    onlyInstant: '只看即时制卡网点',
    onlyOpen: '只看现在营业的',
    more: '更多条件：银行、办理事项、无障碍',
    clear: '清除条件',
  },
  en: {
    filter: 'What you look for',
    text: 'Name or address',
    find: 'Find',
    district: 'District',
    bank: 'Bank',
    service: 'Service',
    accessible: 'Accessibility',
    any: 'Any',
    onlyInstant: 'Only outlets that make cards on the spot',
    onlyOpen: 'Only outlets that are open now',
    more: 'More: bank, service, accessibility',
    clear: 'Clear',
  },
})

interface OutletFilterProps {
  readonly wish: OutletWish
  readonly banks: readonly { readonly value: string; readonly label: string }[]
  readonly onWish: (wish: OutletWish) => void
}

export function OutletFilter({ wish, banks, onWish }: OutletFilterProps) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const [text, setText] = useState(wish.text)
  const wants = (part: Partial<OutletWish>) => onWish({ ...wish, text, ...part })
  return (
    <form
      className="panel no-print"
      aria-label={say('filter')}
      onSubmit={(event) => {
        event.preventDefault()
        wants({})
      }}
    >
      <div className="grid">
        <TextField label={say('text')} value={text} maxLength={60} enterKeyHint="search" onValue={setText} />
        <SelectField
          label={say('district')}
          any={say('any')}
          value={wish.district}
          options={districtCodes.map((value) => ({ value, label: districtName(value, language) }))}
          onValue={(district) => wants({ district })}
        />
      </div>
      <div className="row">
        <label className="check">
          <input type="checkbox" checked={wish.instant} onChange={({ target }) => wants({ instant: target.checked })} />
          {say('onlyInstant')}
        </label>
        <label className="check">
          <input type="checkbox" checked={wish.openNow} onChange={({ target }) => wants({ openNow: target.checked })} />
          {say('onlyOpen')}
        </label>
      </div>
      <details open={wish.bankId !== '' || wish.service !== '' || wish.accessible !== ''}>
        <summary>{say('more')}</summary>
        <div className="grid finder-more">
          <SelectField
            label={say('bank')}
            any={say('any')}
            value={wish.bankId}
            options={banks}
            onValue={(bankId) => wants({ bankId })}
          />
          <SelectField
            label={say('service')}
            any={say('any')}
            value={wish.service}
            options={optionsOf(bankServices, said)}
            onValue={(service) => wants({ service })}
          />
          <SelectField
            label={say('accessible')}
            any={say('any')}
            value={wish.accessible}
            options={optionsOf(accessibilityWords, said)}
            onValue={(accessible) => wants({ accessible })}
          />
        </div>
      </details>
      <div className="row actions">
        <button className="button button-main" type="submit">
          {say('find')}
        </button>
        <button
          className="button"
          type="button"
          onClick={() => {
            setText('')
            onWish(anyOutlet)
          }}
        >
          {say('clear')}
        </button>
      </div>
    </form>
  )
}

function optionsOf<Value extends string>(
  list: Readonly<Record<Value, { readonly zh: string; readonly en: string }>>,
  said: (text: { readonly zh: string; readonly en: string }) => string,
): readonly { readonly value: Value; readonly label: string }[] {
  return (Object.keys(list) as Value[]).map((value) => ({ value, label: said(list[value]) }))
}
