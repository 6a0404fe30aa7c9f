import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import type { Answer } from '../../client/operations.ts'
import { CallFailed } from '../../client/problem.ts'
import { useDraft } from '../../client/use-draft.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import type { CsvFile } from '../csv-file.ts'
import { CsvFileField } from '../csv-file-field.tsx'
import { FaultTable } from '../import/fault-table.tsx'
import { type BenefitFile, lackingColumns, readBenefitFile } from './benefit-file.ts'
import { yuanText } from './yuan-text.ts'

type Batch = Answer<'settlement/benefit-batch'>

const words = createWords('benefit-upload', {
  zh: {
    title: '上传明细',
    about: '文件在浏览器中读取，分块送出；断网或暂停后，重新选择同一文件即可继续，不会重复。',
    file: 'CSV 文件（身份证号码或社会保障号码、金额、备注）',
    columns: '表头缺少：{{columns}}。',
    same: '文件 {{lines}} 笔、{{amount}} 元，与申报数相符。',
    differs:
      '文件 {{lines}} 笔、{{amount}} 元；申报 {{declaredLines}} 笔、{{declaredAmount}} 元。不相符，送出后不能封闭。',
    faults: '{{count}} 行无法读取，不会送出。请更正文件后重新选择。',
    send: '送出 {{count}} 笔',
    resume: '继续送出（已完成 {{done}} / {{all}} 笔）',
    pause: '暂停',
    running: '已送出 {{done}} / {{all}} 笔',
    paused: '已暂停：{{done}} / {{all}} 笔。',
    done: '{{all}} 笔全部送达。请核对并封闭。',
  },
  en: {
    title: 'Bring the lines',
    about:
      'The file is read in your browser and sent in pieces. After a lost network or a pause choose the same file again: it goes on, and nothing counts twice.',
    file: 'CSV file (identity or social security number, amount, remark)',
    columns: 'The heading lacks: {{columns}}.',
    same: 'The file has {{lines}} lines of {{amount}} yuan, as declared.',
    differs:
      'The file has {{lines}} lines of {{amount}} yuan; {{declaredLines}} lines of {{declaredAmount}} yuan were declared. Sent like this the batch cannot close.',
    faults: '{{count}} lines cannot be read and are not sent. Put the file right and choose it again.',
    send: 'Send {{count}} lines',
    resume: 'Go on ({{done}} of {{all}} lines are sent)',
    pause: 'Pause',
    running: '{{done}} of {{all}} lines sent',
    paused: 'Paused at {{done}} of {{all}} lines.',
    done: 'All {{all}} lines have arrived. Check and close the batch.',
  },
})

const piece = 500

export function BenefitUpload({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  const [file, setFile] = useState<CsvFile>()
  const lacks = file === undefined ? [] : lackingColumns(file)
  return (
    <section className="panel">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      <CsvFileField label={say('file')} onFile={setFile} />
      {lacks.length > 0 && <Notice tone="bad" title={say('columns', { columns: lacks.join('、') })} />}
      {file !== undefined && lacks.length === 0 && (
        <SendPieces key={file.digest} batch={batch} digest={file.digest} read={readBenefitFile(file)} />
      )}
    </section>
  )
}

interface SendPiecesProps {
  readonly batch: Batch
  readonly digest: string
  readonly read: BenefitFile
}

/** Numbered pieces, one after the other; how far it came is kept under the digest of the file, nothing of what it says. */
function SendPieces({ batch, digest, read: { lines, faults, fen } }: SendPiecesProps) {
  const say = useSay(words)
  const client = useClient()
  const known = useQueryClient()
  const { batchId, declared } = batch
  const [done, keep] = useDraft(`benefit.${batchId}.${digest}`, 0)
  const [running, setRunning] = useState(false)
  const [failed, setFailed] = useState<CallFailed>()
  const wanted = useRef(false)
  useEffect(
    () => () => {
      wanted.current = false
    },
    [],
  )
  const all = lines.length
  const send = async () => {
    wanted.current = true
    setRunning(true)
    setFailed(undefined)
    try {
      for (let first = done; first < all && wanted.current; first += piece) {
        await client.command(
          'settlement/receive-benefit-lines',
          { batchId, chunk: first / piece + 1, lines: lines.slice(first, first + piece) },
          `${digest.slice(0, 32)}/${batchId}/${first}`,
        )
        keep(Math.min(first + piece, all))
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      wanted.current = false
      setRunning(false)
      await known.invalidateQueries()
    }
  }
  const same = all === declared.lines && fen === declared.fen
  const told = {
    ...{ lines: all, amount: yuanText(fen) },
    ...{ declaredLines: declared.lines, declaredAmount: yuanText(declared.fen) },
  }
  return (
    <>
      <Notice tone={same ? 'good' : 'warn'}>
        <p>{say(same ? 'same' : 'differs', told)}</p>
      </Notice>
      {faults.length > 0 && (
        <>
          <p className="field-fault" role="alert">
            {say('faults', { count: faults.length })}
          </p>
          <FaultTable faults={faults} />
        </>
      )}
      {(running || done > 0) && <progress max={all} value={done} aria-label={say('title')} style={{ width: '100%' }} />}
      <p role="status">
        {running && say('running', { done, all })}
        {!running && done > 0 && done < all && say('paused', { done, all })}
        {done > 0 && done >= all && say('done', { all })}
      </p>
      {failed !== undefined && <ProblemNotice error={failed} />}
      <div className="row actions">
        {!running && done < all && (
          <Button look="main" onClick={() => void send()}>
            {done === 0 ? say('send', { count: all }) : say('resume', { done, all })}
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
      </div>
    </>
  )
}
