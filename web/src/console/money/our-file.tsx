import { useState } from 'react'
import { useClient } from '../../client/client-context.tsx'
import { CallFailed } from '../../client/problem.ts'
import { Button } from '../../ui/button.tsx'
import { downloadFile } from '../../ui/download-file.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { createWords, useSay } from '../../ui/words.ts'

const words = createWords('our-file', {
  zh: {
    take: '下载',
    takeOf: '下载我方文件和签名：{{name}}，{{day}}',
    got: '已下载 {{count}} 笔及其签名。',
  },
  en: {
    take: 'Download',
    takeOf: 'Download our file and its signature: {{name}}, {{day}}',
    got: '{{count}} lines and their signature are downloaded.',
  },
})

interface OurFileProps {
  readonly partner: string
  readonly day: string
  readonly name: string
}

/** The file as the partner gets it, and beside it the detached signature by which it is known as ours. */
export function OurFile({ partner, day, name }: OurFileProps) {
  const say = useSay(words)
  const client = useClient()
  const [busy, setBusy] = useState(false)
  const [count, setCount] = useState<number>()
  const [failed, setFailed] = useState<CallFailed>()
  const take = async () => {
    setBusy(true)
    setFailed(undefined)
    try {
      const file = await client.query('reconciliation/reconciliation-file', { partner, day })
      downloadFile(
        file.fileName,
        'text/plain',
        Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0)),
      )
      downloadFile(`${file.fileName}.jws`, 'application/jose', file.signature)
      setCount(file.count)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button look="plain" busy={busy} aria-label={say('takeOf', { name, day })} onClick={() => void take()}>
        {say('take')}
      </Button>
      <span className="quiet small" role="status">
        {count !== undefined && say('got', { count })}
      </span>
      {failed !== undefined && <ProblemNotice error={failed} onAgain={() => void take()} />}
    </>
  )
}
