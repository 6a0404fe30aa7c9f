import type { CardView } from '@yika/core/card/card-view.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-activate', {
  zh: {
    title: '激活金融功能',
    submit: '激活',
    account: '此卡的银行账户即可使用。',
    social: '社会保障功能尚未启用的，同时启用。',
    ends: '此人其他旧卡的社会保障功能同时终止。',
    done: '金融功能已激活',
    both: '金融功能和社会保障功能均已启用。',
    only: '社会保障功能此前已启用，不受影响。',
    ended: '已终止 {{count}} 张旧卡。',
    bank: '银行交易密码按本行规定由持卡人自行设置。',
  },
  en: {
    title: 'Activate the financial function',
    submit: 'Activate',
    account: 'The bank account of the card can be used at once.',
    social: 'The social-security function is enabled with it where it is still off.',
    ends: 'The social-security function of every older card ends at the same moment.',
    done: 'The financial function is active',
    both: 'Both functions are on now.',
    only: 'The social-security function was on before and stays as it is.',
    ended: '{{count}} older card(s) have ended.',
    bank: 'The PIN of the account is chosen by the holder as the bank prescribes.',
  },
})

export function ActivatePage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card) => <Deed card={card} />}</VisitCase>
}

function Deed({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const activate = useDo('card/activate-finance')
  const { personId, cardId } = card
  if (activate.isSuccess) {
    const { socialEnabled, endedCardIds } = activate.data
    const ended = endedCardIds.length
    return (
      <DeedDone
        title={say('done')}
        lead={say(socialEnabled ? 'both' : 'only')}
        next={[...(ended > 0 ? [say('ended', { count: ended })] : []), say('bank')]}
      />
    )
  }
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'activate', card }}
      submit={say('submit')}
      effects={[say('account'), say('social'), say('ends')]}
      busy={activate.isPending}
      error={activate.error}
      duty
      onSubmit={() => activate.mutate({ personId, cardId, dutyNoticeVersion: dutyNotice.version })}
    >
      <CardFace card={card} />
    </DeedPage>
  )
}
