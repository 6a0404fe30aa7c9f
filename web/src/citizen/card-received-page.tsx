import { Link, useParams } from '@tanstack/react-router'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { QuestionPage } from '../ui/question-page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { RateService } from './rate-service.tsx'
import { ReadNotice } from './read-notice.tsx'

const words = createWords('card-received', {
  zh: {
    question: '卡片收到了吗？',
    lead: '卡片和密码信封已经拿在手上、封口完好，再确认。没有收到请不要确认，拨打 96066 查询。',
    duty: '持卡须知',
    agree: '我已阅读',
    missing: '请先阅读须知并勾选。',
    submit: '确认收到',
    done: '已确认收卡',
    doneLead: '卡片已登记为由您本人收到。',
    next: '启用社会保障功能后即可使用。',
    enable: '现在启用',
  },
  en: {
    question: 'Has the card come?',
    lead: 'Confirm when card and PIN letter are in your hand and the seal is whole. If not, do not confirm: call 96066.',
    duty: 'What a holder has to know',
    agree: 'I have read this',
    missing: 'Read the notice and tick it first.',
    submit: 'It has come',
    done: 'Receipt of the card is confirmed',
    doneLead: 'It is on record that you have the card yourself.',
    next: 'Enable the social-security function to use it.',
    enable: 'Enable it now',
  },
})

/** Articles 3 and 9: a card that came by post counts as collected when its holder says so. */
export function CardReceivedPage() {
  const say = useSay(words)
  const { personId, cardId } = useParams({ strict: false }) as { personId: string; cardId: string }
  const [read, setRead] = useState(false)
  const [fault, setFault] = useState(false)
  const confirm = useDo('distribution/confirm-delivery')
  if (confirm.isSuccess) {
    return (
      <ResultPage
        title={say('done')}
        lead={say('doneLead')}
        next={[say('next')]}
        foot={<RateService personId={personId} operation="confirm-delivery" />}
      >
        <p className="no-print">
          <Link className="button button-main" to="/cards/$personId/$cardId/enable" params={{ personId, cardId }}>
            {say('enable')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  return (
    <QuestionPage
      question={say('question')}
      lead={say('lead')}
      submit={say('submit')}
      fault={fault && !read ? say('missing') : undefined}
      busy={confirm.isPending}
      error={confirm.error}
      onSubmit={() =>
        read ? confirm.mutate({ personId, cardId, dutyNoticeVersion: dutyNotice.version }) : setFault(true)
      }
    >
      <ReadNotice title={say('duty')} of={dutyNotice} agree={say('agree')} read={read} onRead={setRead} />
    </QuestionPage>
  )
}
