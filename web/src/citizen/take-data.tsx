import { Button } from '../ui/button.tsx'
import { downloadCsv } from '../ui/download-csv.ts'
import { downloadFile } from '../ui/download-file.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { DataRow } from './my-data.ts'

const words = createWords('take-data', {
  zh: {
    title: '带走一份',
    about: '下载或打印的内容与上面显示的一致；需要完整内容，请先点“显示完整内容”。',
    csv: '下载表格（CSV）',
    json: '下载数据（JSON）',
    print: '打印',
    item: '项目',
    value: '内容',
    owner: '负责',
  },
  en: {
    title: 'Take a copy',
    about: 'A copy says what is shown above: press “Show in full” first to have it in full.',
    csv: 'Download a table (CSV)',
    json: 'Download data (JSON)',
    print: 'Print',
    item: 'Item',
    value: 'On record',
    owner: 'Kept by',
  },
})

const file = 'my-data'

/** PIPL 45: holders take their data with them, for eyes and for machines. */
export function TakeData({ rows }: { readonly rows: readonly DataRow[] }) {
  const say = useSay(words)
  const said = useSaid()
  const head = [say('item'), say('value'), say('owner')]
  return (
    <div className="stack no-print">
      <h3>{say('title')}</h3>
      <p className="small">{say('about')}</p>
      <p className="row actions">
        <Button
          onClick={() =>
            downloadCsv(
              file,
              head,
              rows.map(({ label, value, owner }) => [said(label), said(value), said(owner)]),
            )
          }
        >
          {say('csv')}
        </Button>
        <Button
          onClick={() => {
            const items = rows.map(({ item, label, value, owner }) => ({ item, label, value, owner }))
            const text = JSON.stringify({ at: new Date().toISOString(), items }, undefined, 2)
            downloadFile(`${file}.json`, 'application/json', text)
          }}
        >
          {say('json')}
        </Button>
        <Button onClick={() => window.print()}>{say('print')}</Button>
      </p>
    </div>
  )
}
