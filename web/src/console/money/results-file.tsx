import { useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import type { Answer } from '../../client/operations.ts'
import { CallFailed } from '../../client/problem.ts'
import { Button } from '../../ui/button.tsx'
import { downloadFile } from '../../ui/download-file.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('results-file', {
  zh: { take: '下载结果文件（CSV）', reading: '已读取 {{parts}} 部分……', done: '结果文件已下载。' },
  en: { take: 'Download the results (CSV)', reading: '{{parts}} parts read …', done: 'The results are downloaded.' },
})

/** The results of all lines, part by part in one file; the heading stands once. */
export function ResultsFile({ batch }: { readonly batch: Answer<'settlement/benefit-batch'> }) {
  const say = useSay(words)
  const client = useClient()
  const [parts, setParts] = useState<number>()
  const [done, setDone] = useState(false)
  const [failed, setFailed] = useState<CallFailed>()
  const { batchId, reference } = batch
  const take = async () => {
    setFailed(undefined)
    setDone(false)
    try {
      const texts: string[] = []
      let after: number | null = 0
      do {
        setParts(texts.length)
        const part: Answer<'settlement/benefit-results-file'> = await client.query('settlement/benefit-results-file', {
          batchId,
          after,
        })
        texts.push(texts.length === 0 ? part.csv : part.csv.slice(part.csv.indexOf('\n') + 1))
        after = part.next
      } while (after !== null)
      downloadFile(`${reference}-results.csv`, 'text/csv', `\uFEFF${texts.join('')}`)
      setDone(true)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      setParts(undefined)
    }
  }
  return (
    <div className="row">
      <Button busy={parts !== undefined} onClick={() => void take()}>
        {say('take')}
      </Button>
      <span className="quiet small" role="status">
        {parts !== undefined && say('reading', { parts })}
        {done && say('done')}
      </span>
      {failed !== undefined && <ProblemNotice error={failed} onAgain={() => void take()} />}
    </div>
  )
}
