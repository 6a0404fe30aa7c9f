import { Link, useParams } from '@tanstack/react-router'
import { policyOwners } from '@yika/core/policy/policy-figure.ts'
import { isGuideKey, policyFigureOf } from '@yika/core/policy/policy-figures.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DoneNotice } from './done-notice.tsx'
import { FigureHistory } from './figure-history.tsx'
import { figureTitle } from './figure-shown.ts'
import { PolicyProposals } from './policy-proposals.tsx'
import { ProposeFigure } from './propose-figure.tsx'

const words = createWords('figure', {
  zh: {
    back: '返回规则参数',
    lead: '主管：{{owner}}。法律依据：{{legal}}。',
    unknown: '没有这项参数。',
  },
  en: {
    back: 'Back to the rules',
    lead: 'Kept by the {{owner}}. Legal basis: {{legal}}.',
    unknown: 'There is no such figure.',
  },
})

export function FigurePage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const [done, setDone] = useState<string>()
  const { key } = useParams({ strict: false }) as { key: string }
  const figure = policyFigureOf(key)
  const history = useAsk('policy/policy-history', figure === undefined ? undefined : { key })
  const back = <Link to="/policy">{say('back')}</Link>
  if (figure === undefined) {
    return (
      <Page title={say('unknown')}>
        <Empty text={key}>{back}</Empty>
      </Page>
    )
  }
  return (
    <Page
      title={said(figureTitle(key))}
      lead={say('lead', { owner: said(policyOwners[figure.owner]), legal: figure.legal })}
    >
      <p>{back}</p>
      <DoneNotice text={done} />
      {may('policy/policy-proposals') && <PolicyProposals policyKey={key} onDone={setDone} />}
      {may('policy/propose-policy-value') && !isGuideKey(key) && (
        <ProposeFigure policyKey={key} figure={figure} onDone={setDone} />
      )}
      <Asked of={history}>{({ versions }) => <FigureHistory policyKey={key} versions={versions} />}</Asked>
    </Page>
  )
}
