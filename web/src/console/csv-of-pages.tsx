import { useState } from 'react'
import { useClient } from '../client/client-context.tsx'
import type { Answer, Input, QueryName } from '../client/operations.ts'
import { CallFailed } from '../client/problem.ts'
import { Button } from '../ui/button.tsx'
import type { CsvCell } from '../ui/csv.ts'
import { downloadCsv } from '../ui/download-csv.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('csv-of-pages', {
  zh: { csv: '导出 CSV', reading: '已读取 {{count}} 行……', done: '已导出 {{count}} 行。' },
  en: { csv: 'Export CSV', reading: '{{count}} rows read …', done: '{{count}} rows exported.' },
})

const pageSize = 200

interface CsvOfPagesProps<Name extends QueryName, Row> {
  readonly file: string
  readonly name: Name
  /** The filter as it stands; the file holds every row of it, not only those that were scrolled to. */
  readonly input: Input<Name>
  readonly rowsOf: (page: Answer<Name>) => readonly Row[]
  readonly columns: readonly (readonly [title: string, cell: (row: Row) => CsvCell])[]
}

export function CsvOfPages<Name extends QueryName, Row>(props: CsvOfPagesProps<Name, Row>) {
  const { file, name, input, rowsOf, columns } = props
  const say = useSay(words)
  const client = useClient()
  const [count, setCount] = useState<number>()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<CallFailed>()
  const save = async () => {
    setBusy(true)
    setFailed(undefined)
    const rows: Row[] = []
    try {
      let next: string | number | null = null
      do {
        setCount(rows.length)
        const page: Answer<Name> = await client.query(name, {
          ...input,
          limit: pageSize,
          ...(next === null ? {} : { after: next }),
        })
        rows.push(...rowsOf(page))
        next = (page as { readonly next: string | number | null }).next
      } while (next !== null)
      setCount(rows.length)
      downloadCsv(
        file,
        columns.map(([title]) => title),
        rows.map((row) => columns.map(([, cell]) => cell(row))),
      )
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
      setCount(undefined)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button busy={busy} onClick={() => void save()}>
        {say('csv')}
      </Button>
      <span className="quiet small" role="status">
        {count !== undefined && say(busy ? 'reading' : 'done', { count })}
      </span>
      {failed !== undefined && <ProblemNotice error={failed} onAgain={() => void save()} />}
    </>
  )
}
