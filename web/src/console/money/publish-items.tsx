import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import { CallFailed } from '../../client/problem.ts'
import { Button } from '../../ui/button.tsx'
import { downloadCsv } from '../../ui/download-csv.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import type { CsvFile } from '../csv-file.ts'
import { CsvFileField } from '../csv-file-field.tsx'
import { type ItemLine, itemColumns, missingColumns, readItems } from './item-file.ts'

const words = createWords('publish-items', {
  zh: {
    title: '提交目录文件',
    about: '逐行核对，每行各有结果；由另一人审批后才发布。已生效日期的版本不能追溯更改；同一文件再次提交不会重复。',
    template: '下载模板',
    columns: '表头缺少：{{columns}}。',
    ready: '{{good}} 行可以提交，{{wrong}} 行有误。审批发布后不能撤回，只能另发新版本。',
    publish: '提交 {{count}} 行',
    sending: '已提交 {{done}} / {{all}} 行……',
    done: '提交完成：{{good}} 行待审批，{{refused}} 行未通过。',
    results: '逐行结果',
    line: '行',
    code: '编码',
    result: '结果',
    published: '待审批',
    wrong: '“{{column}}”一列有误',
    csv: '下载逐行结果',
  },
  en: {
    title: 'Propose a file',
    about:
      'Line by line, each with its own result; somebody else approves before it is published. What was in force cannot be changed afterwards; the same file again proposes nothing twice.',
    template: 'Download a template',
    columns: 'The heading lacks: {{columns}}.',
    ready:
      '{{good}} lines can be proposed, {{wrong}} have faults. What is approved cannot be called back, only followed by another version.',
    publish: 'Propose {{count}} lines',
    sending: '{{done}} of {{all}} lines …',
    done: 'Finished: {{good}} lines wait for approval, {{refused}} refused.',
    results: 'Line by line',
    line: 'Line',
    code: 'Code',
    result: 'Result',
    published: 'waits for approval',
    wrong: 'the column “{{column}}” is wrong',
    csv: 'Download the results',
  },
})

const together = 500

type Result = ItemLine & { readonly refused?: { readonly zh: string; readonly en: string } | undefined }

/** A file of the catalogue, read in the browser and published line by line. */
export function PublishItems() {
  const say = useSay(words)
  const said = useSaid()
  const client = useClient()
  const known = useQueryClient()
  const [file, setFile] = useState<CsvFile>()
  const [results, setResults] = useState<readonly Result[]>()
  const [sent, setSent] = useState<number>()
  const [failed, setFailed] = useState<CallFailed>()
  const lacks = file === undefined ? [] : missingColumns(file)
  const lines = file === undefined || lacks.length > 0 ? [] : readItems(file)
  const good = lines.filter(({ item }) => item !== undefined)
  const take = (chosen: CsvFile | undefined) => {
    setFile(chosen)
    setResults(undefined)
    setSent(undefined)
    setFailed(undefined)
  }
  const publish = async () => {
    setFailed(undefined)
    const settled = new Map<number, Result>()
    try {
      for (let first = 0; first < good.length; first += together) {
        setSent(first)
        const part = good.slice(first, first + together)
        const { outcomes } = await client.command(
          'settlement/publish-medical-items',
          { items: part.flatMap(({ item }) => (item === undefined ? [] : [item])) },
          `${file?.digest.slice(0, 32)}/items/${first}`,
        )
        for (const [place, outcome] of outcomes.entries()) {
          const line = part[place]
          if (line === undefined) continue
          settled.set(line.line, outcome.status === 'done' ? line : { ...line, refused: outcome })
        }
      }
      setResults(lines.map((line) => settled.get(line.line) ?? line))
      void known.invalidateQueries({ queryKey: ['settlement/medical-item-lists'] })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      setSent(undefined)
    }
  }
  const told = ({ wrong, refused }: Result) => {
    if (wrong !== undefined) {
      const [, zh] = itemColumns.find(([name]) => name === wrong) ?? [wrong, wrong]
      return say('wrong', { column: said({ zh, en: wrong }) })
    }
    return refused === undefined ? say('published') : said(refused)
  }
  const isGood = ({ wrong, refused }: Result) => wrong === undefined && refused === undefined
  const bad = results?.filter((one) => !isGood(one)) ?? []
  const template = () =>
    downloadCsv(
      'catalogue',
      itemColumns.map(([, zh]) => zh),
      [['XY0001', '2027-01-01', '药品', '示例药品', 'example drug', '乙类', '10', '25.00', '', '目录 2027 年版']],
    )
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      <CsvFileField onFile={take} />
      <p>
        <Button onClick={template}>{say('template')}</Button>
      </p>
      {lacks.length > 0 && <Notice tone="bad" title={say('columns', { columns: lacks.join('、') })} />}
      {lines.length > 0 && results === undefined && (
        <>
          <p>{say('ready', { good: good.length, wrong: lines.length - good.length })}</p>
          {good.length > 0 && (
            <p>
              <Button look="main" busy={sent !== undefined} onClick={() => void publish()}>
                {say('publish', { count: good.length })}
              </Button>
            </p>
          )}
        </>
      )}
      <p role="status">
        {sent !== undefined && say('sending', { done: sent, all: good.length })}
        {results !== undefined && say('done', { good: results.length - bad.length, refused: bad.length })}
      </p>
      {failed !== undefined && <ProblemNotice error={failed} onAgain={() => void publish()} />}
      {results !== undefined && (
        <>
          <PlainTable
            caption={say('results')}
            columns={[
              { key: 'line', title: say('line'), numeric: true, cell: ({ line }) => line },
              { key: 'code', title: say('code'), cell: ({ code }) => <code>{code}</code> },
              {
                key: 'result',
                title: say('result'),
                cell: (one) => (
                  <span className="wrap">
                    <Tag tone={isGood(one) ? 'good' : 'bad'}>{told(one)}</Tag>
                  </span>
                ),
              },
            ]}
            rows={bad.length > 0 ? bad : results.slice(0, together)}
            keyOf={({ line }) => String(line)}
          />
          <p>
            <Button
              onClick={() =>
                downloadCsv(
                  'catalogue-results',
                  [say('line'), say('code'), say('result')],
                  results.map((one) => [one.line, one.code, told(one)]),
                )
              }
            >
              {say('csv')}
            </Button>
          </p>
        </>
      )}
    </section>
  )
}
