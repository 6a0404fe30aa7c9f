import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { GuideList } from './guide-list.tsx'

const words = createWords('guide', {
  zh: { title: '办事指南', lead: '条件、材料、步骤、时限和费用，均取自现行规则。' },
  en: {
    title: 'Service guide',
    lead: 'What is needed, how it goes, how long it takes and what it costs, by the rules of today.',
  },
})

export function GuidePage() {
  const say = useSay(words)
  return (
    <Page title={say('title')} lead={say('lead')}>
      <GuideList />
    </Page>
  )
}
