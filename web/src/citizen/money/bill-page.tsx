import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import './money.css'

type Bill = NonNullable<Answer<'settlement/my-settlements'>['explained']>
type Step = Bill['explanation'][number]

const words = createWords('bill', {
  zh: {
    wait: '一张单据',
    title: '{{where}}，{{day}}',
    none: '没有找到这张单据。',
    reversed: '这张单据已撤销，钱已按原路退回。',
    refunded: '其中一部分已退费，下面是退费以后的结果。',
    receipt: '就医结算单',
    bill: '医院单号',
    served: '就诊日期',
    settled: '结算时间',
    kind: '类别',
    outpatient: '门诊',
    inpatient: '住院',
    as: '参保身份',
    total: '总费用',
    fund: '统筹基金支付',
    large: '大额互助资金支付',
    account: '个人账户支付',
    own: '您自己支付',
    steps: '每一分怎么算的',
    stepsLead: '下面各行加起来就是总费用 {{total}}。每一行写着按哪张表算、表从哪天起执行。',
    provisional: '暂定标准',
    why: '“暂定标准”：本市的官方文件还没有核实到这个数字，以经办机构的规定为准。',
    table: '依据：{{title}}，第 {{number}} 版，{{from}} 起执行',
    item: '依据：医保目录 {{code}}，{{from}} 起执行',
    rule: '依据：{{rule}}',
    items: '单据上的项目',
    name: '项目',
    class: '类别',
    quantity: '数量',
    amount: '金额',
    outOfScope: '医保外',
    ownShare: '先行自付',
    A: '甲类',
    B: '乙类',
    C: '丙类（医保不付）',
    assumed: '按年龄认定的事项',
    back: '返回 {{year}} 年的单据',
  },
  en: {
    wait: 'One bill',
    title: '{{where}}, {{day}}',
    none: 'There is no such bill.',
    reversed: 'This bill was reversed, and the money went back where it came from.',
    refunded: 'A part was refunded; this is how it stands since.',
    receipt: 'Medical bill',
    bill: 'Number at the hospital',
    served: 'Day of treatment',
    settled: 'Settled',
    kind: 'Kind',
    outpatient: 'outpatient',
    inpatient: 'in hospital',
    as: 'Insured as',
    total: 'In all',
    fund: 'Paid by the insurance fund',
    large: 'Paid by the large-amount fund',
    account: 'Paid from the medical account',
    own: 'Paid by yourself',
    steps: 'How every fen was reckoned',
    stepsLead: 'The lines add up to {{total}}. Each says by which table, and since when the table holds.',
    provisional: 'provisional figure',
    why: '“Provisional figure”: no official text of this city was read for it; what the office says counts.',
    table: 'By: {{title}}, version {{number}}, in force since {{from}}',
    item: 'By: hospital catalogue {{code}}, in force since {{from}}',
    rule: 'By: {{rule}}',
    items: 'What stands on the bill',
    name: 'Item',
    class: 'Class',
    quantity: 'Quantity',
    amount: 'Amount',
    outOfScope: 'Outside',
    ownShare: 'Own share',
    A: 'A',
    B: 'B',
    C: 'C (not paid)',
    assumed: 'Taken from the age',
    back: 'Back to the bills of {{year}}',
  },
})

/** M2.6, M17.6: one bill with the explanation of every fen. */
export function BillPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const { personId, year, settlementId } = useParams({ strict: false }) as {
    personId: string
    year: string
    settlementId: string
  }
  const asked = useAsk('settlement/my-settlements', {
    ...{ personId, settlementId },
    year: Number(year),
    purpose: 'own-affairs',
  })
  const bill = asked.data?.explained
  const where = bill == null ? '' : bill.institution === null ? bill.institutionId : said(bill.institution)
  return (
    <Page
      narrow
      key={settlementId}
      title={bill == null ? say('wait') : say('title', { where, day: moments.on(bill.servedOn) })}
    >
      <Asked of={asked}>
        {({ explained }) => (explained === null ? <Empty text={say('none')} /> : <Explained bill={explained} />)}
      </Asked>
      <p className="no-print">
        <Link to="/medical/$personId/$year" params={{ personId, year }}>
          {say('back', { year })}
        </Link>
      </p>
    </Page>
  )
}

