import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSay } from '../../ui/words.ts'

type Signal = Answer<'travel/travel-signals'>['signals'][number]

const words = createWords('travel-signals', {
  zh: {
    title: '异地用卡线索',
    about: '同一张卡在两地刷卡，间隔短于任何人能走完的时间。借给别人用也是这样：仅供人工查看，不自动停卡。',
    at: '时间',
    card: '卡片编号',
    places: '两地',
    metres: '相距（米）',
    seconds: '间隔（秒）',
    empty: '没有线索。',
  },
  en: {
    title: 'Cards in two places',
    about:
      'One card was shown in two places sooner than anybody travels between them. A lent card looks the same: somebody looks at it, nothing is stopped.',
    at: 'When',
    card: 'Card',
    places: 'Places',
    metres: 'Metres',
    seconds: 'Seconds',
    empty: 'There is nothing to look at.',
  },
})

const pageSize = 100
const shown = 8

export function TravelSignals() {
  const say = useSay(words)
  const moments = useMoments()
  const pages = useAskPages('travel/travel-signals', { purpose: 'supervision', limit: pageSize })
  const columns: readonly Column<Signal>[] = [
    { key: 'at', title: say('at'), cell: ({ at }) => moments.at(at) },
    { key: 'card', title: say('card'), cell: ({ cardId }) => <code>…{cardId.slice(-shown)}</code> },
    { key: 'places', title: say('places'), cell: ({ from, to }) => `${from} → ${to}` },
    { key: 'metres', title: say('metres'), numeric: true, cell: ({ metres }) => metres },
    { key: 'seconds', title: say('seconds'), numeric: true, cell: ({ seconds }) => seconds },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ signals }) => signals) ?? []}
        keyOf={({ signalId }) => signalId}
        empty={say('empty')}
      />
    </section>
  )
}
