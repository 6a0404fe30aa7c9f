import { useMay } from '../../client/may.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { ApplicationFigure } from './application-figure.tsx'
import { BankFigure } from './bank-figure.tsx'
import { useFigureFilter } from './figure-filter.ts'
import { FigureFilterForm } from './figure-filter-form.tsx'
import { FunnelFigure } from './funnel-figure.tsx'
import { LossFigures } from './loss-figures.tsx'
import { PromiseFigures } from './promise-figures.tsx'

const words = createWords('figures', {
  zh: { title: '统计看板', lead: '每张图都有文字说明和数据表，可导出 CSV。筛选条件在网址中，可收藏或转发。' },
  en: {
    title: 'Figures',
    lead: 'Each figure is told in words, drawn, and given as a table to take along. The filter stands in the address.',
  },
})

export function FiguresPage() {
  const say = useSay(words)
  const may = useMay()
  const [filter, narrow] = useFigureFilter()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <FigureFilterForm filter={filter} onFilter={narrow} />
      <div className="cards">
        <ApplicationFigure filter={filter} />
        <FunnelFigure filter={filter} />
        <PromiseFigures filter={filter} />
        <LossFigures filter={filter} />
      </div>
      {may('oversight/bank-figures') && <BankFigure filter={filter} />}
    </Page>
  )
}
