import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { createWords, useSay } from '../ui/words.ts'
import { PlaceName } from './place-name.tsx'
import { StaffWho } from './staff-who.tsx'
import { StockBook } from './stock-book.tsx'
import { useStock } from './use-stock.ts'

const words = createWords('day-sheet', {
  zh: {
    title: '卡基账页',
    outlet: '网点',
    printed: '打印时间',
    state: '结账状态',
    never: '尚未盘点',
    open: '差异 {{count}} 张，待第二人处理',
    closed: '{{day}} 已盘点，无未决差异',
    countedBy: '盘点人',
    sign1: '盘点人签字：',
    sign2: '复核人签字：',
    none: '本网点还没有卡基，没有账页。',
    print: '打印',
  },
  en: {
    title: 'Day sheet of the blanks',
    outlet: 'Outlet',
    printed: 'Printed',
    state: 'State',
    never: 'Not counted yet',
    open: 'A difference of {{count}} waits for the second person',
    closed: 'Counted on {{day}}, no difference is open',
    countedBy: 'Counted by',
    sign1: 'Signature of who counted: ',
    sign2: 'Signature of the second person: ',
    none: 'There are no blanks at this outlet, so there is no sheet.',
    print: 'Print',
  },
})

/** The sheet that lies in the drawer at night: the sum, who counted, two signatures. */
export function DaySheet({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const moments = useMoments()
  return (
    <Asked of={useStock(placeId)}>
      {({ stocks: [stock] }) => {
        if (stock === undefined) return <Empty text={say('none')} />
        const { closedOn, difference, countedBy } = stock
        const closed = closedOn === null ? say('never') : say('closed', { day: moments.on(closedOn) })
        return (
          <section className="stack" aria-label={say('title')}>
            <div className="receipt">
              <div className="receipt-head">
                <p>{say('title')}</p>
              </div>
              <Facts
                of={[
                  [say('outlet'), <PlaceName key="outlet" placeId={placeId} own="" />],
                  [say('state'), difference === 0 ? closed : say('open', { count: Math.abs(difference) })],
                  [say('countedBy'), countedBy === null ? null : <StaffWho key="who" id={countedBy} />],
                  [say('printed'), moments.at(new Date().toISOString())],
                ]}
              />
              <StockBook stock={stock} />
              <p>{say('sign1')}______________</p>
              <p>{say('sign2')}______________</p>
            </div>
            <p className="no-print">
              <Button onClick={() => window.print()}>{say('print')}</Button>
            </p>
          </section>
        )
      }}
    </Asked>
  )
}
