import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Button } from '../ui/button.tsx'
import { CheckField } from '../ui/check-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { useOperationTitles } from '../ui/operation-titles.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useActing } from './acting.ts'

type Read = Answer<'access/my-data-reads'>['reads'][number]

const words = createWords('data-reads', {
  zh: {
    title: '谁查看过我的信息',
    titleOf: '谁查看过{{name}}的信息',
    lead: '每次查看都会留下记录：哪个机构、什么岗位、为了什么、看了哪些内容。认为不应该的，请拨打 96066。',
    own: '也列出本人的查看',
    none: '还没有别人查看过。',
    more: '查看更早的记录',
    office: '网点',
    what: '办理事项',
    why: '目的',
    fields: '看到的内容',
    unmasked: '完整显示',
    masked: '部分遮住',
    none2: '不含个人信息项',
    back: '返回我的信息',
  },
  en: {
    title: 'Who has looked at my data',
    titleOf: 'Who has looked at the data of {{name}}',
    lead: 'Each look is on record: which body, in which role, why and at what. Call 96066 if one should not have been.',
    own: 'List one’s own looks too',
    none: 'Nobody else has looked at it yet.',
    more: 'Earlier ones',
    office: 'Outlet',
    what: 'Doing what',
    why: 'Why',
    fields: 'What was seen',
    unmasked: 'in full',
    masked: 'partly covered',
    none2: 'no personal items',
    back: 'Back to my data',
  },
})

/** M2.4, M11.4: the body and the role that looked, never a clerk's name. */
export function DataReadsPage() {
  const say = useSay(words)
  const { personId, isSelf, helped } = useActing()
  const [withOwn, setWithOwn] = useState(false)
  const asked = useAskPages('access/my-data-reads', {
    purpose: 'own-affairs',
    withOwn,
    limit: 20,
    ...(isSelf ? {} : { personId }),
  })
  return (
    <Page
      title={helped === undefined ? say('title') : say('titleOf', { name: helped.name })}
      lead={say('lead')}
      narrow
      key={personId}
    >
      <CheckField label={say('own')} checked={withOwn} onValue={setWithOwn} />
      <Asked of={asked}>
        {({ pages }) => {
          const reads = pages.flatMap((page) => page.reads)
          return reads.length === 0 ? (
            <Empty text={say('none')} />
          ) : (
            <ul className="stack plain-list">
              {reads.map((read) => (
                <ReadPanel key={read.readId} read={read} />
              ))}
            </ul>
          )
        }}
      </Asked>
      {asked.hasNextPage && (
        <p>
          <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            {say('more')}
          </Button>
        </p>
      )}
      <p>
        <Link to="/data">{say('back')}</Link>
      </p>
    </Page>
  )
}

function ReadPanel({ read }: { readonly read: Read }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const titles = useOperationTitles()
  const { at, roleWords, organisation, office, operation, purpose, fields } = read
  const title = titles.get(operation)
  const body = organisation === null ? said(roleWords) : `${said(organisation)} · ${said(roleWords)}`
  return (
    <li className="panel">
      <h2>{body}</h2>
      <p className="quiet">{moments.at(at)}</p>
      <Facts
        of={[
          [say('office'), office === null ? null : said(office)],
          [say('what'), title === undefined ? null : said(title)],
          [say('why'), purpose === null ? null : said(purpose)],
          [
            say('fields'),
            fields.length === 0
              ? say('none2')
              : fields.map((one) => `${said(one)}（${say(one.unmasked ? 'unmasked' : 'masked')}）`).join(' · '),
          ],
        ]}
      />
    </li>
  )
}
