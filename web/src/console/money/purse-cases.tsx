import type { CaseWay } from '@yika/core/travel/purse-case.ts'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { Choice } from '../../ui/choice.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { Amount } from './amount.tsx'
import { cityToday } from './city-day.ts'
import { yuanText } from './yuan-text.ts'

type Case = Answer<'travel/purse-cases'>['cases'][number]

const words = createWords('purse-cases', {
  zh: {
    title: '旧卡余额结转',
    about: '卡片终止后，先等迟到的刷卡记录入账，再决定余额去向；较大金额须另一人复核。',
    card: '旧卡编号',
    status: '状态',
    open: '待决定',
    proposed: '待复核',
    done: '已办结',
    settleOn: '可结转日',
    amount: '金额',
    way: '去向',
    'new-card': '转入新卡',
    'new-card-about': '余额和公园年票转到同一人的新卡。',
    refund: '退回银行账户',
    'refund-about': '余额退到持卡人社保卡的银行账户。',
    deeds: '办理',
    early: '等到结转日',
    own: '由您提出，须由另一人复核',
    decide: '决定去向',
    decideWhat: '余额按所选去向结转。金额超过规定数额时，另一人复核后才转出；否则立即转出，不能撤回。',
    decided: '已决定：{{amount}} 元，{{way}}。',
    waits: '已提出：{{amount}} 元，等待另一人复核。',
    approve: '复核结转',
    approveWhat: '{{amount}} 元立即{{way}}，不能撤回。',
    approved: '已结转 {{amount}} 元。',
    empty: '没有等待结转的余额。',
  },
  en: {
    title: 'Purses of ended cards',
    about: 'Late taps get their time first, then it is decided where the money goes; from an amount on by two persons.',
    card: 'Ended card',
    status: 'State',
    open: 'to decide',
    proposed: 'waits for approval',
    done: 'done',
    settleOn: 'From',
    amount: 'Amount',
    way: 'Goes to',
    'new-card': 'the new card',
    'new-card-about': 'Money and annual park ticket move to the new card of the same person.',
    refund: 'the bank account',
    'refund-about': 'The money goes to the bank account of the holder’s card.',
    deeds: 'Do',
    early: 'not before its day',
    own: 'Proposed by you: another person has to approve',
    decide: 'Decide',
    decideWhat:
      'The money goes where you say. Above an amount of the rules another person approves first; below it leaves at once and cannot be called back.',
    decided: 'Decided: {{amount}} yuan to {{way}}.',
    waits: 'Proposed: {{amount}} yuan; it waits for another person.',
    approve: 'Approve',
    approveWhat: '{{amount}} yuan go to {{way}} at once and cannot be called back.',
    approved: '{{amount}} yuan were moved.',
    empty: 'No purse waits.',
  },
})

const pageSize = 100
const shown = 8
const tones = { open: 'warn', proposed: 'warn', done: 'good' } as const

export function PurseCases() {
  const say = useSay(words)
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const [way, setWay] = useState<CaseWay>('new-card')
  const [done, setDone] = useState<string>()
  const pages = useAskPages('travel/purse-cases', { purpose: 'travel', limit: pageSize })
  const deeds = ({ personId, caseId, version, status, settleOn, amount, way: proposedWay, decidedBy }: Case) => {
    if (status === 'proposed' && decidedBy === colleague.own) return <span className="quiet small">{say('own')}</span>
    if (status === 'proposed' && may('travel/approve-purse-case')) {
      const told = { amount: yuanText(amount ?? 0), way: proposedWay === null ? '' : say(proposedWay) }
      return (
        <Deed
          name="travel/approve-purse-case"
          look="main"
          label={say('approve')}
          consequence={say('approveWhat', told)}
          input={() => ({ personId, caseId, version })}
          onDone={(answer) => setDone(say('approved', { amount: yuanText(answer.amount) }))}
        />
      )
    }
    if (status !== 'open' || !may('travel/decide-purse-case')) return '—'
    if (settleOn > cityToday()) return <span className="quiet small">{say('early')}</span>
    return (
      <Deed
        name="travel/decide-purse-case"
        look="main"
        label={say('decide')}
        consequence={say('decideWhat')}
        input={() => ({ personId, caseId, way })}
        onBegin={() => setWay('new-card')}
        onDone={(answer) =>
          setDone(
            say(answer.status === 'proposed' ? 'waits' : 'decided', {
              amount: yuanText(answer.amount),
              way: say(way),
            }),
          )
        }
      >
        <Choice
          legend={say('way')}
          value={way}
          options={(['new-card', 'refund'] as const).map((value) => ({
            value,
            label: say(value),
            about: say(`${value}-about`),
          }))}
          onValue={setWay}
        />
      </Deed>
    )
  }
  const columns: readonly Column<Case>[] = [
    { key: 'card', title: say('card'), cell: ({ cardId }) => <code>…{cardId.slice(-shown)}</code> },
    { key: 'status', title: say('status'), cell: (row) => <Tag tone={tones[row.status]}>{say(row.status)}</Tag> },
    { key: 'settleOn', title: say('settleOn'), cell: (row) => moments.on(row.settleOn) },
    { key: 'amount', title: say('amount'), numeric: true, cell: (row) => <Amount fen={row.amount} /> },
    { key: 'way', title: say('way'), cell: (row) => (row.way === null ? '—' : say(row.way)) },
    { key: 'deeds', title: say('deeds'), cell: deeds },
  ]
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <p className="quiet">{say('about')}</p>
      <DoneNotice text={done} />
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ cases }) => cases) ?? []}
        keyOf={({ caseId }) => caseId}
        empty={say('empty')}
      />
    </section>
  )
}
