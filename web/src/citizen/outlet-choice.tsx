import { type DistrictCode, districts } from '@yika/core/identifier/district.ts'
import { useState } from 'react'
import { useReadPages } from '../client/use-calls.ts'
import { accessibilityWords } from '../ui/accessibility-words.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Empty } from '../ui/empty.tsx'
import { SelectField } from '../ui/field.tsx'
import { openingLines } from '../ui/opening-hours.ts'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'

const words = createWords('outlet-choice', {
  zh: {
    legend: '在哪个网点领卡？',
    district: '区',
    any: '全部',
    none: '该银行在这里没有合适的网点，请另选一个区或换一家银行。',
    found: '共 {{count}} 个网点',
    more: '显示更多网点',
    instant: '即时制卡',
    blanks: '空白卡余 {{count}} 张',
    noBlanks: '空白卡已用完',
    open: '现在营业',
  },
  en: {
    legend: 'At which outlet will you collect it?',
    district: 'District',
    any: 'All',
    none: 'The bank has no such outlet here: choose another district or another bank.',
    found: '{{count}} outlets',
    more: 'Show more outlets',
    instant: 'Makes cards on the spot',
    blanks: '{{count}} blank cards left',
    noBlanks: 'Out of blank cards',
    open: 'Open now',
  },
})

const pageSize = 10

interface OutletChoiceProps {
  readonly bankId: string
  /** Only those that make the card while one waits. */
  readonly instant: boolean
  readonly value: string
  readonly onValue: (outletId: string) => void
}

/** The outlets of a bank, with what somebody wants to know before going there. */
export function OutletChoice({ bankId, instant, value, onValue }: OutletChoiceProps) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const [district, setDistrict] = useState<DistrictCode | ''>('')
  const pages = useReadPages('bank/outlets', {
    bankId,
    limit: pageSize,
    ...(instant ? { instant } : {}),
    ...(district === '' ? {} : { district }),
  })
  return (
    <div className="stack outlets">
      <SelectField
        label={say('district')}
        any={say('any')}
        value={district}
        options={Object.entries(districts).map(([code, name]) => ({ value: code as DistrictCode, label: said(name) }))}
        onValue={setDistrict}
      />
      <Asked of={pages}>
        {({ pages: read }) => {
          const outlets = read.flatMap((page) => page.outlets)
          if (outlets.length === 0) return <Empty text={say('none')} />
          return (
            <>
              <p className="quiet small" role="status">
                {say('found', { count: read[0]?.total ?? outlets.length })}
              </p>
              <Choice
                legend={say('legend')}
                value={value}
                onValue={onValue}
                options={outlets.map(({ outletId, name, address, openingHours, ...outlet }) => ({
                  value: outletId,
                  label: language === 'en' && name.en !== null ? name.en : name.zh,
                  about: [
                    address,
                    openingLines(openingHours, language).join(language === 'zh' ? '；' : '; '),
                    [
                      outlet.openNow ? say('open') : '',
                      outlet.instantIssue ? say('instant') : '',
                      outlet.blanksOnHand === null ? '' : blanksLeft(outlet.blanksOnHand, say),
                      ...outlet.accessibility.map((mark) => said(accessibilityWords[mark])),
                    ]
                      .filter(Boolean)
                      .join(' · '),
                  ]
                    .filter(Boolean)
                    .join('\n'),
                }))}
              />
              {pages.hasNextPage && (
                <p>
                  <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    {say('more')}
                  </Button>
                </p>
              )}
            </>
          )
        }}
      </Asked>
    </div>
  )
}

function blanksLeft(count: number, say: (key: 'blanks' | 'noBlanks', values?: { count: number }) => string): string {
  return count > 0 ? say('blanks', { count }) : say('noBlanks')
}
