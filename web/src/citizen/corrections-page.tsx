import { Link } from '@tanstack/react-router'
import { personalFields } from '@yika/core/access/personal-field.ts'
import { useAsk } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'

const words = createWords('corrections', {
  zh: {
    title: '更正申请',
    lead: '提出的更正和处理结果都在这里。',
    none: '还没有提出过更正。',
    wanted: '希望更正为',
    why: '理由',
    asked: '提出时间',
    decided: '处理时间',
    waits: '等待办理',
    refusal: '不予更正的原因',
    next: '有异议，可持证明材料到任一网点或拨打 96066。',
    data: '查看登记的内容',
  },
  en: {
    title: 'Requests for correction',
    lead: 'What was asked for and what came of it.',
    none: 'No correction has been asked for.',
    wanted: 'Shall be',
    why: 'Because',
    asked: 'Asked',
    decided: 'Answered',
    waits: 'Waits for',
    refusal: 'Why it is not changed',
    next: 'If you do not agree, come to any outlet with proof or call 96066.',
    data: 'What is on record',
  },
})

const tones = { requested: 'warn', accepted: 'warn', corrected: 'good', refused: 'bad' } as const

/** M4.7: each request with its state, and the reason where nothing is changed. */
export function CorrectionsPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const { personId, isSelf } = useActing()
  const asked = useAsk('holder/my-data-corrections', {
    purpose: 'own-affairs',
    reveal: [...personalFields],
    ...(isSelf ? {} : { personId }),
  })
  return (
    <Page title={say('title')} lead={say('lead')} narrow key={personId}>
      <Asked of={asked}>
        {({ corrections }) =>
          corrections.length === 0 ? (
            <Empty text={say('none')}>
              <Link to="/data">{say('data')}</Link>
            </Empty>
          ) : (
            <ul className="stack plain-list">
              {corrections.map((one) => (
                <li className="panel" key={one.correctionId}>
                  <h2>{said(one.itemWords)}</h2>
                  <p>
                    <Tag tone={tones[one.status]}>{said(one.statusWords)}</Tag>
                  </p>
                  <Facts
                    of={[
                      [say('wanted'), one.wanted],
                      [say('why'), one.why],
                      [say('asked'), moments.at(one.requestedAt)],
                      [say('decided'), one.decidedAt === null ? null : moments.at(one.decidedAt)],
                      [say('waits'), one.waitsFor === null ? null : said(one.waitsFor)],
                      [say('refusal'), one.refusal === null ? null : said(one.refusal)],
                    ]}
                  />
                  {one.status === 'refused' && <p>{say('next')}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Asked>
      <p>
        <Link to="/data">{say('data')}</Link>
      </p>
    </Page>
  )
}
