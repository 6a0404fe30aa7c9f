import { useState } from 'react'
import { Empty } from '../ui/empty.tsx'
import { useKeys } from '../ui/keys.ts'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { InboxCase } from './inbox-case.tsx'
import { inboxWords } from './inbox-words.ts'
import { OfficeOnly } from './office-only.tsx'
import { useInbox } from './use-inbox.ts'

const words = createWords('inbox', {
  zh: {
    title: '复核',
    lead: '这些事须由第二人办理。用 ↑ ↓ 选择，F9 同意，F8 不同意。',
    none: '没有等待复核的事项。',
    count: '共 {{count}} 件',
    list: '等待复核的事项',
    previous: '上一件',
    following: '下一件',
    done: '已办理：{{what}}',
  },
  en: {
    title: 'Second person',
    lead: 'These wait for a second person. ↑ ↓ choose, F9 approves, F8 declines.',
    none: 'Nothing waits for a second person.',
    count: '{{count}} in all',
    list: 'What waits for a second person',
    previous: 'The one before',
    following: 'The next one',
    done: 'Done: {{what}}',
  },
})

export function InboxPage() {
  const say = useSay(words)
  return <OfficeOnly title={say('title')}>{(placeId) => <Inbox placeId={placeId} />}</OfficeOnly>
}

function Inbox({ placeId }: { readonly placeId: string }) {
  const say = useSay(words)
  const inbox = useSay(inboxWords)
  const { items, isRead, error, again } = useInbox(placeId)
  const [selected, setSelected] = useState<string>()
  const [done, setDone] = useState('')
  const at = Math.max(
    0,
    items.findIndex(({ key }) => key === selected),
  )
  const current = items[at]
  const move = (by: number) => setSelected(items[Math.min(Math.max(at + by, 0), items.length - 1)]?.key)
  useKeys([
    { key: 'ArrowUp', label: say('previous'), run: () => move(-1) },
    { key: 'ArrowDown', label: say('following'), run: () => move(1) },
  ])
  return (
    <Page title={say('title')} lead={say('lead')}>
      {error !== null && <ProblemNotice error={error} onAgain={() => void again()} />}
      <div role="status">
        {done !== '' && (
          <Notice tone="good">
            <p>{done}</p>
          </Notice>
        )}
        {isRead && <p>{say('count', { count: items.length })}</p>}
      </div>
      {!isRead && error === null && <Loading />}
      {isRead && items.length === 0 && <Empty text={say('none')} />}
      {current !== undefined && (
        <div className="inbox-columns">
          <nav aria-label={say('list')}>
            <ol className="stack plain-list">
              {items.map((item) => (
                <li key={item.key}>
                  <button
                    type="button"
                    className="key-strip-key"
                    aria-current={item === current ? 'true' : undefined}
                    onClick={() => setSelected(item.key)}
                  >
                    {inbox(item.what)} {item.subject}
                    {item.own && ` · ${inbox('ownShort')}`}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <InboxCase
            key={current.key}
            item={current}
            placeId={placeId}
            onDone={() => setDone(say('done', { what: `${inbox(current.what)} ${current.subject}` }))}
          />
        </div>
      )}
    </Page>
  )
}
