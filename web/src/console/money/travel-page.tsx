import { useMay } from '../../client/may.ts'
import { Page } from '../../ui/page.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { OperatorDay } from './operator-day.tsx'
import { PurseCases } from './purse-cases.tsx'
import { TravelSignals } from './travel-signals.tsx'

const words = createWords('travel', {
  zh: {
    title: '交通出行',
    lead: '各运营单位每日应收、旧卡余额结转、异地用卡线索。不显示任何人的行程。金额单位：元。',
  },
  en: {
    title: 'Travel',
    lead: 'What operators are owed for a day, purses of ended cards, cards seen in two places. Nobody’s journeys are shown. Amounts in yuan.',
  },
})

export function TravelPage() {
  const say = useSay(words)
  const may = useMay()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <OperatorDay />
      {may('travel/purse-cases') && <PurseCases />}
      {may('travel/travel-signals') && <TravelSignals />}
    </Page>
  )
}
