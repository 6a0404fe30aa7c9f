import { figureDaysMost } from '@yika/core/oversight/window.ts'
import { useMay } from '../../client/may.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { ApplicationFigure } from './application-figure.tsx'
import { BankFigure } from './bank-figure.tsx'
import { type FigureFilter, useFigureFilter } from './figure-filter.ts'
import { FigureFilterForm } from './figure-filter-form.tsx'
import { FunnelFigure } from './funnel-figure.tsx'
import { LossFigures } from './loss-figures.tsx'
import { PromiseFigures } from './promise-figures.tsx'

const words = createWords('figures', {
  zh: {
    title: '统计看板',
    lead: '每张图都有文字说明和数据表，可导出 CSV。筛选条件在网址中，可收藏或转发。',
    period: '结束日期不能早于开始日期，一次最多统计 {{most}} 天。请修改日期。',
  },
  en: {
    title: 'Figures',
    lead: 'Each figure is told in words, drawn, and given as a table to take along. The filter stands in the address.',
    period: 'The last day cannot be before the first, and at most {{most}} days are counted at once. Change the days.',
  },
})

export function FiguresPage() {
  const say = useSay(words)
  const [filter, narrow] = useFigureFilter()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <FigureFilterForm filter={filter} onFilter={narrow} />
      {isCountable(filter) ? (
        <Figures filter={filter} />
      ) : (
        <Notice tone="bad">
          <p>{say('period', { most: figureDaysMost })}</p>
        </Notice>
      )}
    </Page>
  )
}

function Figures({ filter }: { readonly filter: FigureFilter }) {
  const may = useMay()
  return (
    <>
      <div className="cards">
        <ApplicationFigure filter={filter} />
        <FunnelFigure filter={filter} />
        <PromiseFigures filter={filter} />
        <LossFigures filter={filter} />
      </div>
      {may('oversight/bank-figures') && <BankFigure filter={filter} />}
    </>
  )
}

const dayMs = 86_400_000

/** One sentence about the period instead of a refusal for each figure. */
function isCountable({ from, to }: FigureFilter): boolean {
  return from <= to && (Date.parse(to) - Date.parse(from)) / dayMs < figureDaysMost
}
