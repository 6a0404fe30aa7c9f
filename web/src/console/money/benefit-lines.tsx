import { benefitResults, lineStates } from '@yika/core/settlement/benefit/line.ts'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { SelectField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { useFilter } from '../use-filter.ts'
import { Amount } from './amount.tsx'
import { lineTones, lineWords, resultNames, wayWords } from './benefit-words.ts'
import { RetryLines } from './retry-lines.tsx'
import { yuanText } from './yuan-text.ts'

type Line = Answer<'settlement/benefit-lines'>['lines'][number]

const words = createWords('benefit-lines', {
  zh: {
    title: '逐笔明细（只有行号，不显示姓名和号码）',
    state: '状态',
    result: '结果',
    all: '全部',
    line: '行号',
    amount: '金额',
    way: '方式',
    tries: '次数',
    note: '备注',
    changed: '最近变动',
    deeds: '办理',
    lineName: '第 {{line}} 行',
    taken: '第 {{line}} 行凭证已领取',
    takenWhat: '登记为已发放，从部门预算付出 {{amount}} 元，不能撤回。',
    notTaken: '第 {{line}} 行凭证未领取',
    notTakenWhat: '凭证作废，资金回到部门预算，可重新发放。',
    own: '由您改为现金凭证，须由另一人登记',
    voucherDone: '第 {{line}} 行已登记。',
    empty: '没有符合条件的明细。',
  },
  en: {
    title: 'Line by line (numbers of lines alone, nobody is named)',
    state: 'State',
    result: 'Result',
    all: 'All',
    line: 'Line',
    amount: 'Amount',
    way: 'By',
    tries: 'Tries',
    note: 'Remark',
    changed: 'Last change',
    deeds: 'Do',
    lineName: 'line {{line}}',
    taken: 'Voucher of line {{line}} was taken',
    takenWhat: 'It counts as paid: {{amount}} yuan leave the budget and cannot be called back.',
    notTaken: 'Voucher of line {{line}} was not taken',
    notTakenWhat: 'The voucher is void, the money is in the budget again, and the line can be tried anew.',
    own: 'You made a voucher of it: another person has to record it',
    voucherDone: 'Line {{line}} is recorded.',
    empty: 'No line fits.',
  },
})

const pageSize = 200

interface BenefitLinesProps {
  readonly batchId: string
  readonly onDone: (text: string) => void
}

export function BenefitLines({ batchId, onDone }: BenefitLinesProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const [filter, narrow] = useFilter(['state', 'result'])
  const state = lineStates.find((one) => one === filter.state)
  const result = benefitResults.find((one) => one === filter.result)
  const pages = useAskPages('settlement/benefit-lines', {
    ...{ batchId, limit: pageSize },
    ...(state === undefined ? {} : { state }),
    ...(result === undefined ? {} : { result }),
  })
  const deeds = ({ lineNumber, state: stands, way, voucherBy, amount }: Line) => {
    const line = lineNumber
    if (stands === 'failed')
      return (
        <RetryLines
          batchId={batchId}
          what={{ lines: [lineNumber] }}
          name={say('lineName', { line })}
          count={1}
          onDone={onDone}
        />
      )
    if (stands !== 'sent' || way !== 'cash-voucher') return '—'
    if (voucherBy === colleague.own) return <span className="quiet small">{say('own')}</span>
    return (
      <span className="row">
        {([true, false] as const).map((paid) => (
          <Deed
            key={String(paid)}
            name="settlement/confirm-benefit-voucher"
            look="plain"
            label={say(paid ? 'taken' : 'notTaken', { line })}
            consequence={say(paid ? 'takenWhat' : 'notTakenWhat', { amount: yuanText(amount) })}
            input={() => ({ batchId, lineNumber, paid })}
            onDone={() => onDone(say('voucherDone', { line }))}
          />
        ))}
      </span>
    )
  }
  const columns: readonly Column<Line>[] = [
    { key: 'line', title: say('line'), numeric: true, cell: (row) => row.lineNumber },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.amount} /> },
    {
      key: 'state',
      title: say('state'),
      cell: (row) => <Tag tone={lineTones[row.state]}>{said(lineWords[row.state])}</Tag>,
    },
    { key: 'result', title: say('result'), cell: (row) => (row.result === null ? '—' : said(resultNames[row.result])) },
    ...(may('settlement/retry-benefit-lines') ? [{ key: 'deeds', title: say('deeds'), cell: deeds }] : []),
    { key: 'way', title: say('way'), cell: (row) => said(wayWords[row.way]) },
    { key: 'tries', title: say('tries'), numeric: true, cell: (row) => row.tries },
    { key: 'note', title: say('note'), cell: (row) => row.note ?? '—' },
    { key: 'changed', title: say('changed'), cell: (row) => moments.at(row.changedAt) },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <div className="row">
        <SelectField
          label={say('state')}
          value={state ?? ''}
          options={lineStates.map((value) => ({ value, label: said(lineWords[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ state: chosen })}
        />
        <SelectField
          label={say('result')}
          value={result ?? ''}
          options={benefitResults.map((value) => ({ value, label: said(resultNames[value]) }))}
          any={say('all')}
          onValue={(chosen) => narrow({ result: chosen })}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ lines }) => lines) ?? []}
        keyOf={({ lineNumber }) => String(lineNumber)}
        empty={say('empty')}
      />
    </section>
  )
}
