import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-reset-pin', {
  zh: {
    title: '重置社会保障密码',
    submit: '发起重置',
    opens: '为持卡人开放一次设置密码的机会，限时有效。',
    own: '新密码由持卡人在本人手机上登录“我的卡”设置，工作人员看不到，也不得询问。',
    done: '已发起密码重置',
    lead: '请持卡人在 {{at}} 前用本人手机登录“我的卡”设置新密码。',
    how: '登录后打开此卡，选择“设置密码”。',
    late: '过时未设置的，重新发起即可，原密码不受影响。',
  },
  en: {
    title: 'Reset the PIN',
    submit: 'Start the reset',
    opens: 'The holder can choose a PIN once, within a short time.',
    own: 'The holder chooses it on their own phone under “My cards”. Nobody at the counter sees it or may ask for it.',
    done: 'The reset of the PIN is open',
    lead: 'The holder chooses a new PIN under “My cards” on their own phone before {{at}}.',
    how: 'After signing in: open this card, then “Choose a PIN”.',
    late: 'If the time passes, start again; the old PIN stays as it was.',
  },
})

export function ResetPinPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card) => <Deed card={card} />}</VisitCase>
}

function Deed({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const moments = useMoments()
  const start = useDo('card/start-pin-reset')
  const { personId, cardId } = card
  if (start.isSuccess)
    return (
      <DeedDone
        title={say('done')}
        lead={say('lead', { at: moments.at(start.data.until) })}
        next={[say('how'), say('late')]}
      />
    )
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'pin', card }}
      submit={say('submit')}
      effects={[say('opens'), say('own')]}
      busy={start.isPending}
      error={start.error}
      onSubmit={() => start.mutate({ personId, cardId })}
    >
      <CardFace card={card} />
    </DeedPage>
  )
}
