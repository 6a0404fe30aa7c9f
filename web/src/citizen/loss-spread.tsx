import { useAsk } from '../client/use-calls.ts'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { useEntrusted } from './use-entrusted.ts'

const words = createWords('loss-spread', {
  zh: {
    title: '哪些终端已经知道',
    online: '联网的终端立即拒绝这张卡。',
    waiting: '不联网的终端：新名单正在发布。',
    none: '目前没有不联网的终端。',
    known: '不联网的终端：{{acknowledged}} / {{terminals}} 台已收到 {{at}} 发布的名单。',
    every: '不联网的终端全部收到了 {{at}} 发布的名单。',
  },
  en: {
    title: 'Which terminals know of it',
    online: 'Terminals with a network refuse the card at once.',
    waiting: 'Terminals without one: the new list is being published.',
    none: 'There are no terminals without one.',
    known: 'Terminals without one: {{acknowledged}} of {{terminals}} have the list that was published on {{at}}.',
    every: 'All terminals without one have the list that was published on {{at}}.',
  },
})

const againMs = 5_000

/** M13.2, M9.5: how far the word has come, asked again until everybody has it. */
export function LossSpread({ personId, cardId }: { readonly personId: string; readonly cardId: string }) {
  const say = useSay(words)
  const moments = useMoments()
  const entrusted = useEntrusted()
  const input = { personId, cardId, purpose: 'own-affairs' } as const
  const { data } = useAsk('terminal/loss-spread', entrusted('terminal/loss-spread') ? input : undefined, {
    againMs: (spread) => (spread.published !== null && spread.acknowledged >= spread.terminals ? undefined : againMs),
  })
  if (data === undefined) return null
  const { published, terminals, acknowledged } = data
  const told =
    terminals === 0
      ? say('none')
      : published === null
        ? say('waiting')
        : say(acknowledged >= terminals ? 'every' : 'known', {
            ...{ acknowledged, terminals },
            at: moments.at(published.at),
          })
  return (
    <section className="panel no-print">
      <h2>{say('title')}</h2>
      <p>{say('online')}</p>
      <p role="status">{told}</p>
    </section>
  )
}
