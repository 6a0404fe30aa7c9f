import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { BlankDeeds } from './blank-deeds.tsx'
import { BlankTransfers } from './blank-transfers.tsx'
import type { BlankStock } from './blanks-page.tsx'
import { DoneNotice } from './done-notice.tsx'
import { usePlaceName } from './place-name.ts'

const words = createWords('blank-place', {
  zh: {
    title: '卡基：{{place}}',
    none: '此处没有卡基记录。',
    onHand: '在库',
    issued: '入库累计',
    good: '制成',
    spoiled: '废卡',
    destroyed: '其中已销毁',
    returned: '移交',
    missing: '短缺',
    difference: '盘点差异（待处理）',
    closedOn: '最近盘点',
    destruction: '待第二人确认销毁',
    deeds: '办理',
  },
  en: {
    title: 'Blanks: {{place}}',
    none: 'There are no blanks on record here.',
    onHand: 'On hand',
    issued: 'Came in',
    good: 'Made into cards',
    spoiled: 'Spoiled',
    destroyed: 'of these destroyed',
    returned: 'Handed on',
    missing: 'Missing',
    difference: 'Difference to be settled',
    closedOn: 'Last count',
    destruction: 'Destruction waits for a second person',
    deeds: 'To do',
  },
})

export function BlankPlacePage() {
  const say = useSay(words)
  const may = useMay()
  const nameOf = usePlaceName()
  const { placeId } = useParams({ strict: false }) as { readonly placeId: string }
  const [done, setDone] = useState<string>()
  return (
    <Page title={say('title', { place: nameOf(placeId) })}>
      <DoneNotice text={done} />
      <Asked of={useAsk('production/blank-stocks', { placeId })}>
        {({ stocks: [stock] }) =>
          stock === undefined ? (
            <Empty text={say('none')} />
          ) : (
            <div className="split">
              <StockFacts of={stock} />
              {may('production/stock-blanks') && (
                <section className="panel">
                  <h2>{say('deeds')}</h2>
                  <BlankDeeds of={stock} onDone={setDone} />
                </section>
              )}
            </div>
          )
        }
      </Asked>
      <BlankTransfers placeId={placeId} onDone={setDone} />
    </Page>
  )
}

function StockFacts({ of: stock }: { readonly of: BlankStock }) {
  const say = useSay(words)
  const moments = useMoments()
  const { difference, closedOn, destructionCount } = stock
  return (
    <section className="panel">
      <Facts
        of={[
          [say('onHand'), stock.onHand],
          [say('issued'), stock.issued],
          [say('good'), stock.good],
          [say('spoiled'), stock.spoiled],
          [say('destroyed'), stock.destroyed],
          [say('returned'), stock.returned],
          [say('missing'), stock.missing],
          [say('difference'), difference === 0 ? null : difference],
          [say('closedOn'), closedOn === null ? null : moments.on(closedOn)],
          [say('destruction'), destructionCount],
        ]}
      />
    </section>
  )
}
