import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import { useActing } from '../acting.ts'
import { ReachedPanel } from './reached-panel.tsx'
import './money.css'
import { MoneyDoors } from './money-doors.tsx'
import { thisMonth } from './month.ts'
import { MonthsFigure } from './months-figure.tsx'

type Mine = Answer<'settlement/my-settlements'>
type Bill = Mine['settlements'][number]

const words = createWords('medical', {
  zh: {
    title: '{{year}} 年看病结算',
    titleOf: '{{name}}的看病结算，{{year}} 年',
    lead: '每张单据由谁付了多少、为什么，都可以逐分查看。',
    none: '{{year}} 年还没有用卡结算过。',
    noneAbout: '看病、买药时出示社保卡或电子社保卡，就可以直接结算。',
    bills: '单据',
    years: '换年份',
    before: '{{year}} 年',
    outpatient: '门诊',
    inpatient: '住院',
    reversed: '已撤销',
    refunded: '部分已退费',
    late: '医院事后补传',
    'by-hand': '手工报销',
    paid: '您自付 {{own}}，个人账户 {{account}}，医保 {{fund}}',
    open: '看每一分怎么算的',
    openOf: '看每一分怎么算的：{{where}}，{{day}}',
    months: '每月自己付了多少',
    monthsSaid: '{{year}} 年一共结算 {{all}}，其中您自己付了 {{own}}，其余由医保和个人账户支付。',
    own: '自己付',
    covered: '医保和个人账户付',
  },
  en: {
    title: 'Medical bills of {{year}}',
    titleOf: 'Medical bills of {{name}}, {{year}}',
    lead: 'Who paid how much of each bill, and why, down to the last fen.',
    none: 'Nothing was settled with the card in {{year}}.',
    noneAbout: 'Show the card, or the electronic one, at the doctor or the pharmacy, and the bill is settled at once.',
    bills: 'Bills',
    years: 'Another year',
    before: '{{year}}',
    outpatient: 'outpatient',
    inpatient: 'in hospital',
    reversed: 'reversed',
    refunded: 'partly refunded',
    late: 'sent later by the hospital',
    'by-hand': 'claimed by hand',
    paid: 'You paid {{own}}, the medical account {{account}}, the insurance {{fund}}',
    open: 'How every fen was reckoned',
    openOf: 'How every fen was reckoned: {{where}}, {{day}}',
    months: 'What you paid yourself, by month',
    monthsSaid:
      'Bills of {{year}} come to {{all}}; you paid {{own}} yourself, the insurance and the medical account the rest.',
    own: 'Paid yourself',
    covered: 'Insurance and medical account',
  },
})

const firstYear = 2022

/** M2.6: the bills of a year, and how far the year has come. */
export function MedicalPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const given = useParams({ strict: false }) as { year?: string }
  const current = Number(thisMonth().slice(0, 4))
  const year = given.year === undefined ? current : Number(given.year)
  const asked = useAsk('settlement/my-settlements', { personId, year, purpose: 'own-affairs' })
  const years = [year + 1, year - 1].filter((other) => other >= firstYear && other <= current)
  return (
    <Page
      title={helped === undefined ? say('title', { year }) : say('titleOf', { year, name: helped.name })}
      lead={say('lead')}
      key={`${personId} ${year}`}
    >
      <Asked of={asked}>
        {(mine) =>
          mine.settlements.length === 0 ? (
            <Empty text={say('none', { year })}>
              <p>{say('noneAbout')}</p>
            </Empty>
          ) : (
            <Year personId={personId} mine={mine} />
          )
        }
      </Asked>
      <nav className="row actions no-print" aria-label={say('years')}>
        {years.map((other) => (
          <Link className="button" key={other} to="/medical/$personId/$year" params={{ personId, year: String(other) }}>
            {say('before', { year: other })}
          </Link>
        ))}
      </nav>
      <MoneyDoors except="medical" />
    </Page>
  )
}

function Year({ personId, mine }: { readonly personId: string; readonly mine: Mine }) {
  const say = useSay(words)
  const yuan = useYuan()
  const { year, accumulators, reached, settlements } = mine
  const months = Array.from({ length: 12 }, (_, place) => `${year}-${String(place + 1).padStart(2, '0')}`)
  const sum = (of: (bill: Bill) => number, month = '') =>
    settlements
      .filter(({ status, servedOn }) => status === 'settled' && servedOn.startsWith(month))
      .reduce((total, bill) => total + of(bill), 0)
  const own = ({ shares }: Bill) => shares.own
  const covered = ({ shares }: Bill) => shares.fund + shares.largeAmount + shares.account
  return (
    <>
      <div className="split">
        {(['outpatient', 'inpatient'] as const).map((treatment) => (
          <ReachedPanel
            key={treatment}
            treatment={treatment}
            accumulated={accumulators[treatment]}
            reached={reached[treatment]}
          />
        ))}
      </div>
      <section className="panel">
        <h2>{say('bills')}</h2>
        <ul className="lines">
          {settlements.toReversed().map((bill) => (
            <BillLine key={bill.settlementId} personId={personId} year={year} bill={bill} />
          ))}
        </ul>
      </section>
      <MonthsFigure
        title={say('months')}
        description={say('monthsSaid', {
          year,
          all: yuan.of(sum((bill) => own(bill) + covered(bill))),
          own: yuan.of(sum(own)),
        })}
        months={months}
        series={[
          { name: say('own'), data: months.map((month) => sum(own, month)) },
          { name: say('covered'), striped: true, data: months.map((month) => sum(covered, month)) },
        ]}
      />
    </>
  )
}

interface BillLineProps {
  readonly personId: string
  readonly year: number
  readonly bill: Bill
}

function BillLine({ personId, year, bill }: BillLineProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { settlementId, institution, institutionId, servedOn, treatment, route, status, amount, shares, refunds } = bill
  const where = institution === null ? institutionId : said(institution)
  const day = moments.on(servedOn)
  return (
    <li>
      <span className="sum-row">
        <strong className="said">{where}</strong>
        <span className="out">{yuan.of(amount)}</span>
      </span>
      <span className="row">
        <span className="quiet small">
          {[day, say(treatment), route === 'network' ? '' : say(route)].filter((part) => part !== '').join(' · ')}
        </span>
        {status === 'reversed' && <Tag tone="warn">{say('reversed')}</Tag>}
        {status === 'settled' && refunds > 0 && <Tag>{say('refunded')}</Tag>}
      </span>
      {status === 'settled' && (
        <span>
          {say('paid', {
            own: yuan.of(shares.own),
            account: yuan.of(shares.account),
            fund: yuan.of(shares.fund + shares.largeAmount),
          })}
        </span>
      )}
      <Link
        to="/medical/$personId/$year/$settlementId"
        params={{ personId, year: String(year), settlementId }}
        aria-label={say('openOf', { where, day })}
      >
        {say('open')}
      </Link>
    </li>
  )
}
