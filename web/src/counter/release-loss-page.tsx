import type { CardView } from '@yika/core/card/card-view.ts'
import { type Axes, nextAxes } from '@yika/core/card/transitions.ts'
import { useSession } from '../client/client-context.tsx'
import { useDo } from '../client/use-calls.ts'
import { CardFace } from '../ui/card-face.tsx'
import { functionWords } from '../ui/function-words.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { channelOfRole } from './channel-of-role.ts'
import { DeedDone } from './deed-done.tsx'
import { DeedPage } from './deed-page.tsx'
import { VisitCase } from './visit-case.tsx'

const words = createWords('counter-release', {
  zh: {
    title: '解除挂失',
    submit: '解除挂失',
    found: '到访人出示了找回的卡片，由其本人办理。',
    works: '恢复使用：{{functions}}',
    done: '挂失已解除',
    lead: '卡片可以继续使用。',
    released: '已恢复：{{functions}}',
    bank: '发卡银行已收到恢复通知。',
  },
  en: {
    title: 'Release the loss report',
    submit: 'Release',
    found: 'The visitor has shown the card that was found.',
    works: 'These work again: {{functions}}',
    done: 'The loss report is released',
    lead: 'The card can be used again.',
    released: 'Working again: {{functions}}',
    bank: 'The issuing bank has been told.',
  },
})

export function ReleaseLossPage() {
  const say = useSay(words)
  return <VisitCase title={say('title')}>{(card) => <Deed card={card} />}</VisitCase>
}

function Deed({ card }: { readonly card: CardView }) {
  const say = useSay(words)
  const said = useSaid()
  const session = useSession()
  const release = useDo('card/release-loss')
  const { personId, cardId, physical, social, finance, pinState: pin } = card
  const axes = { physical, social, finance, pin } as Axes
  const lost = (['social', 'finance'] as const).filter((one) => nextAxes(axes, `${one}-loss-released`) !== undefined)
  const listed = (functions: readonly ('social' | 'finance')[]) =>
    functions.map((one) => said(functionWords[one])).join(' · ')
  if (release.isSuccess) {
    const { released } = release.data
    return (
      <DeedDone
        title={say('done')}
        lead={say('lead')}
        next={[
          say('released', { functions: listed(released) }),
          ...(released.includes('finance') ? [say('bank')] : []),
        ]}
      />
    )
  }
  return (
    <DeedPage
      title={say('title')}
      of={{ deed: 'release', card }}
      submit={say('submit')}
      effects={[say('found'), say('works', { functions: listed(lost) })]}
      busy={release.isPending}
      error={release.error}
      onSubmit={() =>
        release.mutate({
          ...{ personId, cardId, channel: channelOfRole(session?.role ?? null) },
          functions: lost.length === 2 ? 'both' : (lost[0] ?? 'both'),
        })
      }
    >
      <CardFace card={card} />
    </DeedPage>
  )
}
