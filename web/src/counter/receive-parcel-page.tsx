import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAskPages, useDo } from '../client/use-calls.ts'
import { useDraft } from '../client/use-draft.ts'
import { CheckField } from '../ui/check-field.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextField } from '../ui/field.tsx'
import { Loading } from '../ui/loading.tsx'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { DeskDone } from './desk-done.tsx'
import { DeskQuestion } from './desk-question.tsx'
import type { LyingCard } from './waiting-tag.tsx'

const words = createWords('receive-parcel', {
  zh: {
    title: '逐张核对并签收包裹',
    lead: '扫描或输入每张卡的卡号，回车核对一张；全部核对后按 F9 签收。',
    none: '此包裹已签收，或清单为空。请返回查看最新清单。',
    number: '卡号',
    hint: '九位，按回车核对。',
    unknown: '{{number}} 不在此包裹的清单上。请单独放置，并通知市局。',
    twice: '{{number}} 已经核对过。',
    heard: '{{number}} 已核对，还有 {{left}} 张。',
    progress: '已核对 {{done}} / {{all}}',
    list: '包裹清单',
    position: '序号',
    name: '持卡人',
    state: '核对',
    checked: '已核对',
    open: '未核对',
    missing: '我确认其余 {{count}} 张不在箱内。缺失的卡会立即终止并重新制作。',
    confirm: '还有 {{count}} 张未核对：请继续核对，或勾选确认缺失。',
    submit: '签收',
    done: '包裹已签收',
    lead2: '{{arrived}} 张已到本网点。',
    told: '持卡人会收到领卡通知；卡片已列入“待领卡片”。',
    lost: '{{count}} 张缺失：已终止并重新制作。',
  },
  en: {
    title: 'Check a parcel card by card and sign',
    lead: 'Scan or type the number of every card, Enter checks one off; F9 signs when all are checked.',
    none: 'This parcel has been signed for, or its list is empty. Go back to the lists as they are now.',
    number: 'Card number',
    hint: 'Nine characters, Enter checks it off.',
    unknown: '{{number}} is not on the list of this parcel. Put it aside and tell the bureau.',
    twice: '{{number}} has been checked off already.',
    heard: '{{number}} checked, {{left}} to go.',
    progress: '{{done}} of {{all}} checked',
    list: 'List of the parcel',
    position: 'No.',
    name: 'Holder',
    state: 'Check',
    checked: 'checked',
    open: 'not yet',
    missing: 'I confirm that the other {{count}} are not in the box. Missing cards end at once and are made anew.',
    confirm: '{{count}} are not checked off: go on, or tick that they are missing.',
    submit: 'Sign',
    done: 'The parcel is signed for',
    lead2: '{{arrived}} cards have arrived at this outlet.',
    told: 'The holders are told; the cards stand in “Cards to collect”.',
    lost: '{{count}} missing: ended, and made anew.',
  },
})

const pageOfList = 200

export function ReceiveParcelPage() {
  const say = useSay(words)
  const { parcelId } = useParams({ strict: false }) as { parcelId: string }
  const asked = useAskPages('distribution/parcel-contents', { parcelId, purpose: 'distribution', limit: pageOfList })
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = asked
  useEffect(() => {
    // The whole list has to be there before anything can be called missing.
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const [listed, setListed] = useState<readonly LyingCard[]>()
  if (listed === undefined && data !== undefined && !hasNextPage)
    setListed(data.pages.flatMap(({ cards }) => cards).filter(({ state }) => state === 'under-way'))
  if (listed !== undefined && listed.length > 0) return <Check parcelId={parcelId} listed={listed} />
  return (
    <Page title={say('title')} narrow>
      {error !== null && <ProblemNotice error={error} onAgain={() => refetch()} />}
      {listed === undefined ? error === null && <Loading /> : <Empty text={say('none')} />}
    </Page>
  )
}

function Check({ parcelId, listed }: { readonly parcelId: string; readonly listed: readonly LyingCard[] }) {
  const say = useSay(words)
  const [scanned, setScanned, forget] = useDraft<readonly string[]>(`parcel.${parcelId}`, [])
  const [text, setText] = useState('')
  const [heard, setHeard] = useState({ fault: '', good: '' })
  const [gone, setGone] = useState(false)
  const receive = useDo('distribution/receive-parcel')
  const left = listed.length - scanned.length

  if (receive.isSuccess) {
    const { arrived, missing } = receive.data
    return (
      <DeskDone
        title={say('done')}
        lead={say('lead2', { arrived })}
        next={[say('told'), ...(missing > 0 ? [say('lost', { count: missing })] : [])]}
        back="/lists"
      />
    )
  }
  function check() {
    const number = text.trim().toUpperCase()
    setText('')
    if (scanned.includes(number)) return setHeard({ fault: say('twice', { number }), good: '' })
    if (!listed.some(({ cardNumber }) => cardNumber === number))
      return setHeard({ fault: say('unknown', { number }), good: '' })
    setScanned([...scanned, number])
    setHeard({ fault: '', good: say('heard', { number, left: left - 1 }) })
  }
  /** Enter in the field checks a card; with nothing in it, and by F9, it signs. */
  function submit() {
    if (text.trim() !== '') return check()
    if (left > 0 && !gone) return setHeard({ fault: say('confirm', { count: left }), good: '' })
    receive.mutate({ parcelId, scanned: [...scanned], missing: left }, { onSuccess: () => forget() })
  }
  return (
    <DeskQuestion
      question={say('title')}
      lead={say('lead')}
      submit={say('submit')}
      back="/lists"
      busy={receive.isPending}
      error={receive.error}
      onSubmit={submit}
    >
      <TextField
        label={say('number')}
        hint={say('hint')}
        fault={heard.fault === '' ? undefined : heard.fault}
        className="number"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onValue={setText}
      />
      <p role="status">
        <strong>{say('progress', { done: scanned.length, all: listed.length })}</strong> {heard.good}
      </p>
      {left > 0 && <CheckField label={say('missing', { count: left })} checked={gone} onValue={setGone} />}
      <PlainTable
        caption={say('list')}
        rows={listed}
        keyOf={({ cardId }) => cardId}
        columns={[
          { key: 'position', title: say('position'), cell: ({ position }) => position },
          { key: 'card', title: say('number'), cell: ({ cardNumber }) => <code>{cardNumber}</code> },
          { key: 'name', title: say('name'), cell: ({ name }) => name },
          {
            key: 'state',
            title: say('state'),
            cell: ({ cardNumber }) =>
              scanned.includes(cardNumber) ? <Tag tone="good">{say('checked')}</Tag> : <Tag>{say('open')}</Tag>,
          },
        ]}
      />
    </DeskQuestion>
  )
}
