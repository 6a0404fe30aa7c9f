import { useState } from 'react'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { Empty } from '../ui/empty.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { Deed } from './deed.tsx'
import { DoneNotice } from './done-notice.tsx'
import { OutletField } from './outlet-field.tsx'
import { useFilter } from './use-filter.ts'

type Card = Answer<'distribution/cards-in-distribution'>['cards'][number]

const words = createWords('lying-cards', {
  zh: {
    title: '滞留卡片',
    lead: '按网点查看待领、缺失和封存的卡。',
    automatic: '系统按规则自动提醒领卡，逾期自动封存并关闭申请；此处查看并处理其余事项。',
    which: '类别',
    waiting: '待领取',
    missing: '缺失',
    sealed: '已封存',
    choose: '请选择银行和网点。',
    empty: '该网点没有这类卡片。',
    card: '社保卡号',
    name: '姓名',
    since: '到网点时间',
    days: '已等天数',
    reminders: '已提醒次数',
    deeds: '办理',
    find: '登记找回 {{number}}',
    findWhat: '该卡缺失时已作废并重做；找回后只能退回并销毁，不能发给持卡人。',
    found: '卡 {{number}} 已登记找回，待双人销毁。',
    propose: '提出销毁 {{number}}',
    proposeWhat: '您是两人中的第一人。第二人在场确认后，该卡记为已销毁，不能恢复。',
    reason: '原因（不写姓名和号码）',
    wrong: '请填写原因。',
    proposed: '已提出销毁卡 {{number}}，等待第二人确认。',
    confirm: '确认销毁 {{number}}',
    confirmWhat: '您是第二人，在场看着该卡销毁。该记录不能撤回。',
    destroyed: '卡 {{number}} 已销毁。',
  },
  en: {
    title: 'Lying cards',
    lead: 'Cards of an outlet that wait, are missing or were sealed.',
    automatic:
      'Holders are reminded by the rules and cards that nobody collects are sealed, both by themselves; here is what is left to do.',
    which: 'Which',
    waiting: 'Waiting',
    missing: 'Missing',
    sealed: 'Sealed',
    choose: 'Choose a bank and an outlet.',
    empty: 'No such card at this outlet.',
    card: 'Card number',
    name: 'Name',
    since: 'Here since',
    days: 'Days',
    reminders: 'Reminders',
    deeds: 'Do',
    find: 'Record {{number}} as found',
    findWhat: 'The card was made void when it was missing and was made again; it can only be destroyed now.',
    found: 'Card {{number}} is recorded as found; two people have to destroy it.',
    propose: 'Propose to destroy {{number}}',
    proposeWhat:
      'You are the first of two. When the second, who was present, confirms, the card is destroyed for good.',
    reason: 'Reason (no names or numbers)',
    wrong: 'Enter the reason.',
    proposed: 'Destruction of card {{number}} is proposed; a second person has to confirm.',
    confirm: 'Confirm destruction of {{number}}',
    confirmWhat: 'You are the second person and have seen the card destroyed. It cannot be taken back.',
    destroyed: 'Card {{number}} is destroyed.',
  },
})

const pageSize = 100
const states = ['waiting', 'missing', 'sealed'] as const
const dayMs = 86_400_000

export function LyingCardsPage() {
  const say = useSay(words)
  const [{ bankId = '', officeId = '', state: chosen }, narrow] = useFilter(['bankId', 'officeId', 'state'])
  const state = states.find((one) => one === chosen) ?? 'waiting'
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Notice>
        <p>{say('automatic')}</p>
      </Notice>
      <div className="row">
        <OutletField bankId={bankId} officeId={officeId} onValue={narrow} />
        <SelectField
          label={say('which')}
          value={state}
          options={states.map((value) => ({ value, label: say(value) }))}
          onValue={(value) => narrow({ state: value })}
        />
      </div>
      {officeId === '' ? <Empty text={say('choose')} /> : <Cards officeId={officeId} state={state} />}
    </Page>
  )
}

function Cards({ officeId, state }: { readonly officeId: string; readonly state: (typeof states)[number] }) {
  const say = useSay(words)
  const moments = useMoments()
  const [done, setDone] = useState<string>()
  const input = { officeId, state, purpose: 'distribution' } as const
  const pages = useAskPages('distribution/cards-in-distribution', { ...input, limit: pageSize })
  const text = {
    card: (row: Card) => row.cardNumber,
    name: (row: Card) => row.name ?? '—',
    since: (row: Card) => (row.waitingSince === null ? '—' : moments.at(row.waitingSince)),
    days: (row: Card) =>
      row.waitingSince === null ? '—' : Math.floor((Date.now() - Date.parse(row.waitingSince)) / dayMs),
    reminders: (row: Card) => row.reminders,
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const deeds: readonly Column<Card>[] =
    state === 'waiting'
      ? []
      : [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: (row) => <CardDeeds of={row} officeId={officeId} onDone={setDone} />,
          },
        ]
  return (
    <>
      <DoneNotice text={done} />
      <div className="row">
        <CsvOfPages
          file={`cards-${state}`}
          name="distribution/cards-in-distribution"
          input={input}
          rowsOf={({ cards }) => cards}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say(state)}
        columns={[...keys.map((key) => ({ key, title: say(key), cell: text[key] })), ...deeds]}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ cards }) => cards) ?? []}
        keyOf={(row) => row.cardId}
        empty={say('empty')}
      />
    </>
  )
}

interface CardDeedsProps {
  readonly of: Card
  readonly officeId: string
  readonly onDone: (text: string) => void
}

function CardDeeds({ of: { personId, cardId, cardNumber: number, state }, officeId, onDone }: CardDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const [reason, setReason] = useState('')
  if (state === 'missing')
    return may('distribution/find-missing-card') ? (
      <Deed
        name="distribution/find-missing-card"
        look="plain"
        label={say('find', { number })}
        consequence={say('findWhat')}
        input={() => ({ personId, cardId, officeId })}
        onDone={() => onDone(say('found', { number }))}
      />
    ) : null
  if (!may('distribution/propose-card-destruction')) return null
  return (
    <div className="row">
      <Deed
        name="distribution/propose-card-destruction"
        look="plain"
        label={say('propose', { number })}
        consequence={say('proposeWhat')}
        input={() => (reason.trim() === '' ? say('wrong') : { personId, cardId, reason: reason.trim() })}
        onDone={() => onDone(say('proposed', { number }))}
      >
        <TextField label={say('reason')} value={reason} maxLength={100} onValue={setReason} />
      </Deed>
      <Deed
        name="distribution/confirm-card-destruction"
        look="plain"
        label={say('confirm', { number })}
        consequence={say('confirmWhat')}
        input={() => ({ personId, cardId })}
        onDone={() => onDone(say('destroyed', { number }))}
      />
    </div>
  )
}
