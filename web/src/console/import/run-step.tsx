import type { LineFault } from '@yika/core/holder/import/import-fault.ts'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import { CallFailed } from '../../client/problem.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import type { CsvFile } from '../csv-file.ts'
import type { Checked } from './check-lines.ts'
import { downloadErrors } from './error-rows.ts'
import { FaultTable } from './fault-table.tsx'
import { headingOf, type Mapping } from './mapping.ts'
import { nothingDone, type Progress, runLines } from './run-lines.ts'

const words = createWords('import-run', {
  zh: {
    title: '第 3 步：导入',
    checked: '试运行结果：{{good}} 行可以导入，{{faulty}} 行有误。',
    undo: '登记后不能批量撤销：登记有误的，逐人按权威登记更正。请先确认试运行结果。',
    start: '开始导入 {{count}} 行',
    resume: '继续导入（已完成 {{done}} 行）',
    pause: '暂停',
    running: '已处理 {{done}} / {{all}} 行，已登记 {{registered}} 人',
    paused: '已暂停：{{done}} / {{all}} 行。刷新页面后，重新选择同一文件即可继续，不会重复登记。',
    done: '导入完成：已登记 {{registered}} 人，{{faulty}} 行未通过。',
    nothing: '没有可以导入的行。请下载错误文件，更正后重新选择。',
    errors: '下载错误文件（{{count}} 行）',
    errorsHow: '错误文件含原有各列和处理办法。更正后直接选择该文件再次导入，已登记的人不受影响。',
  },
  en: {
    title: 'Step 3: import',
    checked: 'Dry run: {{good}} lines can be imported, {{faulty}} have faults.',
    undo: 'There is no undo for the whole: what was registered wrongly is corrected person by person from the register. Be sure of the dry run first.',
    start: 'Import {{count}} lines',
    resume: 'Go on ({{done}} lines are done)',
    pause: 'Pause',
    running: '{{done}} of {{all}} lines, {{registered}} persons registered',
    paused:
      'Paused at {{done}} of {{all}} lines. After a reload choose the same file to go on; nobody is registered twice.',
    done: 'Finished: {{registered}} persons registered, {{faulty}} lines with faults.',
    nothing: 'No line can be imported. Download the error file, put it right and choose it again.',
    errors: 'Download the error file ({{count}} lines)',
    errorsHow:
      'It has the columns as they were and what to do. Put right, choose it as the next file; whoever is registered stays so.',
  },
})

interface RunStepProps {
  readonly file: CsvFile
  readonly mapping: Mapping
  /** Of the file and of how its columns are read. */
  readonly digest: string
  readonly checked: Checked
}

/** Start, pause, go on; what is settled is kept under the digest of the file, without anything that the lines say. */
export function RunStep({ file, mapping, digest, checked }: RunStepProps) {
  const say = useSay(words)
  const client = useClient()
  const [kept, keep] = useDraft<Progress>(`import.${digest}`, nothingDone)
  const [running, setRunning] = useState(false)
  const [failed, setFailed] = useState<CallFailed>()
  const wanted = useRef(false)
  useEffect(
    () => () => {
      wanted.current = false
    },
    [],
  )
  const { lines } = checked
  const all = lines.length
  const faults: readonly LineFault[] = [...checked.faults, ...kept.faults].sort((one, other) => one.line - other.line)
  const isDone = all > 0 && kept.done >= all
  const run = async () => {
    wanted.current = true
    setRunning(true)
    setFailed(undefined)
    const { heading } = headingOf(file.heading, mapping)
    try {
      const isWanted = () => wanted.current
      await runLines({ client, digest, heading, lines, from: kept, isWanted, onProgress: keep })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      wanted.current = false
      setRunning(false)
    }
  }
  const { done, registered } = kept
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p>{say('checked', { good: all, faulty: checked.faults.length })}</p>
      {all === 0 && <Notice tone="warn" title={say('nothing')} />}
      {all > 0 && !isDone && <p className="quiet">{say('undo')}</p>}
      {(running || done > 0) && <progress max={all} value={done} aria-label={say('title')} style={{ width: '100%' }} />}
      <p role="status">
        {running && say('running', { done, all, registered })}
        {!running && done > 0 && !isDone && say('paused', { done, all })}
        {isDone && say('done', { registered, faulty: faults.length })}
      </p>
      {failed !== undefined && <ProblemNotice error={failed} />}
      <div className="row actions">
        {!running && !isDone && all > 0 && (
          <Button look="main" onClick={() => void run()}>
            {done === 0 ? say('start', { count: all }) : say('resume', { done })}
          </Button>
        )}
        {running && (
          <Button
            onClick={() => {
              wanted.current = false
            }}
          >
            {say('pause')}
          </Button>
        )}
        {faults.length > 0 && !running && (
          <Button onClick={() => downloadErrors(file, faults)}>{say('errors', { count: faults.length })}</Button>
        )}
      </div>
      {faults.length > 0 && (
        <>
          <p className="quiet">{say('errorsHow')}</p>
          <FaultTable faults={faults} />
        </>
      )}
    </section>
  )
}
