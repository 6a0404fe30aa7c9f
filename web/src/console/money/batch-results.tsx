import type { BenefitResult } from '@yika/core/settlement/benefit/line.ts'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import type { Column } from '../../ui/keyset-table.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Amount } from './amount.tsx'
import { lineTones, lineWords, resultNames } from './benefit-words.ts'
import { ResultsFile } from './results-file.tsx'
import { RetryLines } from './retry-lines.tsx'

type Batch = Answer<'settlement/benefit-batch'>
type Count = Batch['counts'][number]

const words = createWords('benefit-results', {
  zh: { title: '按结果', state: '状态', result: '结果', lines: '笔数', amount: '金额', deeds: '办理' },
  en: { title: 'By result', state: 'State', result: 'Result', lines: 'Lines', amount: 'Amount', deeds: 'Do' },
})

interface BatchResultsProps {
  readonly batch: Batch
  readonly onDone: (text: string) => void
}

/** Where the lines stand and why; all that failed for one reason can be tried again together. */
export function BatchResults({ batch, onDone }: BatchResultsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { batchId, counts } = batch
  if (counts.length === 0) return null
  const retries = may('settlement/retry-benefit-lines')
  const columns: readonly Column<Count>[] = [
    {
      key: 'state',
      title: say('state'),
      cell: ({ state }) => <Tag tone={lineTones[state]}>{said(lineWords[state])}</Tag>,
    },
    { key: 'result', title: say('result'), cell: ({ result }) => (result === null ? '—' : said(resultNames[result])) },
    { key: 'lines', title: say('lines'), numeric: true, cell: ({ lines }) => lines },
    { key: 'amount', title: say('amount'), numeric: true, cell: ({ fen }) => <Amount fen={fen} /> },
    ...(retries
      ? [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: ({ state, result, lines }: Count) =>
              state === 'failed' && result !== null ? (
                <RetryLines
                  batchId={batchId}
                  what={{ result: result as BenefitResult }}
                  name={said(resultNames[result])}
                  count={lines}
                  onDone={onDone}
                />
              ) : (
                '—'
              ),
          },
        ]
      : []),
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      {may('settlement/benefit-results-file') && <ResultsFile batch={batch} />}
      <PlainTable
        caption={say('title')}
        columns={columns}
        rows={counts}
        keyOf={({ state, result }) => `${state} ${result}`}
      />
    </section>
  )
}
