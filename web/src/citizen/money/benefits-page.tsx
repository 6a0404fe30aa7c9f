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
import './money.css'
import { MoneyDoors } from './money-doors.tsx'
import { monthsFrom, thisMonth, useMonthName } from './month.ts'
import { MonthsFigure } from './months-figure.tsx'

type Payment = Answer<'settlement/my-benefits'>['payments'][number]

const words = createWords('benefits', {
  zh: {
    title: '我的养老金和补贴',
    titleOf: '{{name}}的养老金和补贴',
    lead: '最近十二个月，每一笔发到了哪一步。',
    none: '最近十二个月没有发放记录。',
    noneAbout: '如果您应当领取某项待遇，请联系发放部门，或拨打 96066。',
    voucher: '凭证领取现金',
    at: '{{at}} 更新',
    next: '接下来：{{next}}',
    months: '每月到账',
    monthsSaid: '最近十二个月已到账 {{paid}}；在路上或没有成功的 {{open}}。',
    paid: '已到账',
    open: '未到账',
  },
  en: {
    title: 'My pensions and benefits',
    titleOf: 'Pensions and benefits of {{name}}',
    lead: 'The last twelve months: how far each payment has come.',
    none: 'Nothing was paid in the last twelve months.',
    noneAbout: 'If something should have been, ask the department that pays it, or call 96066.',
    voucher: 'in cash, against a voucher',
    at: 'as of {{at}}',
    next: 'What to do: {{next}}',
    months: 'What arrived, by month',
    monthsSaid: 'In the last twelve months {{paid}} arrived; on its way or not paid: {{open}}.',
    paid: 'Arrived',
    open: 'Not arrived',
  },
})

const monthsShown = 12

/** M9.2, M1.3: each month's benefits in plain words, with the reason and the next step where one failed. */
export function BenefitsPage() {
  const say = useSay(words)
  const { personId, helped } = useActing()
  const months = Array.from({ length: monthsShown }, (_, place) => monthsFrom(thisMonth(), place - monthsShown + 1))
  const asked = useAsk('settlement/my-benefits', { personId, from: months[0] ?? '', purpose: 'own-affairs' })
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      key={personId}
    >
      <Asked of={asked}>
        {({ payments }) =>
          payments.length === 0 ? (
            <Empty text={say('none')}>
              <p>{say('noneAbout')}</p>
            </Empty>
          ) : (
            <Payments payments={payments} months={months} />
          )
        }
      </Asked>
      <MoneyDoors except="benefits" />
    </Page>
  )
}

function Payments(props: { readonly payments: readonly Payment[]; readonly months: readonly string[] }) {
  const { payments, months } = props
  const say = useSay(words)
  const yuan = useYuan()
  const monthName = useMonthName()
  const sum = (arrived: boolean, month?: string) =>
    payments
      .filter(({ state, period }) => (state === 'paid') === arrived && (month === undefined || period === month))
      .reduce((total, { amount }) => total + amount, 0)
  const shown = [...new Set(payments.map(({ period }) => period))]
  return (
    <>
      {shown.map((month) => (
        <section className="panel" key={month}>
          <h2>{monthName(month)}</h2>
          <ul className="lines">
            {payments
              .filter(({ period }) => period === month)
              .map((payment) => (
                <PaymentLine key={`${payment.programmeId} ${payment.changedAt}`} of={payment} />
              ))}
          </ul>
        </section>
      ))}
      <MonthsFigure
        title={say('months')}
        description={say('monthsSaid', { paid: yuan.of(sum(true)), open: yuan.of(sum(false)) })}
        months={months}
        series={[
          { name: say('paid'), data: months.map((month) => sum(true, month)) },
          { name: say('open'), striped: true, data: months.map((month) => sum(false, month)) },
        ]}
      />
    </>
  )
}

const tones = { paid: 'good', sent: undefined, received: undefined, failed: 'warn', returned: 'bad' } as const

function PaymentLine({ of }: { readonly of: Payment }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { name, amount, state, stateText, reason, nextStep, way, changedAt } = of
  return (
    <li>
      <span className="sum-row">
        <strong>{said(name)}</strong>
        <span className={state === 'paid' ? 'in' : 'out'}>{yuan.of(amount)}</span>
      </span>
      <span className="row">
        <Tag tone={tones[state]}>{said(stateText)}</Tag>
        <span className="quiet small">
          {[say('at', { at: moments.at(changedAt) }), way === 'cash-voucher' ? say('voucher') : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </span>
      {reason !== null && state !== 'paid' && <span>{said(reason)}</span>}
      {nextStep !== null && state !== 'paid' && <span>{say('next', { next: said(nextStep) })}</span>}
    </li>
  )
}