function Explained({ bill }: { readonly bill: Bill }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const yuan = useYuan()
  const { shares, amount, status, refunds } = bill
  const paid = (key: 'fund' | 'large' | 'account' | 'own', fen: number) =>
    [say(key), fen === 0 && key !== 'own' ? null : yuan.of(fen)] as const
  return (
    <>
      {status === 'reversed' && <Notice tone="warn" title={say('reversed')} />}
      {status === 'settled' && refunds > 0 && <Notice title={say('refunded')} />}
      <Receipt
        title={say('receipt')}
        number={bill.settlementId}
        facts={[
          [say('bill'), bill.billNumber],
          [say('served'), moments.on(bill.servedOn)],
          [say('settled'), moments.at(bill.settledAt)],
          [say('kind'), say(bill.treatment)],
          [say('as'), said(bill.insuredAs)],
          [say('total'), <strong key="total">{yuan.of(amount)}</strong>],
          paid('fund', shares.fund),
          paid('large', shares.largeAmount),
          paid('account', shares.account),
          paid('own', shares.own),
        ]}
      >
        <section className="stack">
          <h2>{say('steps')}</h2>
          <p>{say('stepsLead', { total: yuan.of(amount) })}</p>
          <Steps steps={bill.explanation} servedOn={bill.servedOn} />
          {!bill.verified && <p className="quiet small">{say('why')}</p>}
          {bill.assumed.length > 0 && (
            <>
              <h3>{say('assumed')}</h3>
              {bill.assumed.map((one) => (
                <p key={one.zh}>{said(one)}</p>
              ))}
            </>
          )}
        </section>
      </Receipt>
      <section className="stack">
        <h2>{say('items')}</h2>
        <PlainTable
          caption={say('items')}
          rows={bill.items}
          keyOf={({ line }) => String(line)}
          columns={[
            {
              key: 'name',
              title: say('name'),
              cell: ({ name, code }) => <span className="wrap">{name === null ? code : `${said(name)} ${code}`}</span>,
            },
            { key: 'amount', title: say('amount'), cell: (item) => yuan.of(item.amount) },
            { key: 'quantity', title: say('quantity'), cell: ({ quantity }) => quantity },
            { key: 'class', title: say('class'), cell: (item) => say(item.class) },
            { key: 'outOfScope', title: say('outOfScope'), cell: ({ outOfScope }) => yuan.of(outOfScope) },
            { key: 'ownShare', title: say('ownShare'), cell: ({ ownShare }) => yuan.of(ownShare) },
          ]}
        />
      </section>
    </>
  )
}

interface StepsProps {
  readonly steps: readonly Step[]
  readonly servedOn: string
}

function Steps({ steps, servedOn }: StepsProps) {
  const say = useSay(words)
  const said = useSaid()
  const sourceOf = useSourceOf(servedOn)
  return (
    <ul className="lines">
      {steps.map((step) => (
        <li key={`${step.rule} ${step.source} ${step.payer} ${step.base}`}>
          <span className="said">{said(step)}</span>
          <span className="row">
            <span className="quiet small">{sourceOf(step.source)}</span>
            {!step.verified && <Tag tone="warn">{say('provisional')}</Tag>}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** A table by its name and since when it holds; what is not published is called as the books call it. */
function useSourceOf(on: string): (source: string) => string {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const values = useRead('policy/policy-values', { prefix: 'medical.', on }).data?.values ?? []
  return (source) => {
    const [, key = '', version = ''] = /^(.+)@(.+)$/.exec(source) ?? []
    const item = /^medical-item\/(.+)$/.exec(key)?.[1]
    if (item !== undefined) return say('item', { code: item, from: moments.on(version) })
    const table = values.find((value) => value.key === key && value.number === Number(version))
    if (table === undefined) return say('rule', { rule: source })
    return say('table', { title: said(table.title), number: table.number, from: moments.on(table.effectiveFrom) })
  }
}
