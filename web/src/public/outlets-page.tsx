import './finder.css'
import { Link } from '@tanstack/react-router'
import { useRead, useReadPages } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { DistrictMap } from './district-map.tsx'
import { OutletFilter } from './outlet-filter.tsx'
import { OutletPanel } from './outlet-panel.tsx'
import { OutletPlot } from './outlet-plot.tsx'
import { anyOutlet, askedOutlets } from './outlet-wish.ts'
import { useLast } from './use-last.ts'

const words = createWords('outlets', {
  zh: {
    title: '服务网点',
    lead: '所有合作银行网点均可办理；带“即时制卡”标记的可当场领卡。',
    none: '没有符合条件的网点。请放宽条件，例如换一个区，或不限现在营业。',
    found: '共 {{total}} 个网点，已列出 {{count}} 个',
    more: '显示更多',
    terminals: '能用卡的窗口和自助机，以及终端是否正常',
    holidays: '“现在营业”按登记的营业时间判断，法定节假日请先致电网点。排队情况尚未接入。',
  },
  en: {
    title: 'Outlets',
    lead: 'Every outlet of a cooperating bank serves you; those marked “on the spot” make the card while you wait.',
    none: 'No outlet fits. Ask for less: another district, for example, or also those that are closed now.',
    found: '{{count}} of {{total}} outlets listed',
    more: 'Show more',
    terminals: 'Counters and kiosks that take the card, and whether the terminals work',
    holidays:
      '“Open now” goes by the hours on record; call before you go on a public holiday. Queues are not known here yet.',
  },
})

const pageSize = 24

export function OutletsPage() {
  const say = useSay(words)
  const said = useSaid()
  const [wish, setWish] = useDraft('outlets', anyOutlet)
  const banks = useRead('bank/banks', {})
  const bankName = new Map(banks.data?.banks.map((bank) => [bank.bankId, said(bank.name)]))
  const pages = useReadPages('bank/outlets', { limit: pageSize, ...askedOutlets(wish) })
  const known = useLast(pages.data?.pages[0])
  const outlets = pages.data?.pages.flatMap((page) => page.outlets) ?? []
  return (
    <Page title={say('title')} lead={say('lead')}>
      <OutletFilter wish={wish} banks={[...bankName].map(([value, label]) => ({ value, label }))} onWish={setWish} />
      <DistrictMap
        counts={known?.districts ?? []}
        chosen={wish.district}
        onChoose={(district) => setWish({ ...wish, district })}
      />
      <p className="finder-found" role="status">
        {pages.data !== undefined && say('found', { count: outlets.length, total: known?.total ?? 0 })}
      </p>
      <Asked of={pages}>
        {() => (
          <>
            {wish.district !== '' && outlets.length > 0 && <OutletPlot points={outlets} />}
            {outlets.length === 0 && <Empty text={say('none')} />}
            <ol className="grid">
              {outlets.map((outlet, nth) => (
                <OutletPanel
                  key={outlet.outletId}
                  outlet={outlet}
                  bank={bankName.get(outlet.bankId) ?? ''}
                  number={nth + 1}
                />
              ))}
            </ol>
            {pages.hasNextPage && (
              <p className="no-print">
                <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {say('more')}
                </Button>
              </p>
            )}
          </>
        )}
      </Asked>
      <p className="quiet small">{say('holidays')}</p>
      <p>
        <Link to="/terminals">{say('terminals')}</Link>
      </p>
    </Page>
  )
}
