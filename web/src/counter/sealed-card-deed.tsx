import { useMay } from '../client/may.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { LyingCard } from './waiting-tag.tsx'

const words = createWords('sealed-card', {
  zh: {
    propose: '申请销毁',
    reason: '逾期未领，已封存',
    sent: '已提交，等待第二人确认',
    supervisor: '销毁由主管申请、第二人确认。',
  },
  en: {
    propose: 'Ask to destroy',
    reason: 'never collected, sealed',
    sent: 'Sent; a second person confirms',
    supervisor: 'A supervisor asks for the destruction, a second person confirms it.',
  },
})

/** M14.8: the first of the two persons. */
export function SealedCardDeed({ card }: { readonly card: LyingCard }) {
  const say = useSay(words)
  const may = useMay()
  const propose = useDo('distribution/propose-card-destruction')
  const { personId, cardId } = card
  if (propose.isSuccess) return <span className="small">{say('sent')}</span>
  if (!may('distribution/propose-card-destruction')) return <span className="small quiet">{say('supervisor')}</span>
  return (
    <>
      {propose.error !== null && <ProblemNotice error={propose.error} />}
      <Button busy={propose.isPending} onClick={() => propose.mutate({ personId, cardId, reason: words.zh.reason })}>
        {say('propose')}
      </Button>
    </>
  )
}
