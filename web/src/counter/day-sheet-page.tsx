import { useKeys } from '../ui/keys.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DaySheet } from './day-sheet.tsx'
import { deskWords } from './desk-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { useLeave } from './use-leave.ts'

const words = createWords('day-sheet-page', {
  zh: { title: '当日卡基账页' },
  en: { title: 'Day sheet of the blanks' },
})

export function DaySheetPage() {
  const say = useSay(words)
  const desk = useSay(deskWords)
  useKeys([{ key: 'Escape', label: desk('back'), run: useLeave('/stock') }])
  return (
    <OfficeOnly title={say('title')}>
      {(placeId) => (
        <Page title={say('title')} narrow>
          <DaySheet placeId={placeId} />
        </Page>
      )}
    </OfficeOnly>
  )
}
