import type { CardView } from '@yika/core/card/card-view.ts'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-unblock-pin', {
  zh: {
    title: '密码解锁',
    submit: '解锁',
    same: '原密码不变，持卡人可重新输入。',
    forgotten: '忘记原密码的，不要解锁，请办理密码重置。',
    done: '密码已解锁',
    lead: '还可输入 {{count}} 次。',
    wrong: '再次连续输错将重新锁定。',
  },
  en: {
    title: 'Unblock the PIN',
    submit: 'Unblock',
    same: 'The PIN stays the same; the holder can try it again.',
    forgotten: 'Whoever has forgotten it needs a reset instead.',
    done: 'The PIN is unblocked',
    lead: 'It can be tried {{count}} times.',
    wrong: 'Wrong again and again, it is locked again.',
  },
})

export function UnblockPinPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card) => <Deed card={card} />}</VisitCase>
}

function Deed({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const unblock = useDo('card/unblock-pin')
  const { personId, cardId } = card
  if (unblock.isSuccess)
    return <DeedDone title={say('done')} lead={say('lead', { count: unblock.data.triesLeft })} next={[say('wrong')]} />
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'unblock', card }}
      submit={say('submit')}
      effects={[say('same'), say('forgotten')]}
      busy={unblock.isPending}
      error={unblock.error}
      onSubmit={() => unblock.mutate({ personId, cardId })}
    >
      <CardFace card={card} />
    </DeedPage>
  )
}
