import { useState } from 'react'
import { useAskPages } from '../client/use-calls.ts'
import { Empty } from '../ui/empty.tsx'
import { SelectField } from '../ui/field.tsx'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { CardsToDestroy } from './cards-to-destroy.tsx'
import { CsvOfPages } from './csv-of-pages.tsx'
import { DoneNotice } from './done-notice.tsx'
import type { LyingCard } from './lying-card.ts'
import { LyingCardDeeds } from './lying-card-deeds.tsx'
import { OutletField } from './outlet-field.tsx'
import { useFilter } from './use-filter.ts'

const words = createWords('lying-cards', {
  zh: {
    title: '滞留卡片',
    lead: '按网点查看待领、缺失和封存的卡。',
    automatic: '系统按规则自动提醒领卡，逾期自动封存并关闭申请；此处查看并处理其余事项。',
    which: '类别',
    waiting: '待领取',
    missing: '缺失',
    found: '已找回',
    sealed: '已封存',
    choose: '请选择银行和网点。',
    empty: '该网点没有这类卡片。',
    card: '社保卡号',
    name: '姓名',
    since: '到网点时间',
    days: '已等天数',
    reminders: '已提醒次数',
    deeds: '办理',
  },
  en: {
    title: 'Lying cards',
    lead: 'Cards of an outlet that wait, are missing or were sealed.',
    automatic:
      'Holders are reminded by the rules and cards that nobody collects are sealed, both by themselves; here is what is left to do.',
    which: 'Which',
    waiting: 'Waiting',
    missing: 'Missing',
    found: 'Found',
    sealed: 'Sealed',
    choose: 'Choose a bank and an outlet.',
    empty: 'No such card at this outlet.',
    card: 'Card number',
    name: 'Name',
    since: 'Here since',
    days: 'Days',
    reminders: 'Reminders',
    deeds: 'Do',
  },
})

const pageSize = 100
const states = ['waiting', 'missing', 'found', 'sealed'] as const
const dayMs = 86_400_000

export function LyingCardsPage() {
  const say = useSay(words)
  const [{ bankId = '', officeId = '', state: chosen }, narrow] = useFilter(['bankId', 'officeId', 'state'])
  const state = states.find((one) => one === chosen) ?? 'waiting'
  const [done, setDone] = useState<string>()
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
      <DoneNotice text={done} />
      {officeId === '' ? <Empty text={say('choose')} /> : <Cards officeId={officeId} state={state} onDone={setDone} />}
      {bankId !== '' && <CardsToDestroy bankId={bankId} onDone={setDone} />}
    </Page>
  )
}

interface CardsProps {
  readonly officeId: string
  readonly state: (typeof states)[number]
  readonly onDone: (text: string) => void
}

function Cards({ officeId, state, onDone }: CardsProps) {
  const say = useSay(words)
  const moments = useMoments()
  const input = { officeId, state, purpose: 'distribution' } as const
  const pages = useAskPages('distribution/cards-in-distribution', { ...input, limit: pageSize })
  const text = {
    card: (row: LyingCard) => row.cardNumber,
    name: (row: LyingCard) => row.name ?? '—',
    since: (row: LyingCard) => (row.waitingSince === null ? '—' : moments.at(row.waitingSince)),
    days: (row: LyingCard) =>
      row.waitingSince === null ? '—' : Math.floor((Date.now() - Date.parse(row.waitingSince)) / dayMs),
    reminders: (row: LyingCard) => row.reminders,
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const deeds: readonly Column<LyingCard>[] =
    state === 'waiting'
      ? []
      : [
          {
            key: 'deeds',
            title: say('deeds'),
            cell: (row) => <LyingCardDeeds of={row} officeId={officeId} onDone={onDone} />,
          },
        ]
  return (
    <>
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
