import { useMutation } from '@tanstack/react-query'
import type { ReceiptPaper } from '@yika/core/card/receipt.ts'
import { useClient } from '../client/client-context.tsx'
import type { Input } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { Button } from './button.tsx'
import { downloadFile } from './download-file.ts'
import { ProblemNotice } from './problem-notice.tsx'
import { createWords, useLanguage, useSay } from './words.ts'

/** Why the paper is read, and for which case; a holder who reads about themselves needs none. */
export type ReceiptRead = Pick<Input<'card/receipt-pdf'>, 'purpose' | 'caseId' | 'reveal'>

const words = createWords('receipt-downloads', {
  zh: { a4: '下载 PDF（A4）', roll: '下载 PDF（80 毫米）', saved: '已下载：{{name}}' },
  en: { a4: 'Download PDF (A4)', roll: 'Download PDF (80 mm)', saved: 'Downloaded: {{name}}' },
})

/** The same paper as a file, drawn by the server when somebody wants it. */
export function ReceiptDownloads({ token, read }: { readonly token: string; readonly read: ReceiptRead }) {
  const say = useSay(words)
  const language = useLanguage()
  const client = useClient()
  const fetched = useMutation<string, CallFailed, ReceiptPaper>({
    async mutationFn(paper) {
      const { file, fileName } = await client.query('card/receipt-pdf', { token, paper, language, ...read })
      const bytes = Uint8Array.from(atob(file), (character) => character.charCodeAt(0))
      downloadFile(fileName, 'application/pdf', bytes)
      return fileName
    },
  })
  const busyWith = (paper: ReceiptPaper) => fetched.isPending && fetched.variables === paper
  return (
    <div className="stack no-print">
      {fetched.error !== null && <ProblemNotice error={fetched.error} />}
      <div className="row actions">
        <Button busy={busyWith('a4')} onClick={() => fetched.mutate('a4')}>
          {say('a4')}
        </Button>
        <Button busy={busyWith('roll-80')} onClick={() => fetched.mutate('roll-80')}>
          {say('roll')}
        </Button>
      </div>
      <p className="quiet small" role="status">
        {fetched.isSuccess && say('saved', { name: fetched.data })}
      </p>
    </div>
  )
}
