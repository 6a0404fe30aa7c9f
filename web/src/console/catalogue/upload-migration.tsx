import type { Column } from '@yika/core/holder/import/column.ts'
import { migrationLineWords } from '@yika/core/service/service-words.ts'
import { useEffect, useRef, useState } from 'react'
import { CallFailed } from '../../client/problem.ts'
import { useDo } from '../../client/use-calls.ts'
import { Button } from '../../ui/button.tsx'
import { downloadCsv } from '../../ui/download-csv.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../../ui/words.ts'
import { useYuan } from '../../ui/yuan.ts'
import type { CsvFile } from '../csv-file.ts'
import { CsvFileField } from '../csv-file-field.tsx'
import { FaultTable } from '../import/fault-table.tsx'
import { type MigrationFile, migrationColumns, readMigrationFile } from './migration-file.ts'

const words = createWords('upload-migration', {
  zh: {
    title: '上传旧卡明细',
    lead: '文件在您的浏览器中读取和校验，通过的行分批发送。同一行再次发送不会重复迁移；更正后按原来的行号整份重新上传。',
    template: '下载模板',
    missing: '缺少必填列：{{columns}}。请按模板的表头填写。',
    read: '可以发送 {{lines}} 行，余额合计 {{balance}}；{{faulty}} 行有误，不发送。',
    send: '发送 {{lines}} 行',
    again: '继续发送',
    sending: '已发送 {{sent}} / {{all}} 行',
    done: '已全部发送：{{all}} 行。',
    results: '发送结果',
    result: '结果',
    lines: '行数',
    differs: '与此前收到的同一行号内容不同，未改动',
  },
  en: {
    title: 'Upload lines of old cards',
    lead: 'The file is read and checked in your browser; the lines that pass are sent in parts. A line that is sent again moves nothing twice; put it right and upload the whole file again, each line at its position.',
    template: 'Download a template',
    missing: 'Columns that must be there are missing: {{columns}}. Use the headings of the template.',
    read: '{{lines}} lines can be sent, their balances are {{balance}}; {{faulty}} lines have faults and are not sent.',
    send: 'Send {{lines}} lines',
    again: 'Go on sending',
    sending: '{{sent}} of {{all}} lines sent',
    done: 'All {{all}} lines are sent.',
    results: 'What became of the lines',
    result: 'Result',
    lines: 'Lines',
    differs: 'differs from what was received at this position; nothing was changed',
  },
})

/** So many lines go at once; the operation takes no more. */
const part = 500

const example: Readonly<Record<string, string>> = {
  position: '1',
  identityNumber: '11010119900101001X',
  oldCardNumber: 'A0000001',
  from: '2026-01-01',
  until: '2026-12-31',
  balance: '12.50',
}

interface Progress {
  readonly sent: number
  readonly counts: Readonly<Record<string, number>>
}

const nothingSent: Progress = { sent: 0, counts: {} }

/** Read, looked at, sent part by part; a lost network is gone on from, and no line is moved twice. */
export function UploadMigration({ migrationId }: { readonly migrationId: string }) {
  const say = useSay(words)
  const said = useSaid()
  const yuan = useYuan()
  const language = useLanguage()
  const receive = useDo('service/receive-migration-lines')
  const [read, setRead] = useState<MigrationFile>()
  const [progress, setProgress] = useState(nothingSent)
  const [running, setRunning] = useState(false)
  const [failed, setFailed] = useState<CallFailed>()
  const wanted = useRef(0)
  useEffect(
    () => () => {
      wanted.current += 1
    },
    [],
  )
  const take = (file: CsvFile | undefined) => {
    wanted.current += 1
    setFailed(undefined)
    setProgress(nothingSent)
    setRead(file === undefined ? undefined : readMigrationFile(file))
  }
  const send = async (lines: MigrationFile['lines']) => {
    const own = wanted.current
    setRunning(true)
    setFailed(undefined)
    let { sent, counts } = progress
    try {
      while (sent < lines.length && wanted.current === own) {
        const { results } = await receive.mutateAsync({ migrationId, lines: lines.slice(sent, sent + part) })
        const next: Record<string, number> = { ...counts }
        for (const { status } of results) next[status] = (next[status] ?? 0) + 1
        sent += results.length
        counts = next
        if (wanted.current === own) setProgress({ sent, counts })
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      setRunning(false)
    }
  }
  const headingOf = ({ headings }: Column) =>
    (language === 'zh' ? headings[0] : headings.find((heading) => /^[a-z]/i.test(heading))) ?? ''
  const statusWords = (status: string) =>
    status === 'differs' ? say('differs') : said(migrationLineWords[status as keyof typeof migrationLineWords])
  const all = read?.lines.length ?? 0
  const isDone = all > 0 && progress.sent >= all
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('lead')}</p>
      <CsvFileField onFile={take} />
      <p>
        <Button
          onClick={() =>
            downloadCsv('old-cards', migrationColumns.map(headingOf), [
              migrationColumns.map(({ name }) => example[name] ?? ''),
            ])
          }
        >
          {say('template')}
        </Button>
      </p>
      {read !== undefined && read.missing.length > 0 && (
        <Notice tone="bad" title={say('missing', { columns: read.missing.map(headingOf).join('、') })} />
      )}
      {read !== undefined && read.missing.length === 0 && (
        <>
          <p role="status">
            {say('read', { lines: all, balance: yuan.of(read.balanceFen), faulty: read.faults.length })}
          </p>
          {read.faults.length > 0 && <FaultTable faults={read.faults} />}
          {(running || progress.sent > 0) && (
            <p role="status">
              <progress max={all} value={progress.sent} aria-label={say('title')} />{' '}
              {isDone ? say('done', { all }) : say('sending', { sent: progress.sent, all })}
            </p>
          )}
          {failed !== undefined && <ProblemNotice error={failed} />}
          {all > 0 && !isDone && (
            <div className="row actions">
              <Button look="main" busy={running} onClick={() => void send(read.lines)}>
                {progress.sent === 0 ? say('send', { lines: all }) : say('again')}
              </Button>
            </div>
          )}
          {Object.keys(progress.counts).length > 0 && (
            <PlainTable
              caption={say('results')}
              columns={[
                {
                  key: 'result',
                  title: say('result'),
                  cell: ([status]) => <span className="wrap">{statusWords(status)}</span>,
                },
                { key: 'lines', title: say('lines'), cell: ([, count]) => <span className="number">{count}</span> },
              ]}
              rows={Object.entries(progress.counts)}
              keyOf={([status]) => status}
            />
          )}
        </>
      )}
    </section>
  )
}
