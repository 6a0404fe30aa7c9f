import { useMay } from '../client/may.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { LyingCard } from './waiting-tag.tsx'

const words = createWords('missing-card', {
  zh: { found: '已找到', supervisor: '找到后由主管登记；此卡已终止，不能再发给持卡人。' },
  en: {
    found: 'Found',
    supervisor: 'When found, the supervisor records it; the card has ended and is never handed out.',
  },
})

/** M13.5: a card that turns up after all; it has been ended and goes back to be destroyed. */
export function MissingCardDeed({ card, officeId }: { readonly card: LyingCard; readonly officeId: string }) {
  const say = useSay(words)
  const may = useMay()
  const find = useDo('distribution/find-missing-card')
  const { personId, cardId } = card
  if (!may('distribution/find-missing-card')) return <span className="small quiet">{say('supervisor')}</span>
  return (
    <>
      {find.error !== null && <ProblemNotice error={find.error} />}
      <Button busy={find.isPending} onClick={() => find.mutate({ personId, cardId, officeId })}>
        {say('found')}
      </Button>
    </>
  )
}
