import { Link, useParams } from '@tanstack/react-router'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { guideKey } from '@yika/core/policy/policy-figures.ts'
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
import { type GuideContent, GuideTextForm } from './guide-text-form.tsx'
import { PolicyProposals } from './policy-proposals.tsx'

const words = createWords('guide-text', {
  zh: {
    back: '返回办事指南',
    lead: '大括号中的代码由规则参数填入，例如 {sla.reissue.online}；请保留。渠道、时限、费用和联系电话不在此修改。',
    unknown: '没有这个事项。',
  },
  en: {
    back: 'Back to the guide',
    lead: 'What stands in braces is filled in from the rules, such as {sla.reissue.online}: keep it. Channels, times, fees and the number to call are not changed here.',
    unknown: 'There is no such item.',
  },
})

export function GuideTextPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const [done, setDone] = useState<string>()
  const { item } = useParams({ strict: false }) as { item: string }
  const key = guideKey(item)
  const today = dayOf(instantOf(Date.now()))
  const asked = useAsk('policy/policy-history', { key })
  return (
    <Page title={said(figureTitle(key))} lead={say('lead')}>
      <p>
        <Link to="/policy/guide">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      {may('policy/policy-proposals') && <PolicyProposals policyKey={key} onDone={setDone} />}
      <Asked of={asked}>
        {({ versions }) => {
          const inForce = versions
            .filter(({ status, effectiveFrom }) => status === 'approved' && effectiveFrom <= today)
            .toSorted((one, other) => one.effectiveFrom.localeCompare(other.effectiveFrom))
            .at(-1)
          return inForce === undefined ? (
            <Empty text={say('unknown')} />
          ) : (
            <>
              {may('service/propose-guide-item') && (
                <GuideTextForm
                  item={item}
                  content={JSON.parse(String(inForce.value)) as GuideContent}
                  onDone={setDone}
                />
              )}
              <FigureHistory policyKey={key} versions={versions} />
            </>
          )
        }}
      </Asked>
    </Page>
  )
}
