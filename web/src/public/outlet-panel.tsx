import { districtName, isDistrict } from '@yika/core/identifier/district.ts'
import type { Answer } from '../client/operations.ts'
import { accessibilityWords } from '../ui/accessibility-words.ts'
import { openingLines } from '../ui/opening-hours.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'

const words = createWords('outlet-panel', {
  zh: {
    instant: '即时制卡',
    open: '现在营业',
    closed: '现在不营业',
    phone: '电话',
    some: '空白卡余 {{count}} 张',
    none: '空白卡已用完，请改日或换一个网点',
  },
  en: {
    instant: 'On the spot',
    open: 'Open now',
    closed: 'Closed now',
    phone: 'Phone',
    some: '{{count}} blank cards left',
    none: 'out of blank cards: come another day or choose another outlet',
  },
})

interface OutletPanelProps {
  readonly outlet: Answer<'bank/outlets'>['outlets'][number]
  readonly bank: string
  /** Its number on the drawing. */
  readonly number: number
}

/** Article 7 (M7.14): what somebody wants to know before going there. */
export function OutletPanel({ outlet, bank, number }: OutletPanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const { name, address, phone, instantIssue, blanksOnHand, openingHours, openNow, accessibility, district } = outlet
  const title = language === 'en' && name.en !== null ? name.en : name.zh
  return (
    <li className="panel">
      <h2 lang={title === name.en ? 'en' : 'zh-CN'}>
        <span className="finder-number">{number}</span> {title}
      </h2>
      <p className="row small">
        <Tag {...(openNow ? { tone: 'good' as const } : {})}>{say(openNow ? 'open' : 'closed')}</Tag>
        {instantIssue && <Tag tone="good">{say('instant')}</Tag>}
        {!title.startsWith(bank) && <span>{bank}</span>}
        {isDistrict(district) && <span className="quiet">{districtName(district, language)}</span>}
      </p>
      <div>
        <p lang="zh-CN">{address}</p>
        {openingLines(openingHours, language).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {phone !== null && (
          <p>
            {say('phone')} <a href={`tel:${phone}`}>{phone}</a>
          </p>
        )}
        {blanksOnHand !== null && <p>{blanksOnHand > 0 ? say('some', { count: blanksOnHand }) : say('none')}</p>}
      </div>
      {accessibility.length > 0 && (
        <p className="row">
          {accessibility.map((mark) => (
            <Tag key={mark}>{said(accessibilityWords[mark])}</Tag>
          ))}
        </p>
      )}
    </li>
  )
}
