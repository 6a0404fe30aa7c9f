import { faultRemedy, faultText, type LineFault } from '@yika/core/holder/import/import-fault.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { createWords, useLanguage, useSay } from '../../ui/words.ts'
import { inItsWords } from './in-its-words.ts'

const words = createWords('import-faults', {
  zh: { title: '未通过的行', line: '行', column: '列', problem: '问题', remedy: '处理办法', empty: '没有未通过的行。' },
  en: {
    title: 'Lines with faults',
    line: 'Line',
    column: 'Column',
    problem: 'Fault',
    remedy: 'What to do',
    empty: 'No line has a fault.',
  },
})

/** All there is, at once. */
const whole = {
  data: { pages: [] },
  error: null,
  hasNextPage: false,
  isFetchingNextPage: false,
  fetchNextPage: () => undefined,
  refetch: () => undefined,
}

/** However many there are, only those in sight are drawn. */
export function FaultTable({ faults }: { readonly faults: readonly LineFault[] }) {
  const say = useSay(words)
  const language = useLanguage()
  const columns: readonly Column<LineFault>[] = [
    { key: 'line', title: say('line'), cell: (fault) => fault.line },
    { key: 'column', title: say('column'), cell: (fault) => fault.column ?? '—' },
    {
      key: 'problem',
      title: say('problem'),
      cell: (fault) => <span className="wrap">{faultText(inItsWords(fault), language)}</span>,
    },
    {
      key: 'remedy',
      title: say('remedy'),
      cell: (fault) => <span className="wrap">{faultRemedy(fault, language)}</span>,
    },
  ]
  return (
    <KeysetTable
      caption={say('title')}
      columns={columns}
      pages={whole}
      rows={faults}
      keyOf={(fault) => `${fault.line} ${fault.column} ${fault.code}`}
      empty={say('empty')}
    />
  )
}
