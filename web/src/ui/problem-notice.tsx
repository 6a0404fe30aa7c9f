import type { CallFailed } from '../client/problem.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { createWords, useSaid, useSay } from './words.ts'

const words = createWords('problem', {
  zh: {
    error: '未能完成',
    article: '依据：《北京市社会保障卡管理办法》第 {{article}} 条',
    incident: '事件编号',
    again: '再试一次',
  },
  en: {
    error: 'That did not work',
    article: 'Basis: Article {{article}} of the Measures',
    incident: 'Incident number',
    again: 'Try again',
  },
})

interface ProblemNoticeProps {
  readonly error: CallFailed
  readonly onAgain?: (() => void) | undefined
}

/** What went wrong, the article that said no, what to do next, and the number under which we find it. */
export function ProblemNotice({ error: { problem }, onAgain }: ProblemNoticeProps) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <Notice tone="bad" title={problem.text === undefined ? say('error') : said(problem.text)}>
      <p>{said(problem.remedy)}</p>
      {problem.article !== undefined && <p className="quiet small">{say('article', { article: problem.article })}</p>}
      {problem.incident !== undefined && (
        <p className="small">
          {say('incident')} <code>{problem.incident}</code>
        </p>
      )}
      {onAgain !== undefined && (
        <p>
          <Button onClick={onAgain}>{say('again')}</Button>
        </p>
      )}
    </Notice>
  )
}
