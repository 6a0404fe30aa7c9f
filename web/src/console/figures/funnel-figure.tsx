import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Figure } from './figure.tsx'
import type { FigureFilter } from './figure-filter.ts'
import { useTold } from './told.ts'

const words = createWords('funnel-figure', {
  zh: {
    title: '在办申请所处环节（此刻）',
    step: '环节',
    all: '合计',
    unit: '份',
    said: '截至 {{at}}，在办申请 {{all}} 份；最多的环节是“{{fullest}}”，{{most}} 份。',
  },
  en: {
    title: 'Where open applications stand now',
    step: 'Step',
    all: 'All',
    unit: 'applications',
    said: 'At {{at}} {{all}} applications are open; most of them, {{most}}, in the step “{{fullest}}”.',
  },
})

export function FunnelFigure({ filter: { district, bankId } }: { readonly filter: FigureFilter }) {
  const place = { ...(district === undefined ? {} : { district }), ...(bankId === undefined ? {} : { bankId }) }
  return <Asked of={useAsk('oversight/production-funnel', place)}>{(answer) => <Funnel of={answer} />}</Asked>
}

function Funnel({ of: { at, banks, steps, fewerThan } }: { readonly of: Answer<'oversight/production-funnel'> }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const told = useTold(fewerThan)
  const all = told.sum(steps.map((step) => step.all))
  const [fullest] = steps.toSorted((a, b) => (b.all ?? 0) - (a.all ?? 0))
  const sentence = say('said', {
    at: moments.at(at),
    all,
    fullest: fullest === undefined ? '' : said(fullest.title),
    most: fullest?.all ?? 0,
  })
  const nothing = steps.every((step) => step.all === 0)
  return (
    <Figure
      title={say('title')}
      file="production-funnel"
      description={`${sentence} ${told.note}`.trim()}
      head={[say('step'), say('all'), ...banks.map(({ name }) => said(name))]}
      rows={nothing ? [] : steps.map((step) => [said(step.title), told.cell(step.all), ...step.banks.map(told.cell)])}
      plot={{
        categories: steps.map(({ title }) => said(title)),
        unit: say('unit'),
        lying: true,
        series: [{ name: say('all'), data: steps.map((step) => step.all) }],
      }}
    />
  )
}
