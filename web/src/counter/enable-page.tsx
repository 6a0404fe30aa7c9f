import type { CardView } from '@yika/core/card/card-view.ts'
import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { useSession } from '../client/client-context.tsx'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { channelOfRole } from './channel-of-role.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { DeedReceipt } from './deed-receipt.tsx'
import type { Visit } from './visit.ts'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-enable', {
  zh: {
    title: '启用社会保障功能',
    submit: '启用',
    works: '此卡即可用于就医、领取待遇等社会保障事务。',
    ends: '此人其他旧卡的社会保障功能同时终止。',
    done: '社会保障功能已启用',
    lead: '此卡现在可以使用。',
    receipt: '启用回执',
    ended: '已终止 {{count}} 张旧卡，请收回剪角或提醒持卡人妥善处理。',
    pin: '尚未设置密码的，请办理密码重置，由持卡人自行设置。',
  },
  en: {
    title: 'Enable the social-security function',
    submit: 'Enable',
    works: 'The card works at once for medical care, benefits and the other services.',
    ends: 'The social-security function of every older card of this person ends at the same moment.',
    done: 'The social-security function is on',
    lead: 'The card can be used now.',
    receipt: 'Receipt of an enabled card',
    ended: '{{count}} older card(s) have ended: take them back, or remind the holder to cut them up.',
    pin: 'Where there is no PIN yet, start a reset: the holder chooses it.',
  },
})

export function EnablePage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card, visit) => <Deed card={card} visit={visit} />}</VisitCase>
}

function Deed({ card, visit }: { readonly card: CardView; readonly visit: Visit }) {
  const say = useSay(words)
  const session = useSession()
  const enable = useDo('card/enable-social')
  const { personId, cardId } = card
  if (enable.isSuccess) {
    const { endedCardIds, verification } = enable.data
    const ended = endedCardIds.length
    return (
      <DeedDone
        title={say('done')}
        lead={say('lead')}
        next={[...(ended > 0 ? [say('ended', { count: ended })] : []), say('pin')]}
      >
        <DeedReceipt title={say('receipt')} card={card} visit={visit} verification={verification} />
      </DeedDone>
    )
  }
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'enable', card }}
      submit={say('submit')}
      effects={[say('works'), say('ends')]}
      busy={enable.isPending}
      error={enable.error}
      duty
      onSubmit={() =>
        enable.mutate({
          ...{ personId, cardId, channel: channelOfRole(session?.role ?? null) },
          dutyNoticeVersion: dutyNotice.version,
        })
      }
    >
      <CardFace card={card} />
    </DeedPage>
  )
}
