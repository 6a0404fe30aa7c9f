import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import type { Stock } from './use-stock.ts'

const words = createWords('stock-book', {
  zh: {
    onHand: '抽屉里应有',
    issued: '累计收入',
    good: '已制成卡',
    spoiled: '废卡基',
    kept: '其中待销毁',
    destroyed: '其中已销毁',
    returned: '移交他处',
    missing: '盘点差异（已处理）',
    closed: '上次盘点',
    sum: '收入 {{issued}} = 制成 {{good}} + 废卡 {{spoiled}} + 移交 {{returned}} + 差异 {{missing}} + 在库 {{onHand}}',
    cards: '{{count}} 张',
    never: '尚未盘点',
  },
  en: {
    onHand: 'On hand by the books',
    issued: 'Received in all',
    good: 'Made into cards',
    spoiled: 'Spoiled',
    kept: 'of these still to be destroyed',
    destroyed: 'of these destroyed',
    returned: 'Handed on',
    missing: 'Differences settled',
    closed: 'Last counted',
    sum: 'Received {{issued}} = made {{good}} + spoiled {{spoiled}} + handed on {{returned}} + differences {{missing}} + on hand {{onHand}}',
    cards: '{{count}}',
    never: 'never',
  },
})

/** The equation of custody (M13.5), in words and as a sum. */
export function StockBook({ stock }: { readonly stock: Stock }) {
  const say = useSay(words)
  const moments = useMoments()
  const { issued, good, spoiled, destroyed, returned, missing, onHand, closedOn } = stock
  const cards = (count: number) => say('cards', { count })
  return (
    <div className="panel">
      <Facts
        of={[
          [say('onHand'), <strong key="on-hand">{cards(onHand)}</strong>],
          [say('issued'), cards(issued)],
          [say('good'), cards(good)],
          [say('spoiled'), cards(spoiled)],
          [say('kept'), cards(spoiled - destroyed)],
          [say('destroyed'), cards(destroyed)],
          [say('returned'), cards(returned)],
          [say('missing'), cards(missing)],
          [say('closed'), closedOn === null ? say('never') : moments.on(closedOn)],
        ]}
      />
      <p className="small quiet">{say('sum', { issued, good, spoiled, returned, missing, onHand })}</p>
    </div>
  )
}
