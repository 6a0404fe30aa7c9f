import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { institutionKinds } from '@yika/core/service/institution.ts'
import { useState } from 'react'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtName } from '../district-name.ts'
import { Figure } from '../figures/figure.tsx'
import { institutionKindWords } from './institution-kind-words.ts'

type Statistics = Answer<'use/use-statistics'>

const words = createWords('use-figure', {
  zh: {
    title: '使用统计',
    month: '月份',
    by: '分组',
    district: '区',
    'institution-kind': '机构类别',
    uses: '使用次数',
    unit: '次',
    total: '合计',
    hidden: '不显示',
    said: '{{month}} 共使用约 {{total}} 次，统计至 {{to}}，数字按 {{rounding}} 取整。',
    saidHidden: '{{month}} 的合计涉及人数过少，不显示；统计至 {{to}}。',
    kept: '为保护个人，涉及少于 {{least}} 人的数字不显示；为防止推算，与其同列的最小数字也不显示。',
  },
  en: {
    title: 'Statistics of use',
    month: 'Month',
    by: 'Grouped by',
    district: 'District',
    'institution-kind': 'Kind of institution',
    uses: 'Uses',
    unit: 'uses',
    total: 'Total',
    hidden: 'not shown',
    said: 'About {{total}} uses in {{month}}, counted until {{to}}, rounded to {{rounding}}.',
    saidHidden: 'The total of {{month}} is over too few people to be shown; counted until {{to}}.',
    kept: 'To protect persons, numbers over fewer than {{least}} people are not shown, nor is the smallest beside them, from which they could be worked out.',
  },
})

const groupings = ['district', 'institution-kind'] as const
const monthsShown = 13

/** The months that are over, the newest first: a running one is not told. */
function months(): readonly string[] {
  const [year = 0, month = 0] = dayOf(instantOf(Date.now())).split('-').map(Number)
  return Array.from({ length: monthsShown }, (_, back) => {
    const count = year * 12 + month - 2 - back
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  })
}

/** M5.9: how a service is used, in numbers that point at nobody. */
export function UseFigure({ serviceId }: { readonly serviceId: string }) {
  const say = useSay(words)
  const [month, setMonth] = useState(() => months()[0] ?? '')
  const [by, setBy] = useState<(typeof groupings)[number]>('district')
  const asked = useAsk('use/use-statistics', { month, by, serviceId })
  return (
    <section className="stack">
      <div className="row no-print">
        <SelectField
          label={say('month')}
          value={month}
          options={months().map((value) => ({ value, label: value }))}
          onValue={setMonth}
        />
        <SelectField
          label={say('by')}
          value={by}
          options={groupings.map((value) => ({ value, label: say(value) }))}
          onValue={(value) => setBy(value === '' ? 'district' : value)}
        />
      </div>
      <Asked of={asked}>{(statistics) => <Shown of={statistics} by={by} serviceId={serviceId} />}</Asked>
    </section>
  )
}

interface ShownProps {
  readonly of: Statistics
  readonly by: (typeof groupings)[number]
  readonly serviceId: string
}

function Shown({ of: { month, countedTo, rounding, minimumCell, services }, by, serviceId }: ShownProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const [service] = services.filter((one) => one.serviceId === serviceId)
  const cells = service?.cells ?? []
  const total = service === undefined ? 0 : service.total
  const kind = (group: string) => institutionKinds.find((one) => one === group)
  const named = (group: string) => {
    const found = kind(group)
    return said(found === undefined ? districtName(group) : institutionKindWords[found])
  }
  const facts = { month, to: moments.on(countedTo), rounding }
  const sentence = total === null ? say('saidHidden', facts) : say('said', { ...facts, total })
  const shown = (uses: number | null) => uses ?? say('hidden')
  return (
    <Figure
      title={say('title')}
      file={`use-${serviceId}-${month}`}
      description={`${sentence} ${say('kept', { least: minimumCell })}`}
      head={[say(by), say('uses')]}
      rows={
        service === undefined
          ? []
          : [...cells.map(({ group, uses }) => [named(group), shown(uses)]), [say('total'), shown(total)]]
      }
      plot={{
        categories: cells.map(({ group }) => named(group)),
        unit: say('unit'),
        lying: true,
        series: [{ name: say('uses'), data: cells.map(({ uses }) => uses) }],
      }}
    />
  )
}
