import { Link } from '@tanstack/react-router'
import type { CardView } from '@yika/core/card/card-view.ts'
import type { Answer } from '../client/operations.ts'
import { type Deed, useAsk, useDo } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { CardFace } from '../ui/card-face.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ResultPage } from '../ui/result-page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CardHere } from './card-here.tsx'
import { ChangePin } from './change-pin.tsx'
import { PinAdvice } from './pin-advice.tsx'
import { RateService } from './rate-service.tsx'
import { SetPin } from './set-pin.tsx'

type PinStatus = Answer<'card/pin-status'>

const words = createWords('pin-page', {
  zh: {
    title: '社会保障密码',
    none: '还没有密码',
    noneHow: '请本人持身份证件到任一网点发起设置，然后在限定时间内回到本页设置密码。工作人员看不到您的密码。',
    locked: '密码已锁定',
    lockedHow: '今天输错的次数太多。请持身份证件到任一网点解锁或重置，之后回到本页。',
    initial: '仍是初始密码，请在 {{at}} 前修改；逾期须到网点重置。',
    outlets: '查找网点',
    done: '密码已设好',
    doneLead: '从现在起使用新密码。',
    tell: '不要把密码告诉任何人；工作人员、银行和客服都不会问您要密码。',
    none2: '我们发送的短信和通知里不会有密码。',
    back: '返回此卡',
  },
  en: {
    title: 'PIN of the card',
    none: 'There is no PIN yet',
    noneHow:
      'Have it started at any outlet with your identity document, then come back to this page within the time given and choose it. Nobody at the counter sees it.',
    locked: 'The PIN is locked',
    lockedHow:
      'It was entered wrongly too often today. Have it unblocked or reset at any outlet with your identity document, then come back.',
    initial: 'It is still the first PIN: change it before {{at}}; afterwards it has to be reset at an outlet.',
    outlets: 'Find an outlet',
    done: 'The PIN is set',
    doneLead: 'Use the new PIN from now on.',
    tell: 'Tell it to nobody; no clerk, bank or hotline will ever ask for it.',
    none2: 'No message from us will ever contain a PIN.',
    back: 'Back to the card',
  },
})

/** M9.2, M9.6: what stands with the PIN, and the one thing that can be done about it now. */
export function PinPage() {
  const say = useSay(words)
  return <CardHere title={say('title')}>{(card) => <OfCard card={card} />}</CardHere>
}

function OfCard({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const { personId, cardId } = card
  // Kept above the forms: what one has done closes the form before its answer is told.
  const change = useDo('card/change-pin')
  const set = useDo('card/set-pin')
  const asked = useAsk('card/pin-status', { personId, cardId, purpose: 'own-affairs' })
  const done = set.isSuccess ? 'set-pin' : change.data?.outcome === 'right' ? 'change-pin' : undefined
  if (done !== undefined) {
    return (
      <ResultPage
        foot={<RateService personId={personId} operation={done} />}
        title={say('done')}
        lead={say('doneLead')}
        next={[say('tell'), say('none2')]}
      >
        <p>
          <Link className="button" to="/cards/$personId/$cardId" params={{ personId, cardId }}>
            {say('back')}
          </Link>
        </p>
      </ResultPage>
    )
  }
  return (
    <Page title={say('title')} narrow>
      <CardFace card={card} />
      <Asked of={asked}>{(status) => <Now card={card} status={status} change={change} set={set} />}</Asked>
      <PinAdvice />
    </Page>
  )
}

interface NowProps {
  readonly card: CardView
  readonly status: PinStatus
  readonly change: Deed<'card/change-pin'>
  readonly set: Deed<'card/set-pin'>
}

function Now({ card, status, change, set }: NowProps) {
  const say = useSay(words)
  const moments = useMoments()
  const { state, reset, digits, initialUntil } = status
  if (reset !== null) {
    return <SetPin card={card} reset={reset} digits={digits} set={set} />
  }
  if (state === 'none' || state === 'locked') {
    return (
      <Notice tone="warn" title={say(state)}>
        <p>{say(state === 'none' ? 'noneHow' : 'lockedHow')}</p>
        <p>
          <a href="/outlets">{say('outlets')}</a>
        </p>
      </Notice>
    )
  }
  return (
    <>
      {initialUntil !== null && <Notice tone="warn" title={say('initial', { at: moments.at(initialUntil) })} />}
      <ChangePin card={card} status={status} change={change} />
    </>
  )
}
