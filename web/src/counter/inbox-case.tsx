import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { useKeys } from '../ui/keys.ts'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { deskWords } from './desk-words.ts'
import type { InboxItem } from './inbox-item.ts'
import { inboxWords } from './inbox-words.ts'
import { StaffWho } from './staff-who.tsx'

const words = createWords('inbox-case', {
  zh: {
    change: '变更',
    by: '提出人',
    counter: '盘点人',
    at: '提出时间',
    reason: '提出原因',
    card: '卡号',
    words: '说明（处理差异和不同意时必填）',
    approve: '同意',
    settle: '确认差异并调整账面',
    sign: '去清点签收',
    decline: '不同意',
    back: '撤回',
    recount: '重新盘点',
    own: '这是您本人提出的，须由另一位工作人员办理。',
    role: '此事须由主管办理。',
    becomes: '变为',
  },
  en: {
    change: 'Change',
    by: 'Asked by',
    counter: 'Counted by',
    at: 'Asked',
    reason: 'Reason given',
    card: 'Card number',
    words: 'Say why (needed to settle and to decline)',
    approve: 'Approve',
    settle: 'Settle: the books follow the count',
    sign: 'Go and count',
    decline: 'Decline',
    back: 'Take back',
    recount: 'Count again',
    own: 'You asked for this yourself: somebody else has to do it.',
    role: 'This is for a supervisor.',
    becomes: 'becomes',
  },
})

interface InboxCaseProps {
  readonly item: InboxItem
  readonly placeId: string
  readonly onDone: () => void
}

/** One of them: what changes, who asked; yes or no by key. */
export function InboxCase({ item, placeId, onDone }: InboxCaseProps) {
  const say = useSay(words)
  const desk = useSay(deskWords)
  const inbox = useSay(inboxWords)
  const said = useSaid()
  const moments = useMoments()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [missing, setMissing] = useState(false)
  const settle = useDo('production/settle-stock-difference')
  const destroyBlanks = useDo('production/confirm-blank-destruction')
  const declineBlanks = useDo('production/decline-blank-destruction')
  const destroyCard = useDo('distribution/confirm-card-destruction')
  const deeds = [settle, destroyBlanks, declineBlanks, destroyCard]
  const busy = deeds.some(({ isPending }) => isPending)
  const error = deeds.find((deed) => deed.error !== null)?.error ?? null
  const reason = text.trim()
  const { what, own, may } = item
  const free = may && !own
  const declines = what === 'destruction' && (own || may)

  function needsReason(): boolean {
    setMissing(reason === '')
    return reason === ''
  }
  function approve() {
    if (busy || !free || (item.wantsReason && needsReason())) return
    const then = { onSuccess: onDone }
    if (what === 'transfer')
      return void navigate({ to: '/stock/receive/$transferId', params: { transferId: item.key } })
    if (what === 'difference') return settle.mutate({ placeId, reason }, then)
    if (what === 'destruction') return destroyBlanks.mutate({ placeId }, then)
    const [personId = '', cardId = ''] = item.key.split(' ')
    return destroyCard.mutate({ personId, cardId }, then)
  }
  function decline() {
    if (busy || !declines || needsReason()) return
    declineBlanks.mutate({ placeId, reason }, { onSuccess: onDone })
  }
  const yes = what === 'difference' ? say('settle') : what === 'transfer' ? say('sign') : say('approve')
  const no = own ? say('back') : say('decline')
  useKeys([
    ...(free ? [{ key: 'F9', label: yes, run: approve }] : []),
    ...(declines ? [{ key: 'F8', label: no, run: decline }] : []),
  ])
  return (
    <article className="panel" aria-label={inbox(what)}>
      <h2>{inbox(what)}</h2>
      {error !== null && <ProblemNotice error={error} />}
      <Facts
        of={[
          [say('card'), what === 'card' ? <code key="card">{item.subject}</code> : null],
          [
            say('change'),
            <span key="change">
              <del>{said(item.from)}</del> <span className="unseen">{say('becomes')}</span>
              <span aria-hidden="true">→</span> <strong>{said(item.to)}</strong>
            </span>,
          ],
          [say(what === 'difference' ? 'counter' : 'by'), item.by === null ? null : <StaffWho key="by" id={item.by} />],
          [say('at'), item.at === null ? null : moments.at(item.at)],
          [say('reason'), item.reason],
        ]}
      />
      {own && (
        <Notice tone="warn">
          <p>{say('own')}</p>
        </Notice>
      )}
      {!own && !may && (
        <Notice>
          <p>{say('role')}</p>
        </Notice>
      )}
      {((free && item.wantsReason) || declines) && (
        <TextField
          label={say('words')}
          value={text}
          maxLength={200}
          fault={missing && reason === '' ? desk('reasonMissing') : undefined}
          onValue={setText}
        />
      )}
      <div className="row actions">
        {free && (
          <Button look="main" busy={busy} onClick={approve}>
            {yes} <kbd>F9</kbd>
          </Button>
        )}
        {declines && (
          <Button busy={busy} onClick={decline}>
            {no} <kbd>F8</kbd>
          </Button>
        )}
        {what === 'difference' && <Link to="/stock/count">{say('recount')}</Link>}
      </div>
    </article>
  )
}
