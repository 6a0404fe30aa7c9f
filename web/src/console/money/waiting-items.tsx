import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk } from '../../client/use-calls.ts'
import type { Column } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { DoneNotice } from '../done-notice.tsx'
import { Amount } from './amount.tsx'
import { ReasonField } from './reason-field.tsx'

type Item = Answer<'settlement/medical-item-lists'>['lists'][number]['items'][number]

const words = createWords('waiting-items', {
  zh: {
    title: '待审批的目录清单',
    list: '{{count}} 个条目，{{by}} 于 {{at}} 提交',
    code: '编码',
    name: '名称',
    class: '类别',
    A: '甲类',
    B: '乙类，先自付 {{percent}}%',
    C: '丙类，不予支付',
    ceiling: '单价限额（元）',
    from: '生效日期',
    until: '至',
    source: '依据',
    own: '由您提交，须由另一人审批。',
    approve: '批准发布',
    approveWhat: '{{count}} 个条目自各自的生效日期起用于结算，公开可查；发布后不能撤回，只能另发新版本。',
    approved: '已审批：{{good}} 个条目发布，{{refused}} 个未通过（已过期限或已有版本）。',
    refuse: '退回',
    refuseWhat: '{{count}} 个条目都不发布；需要时重新提交。',
    refused: '已退回。',
    missing: '请填写原因。',
  },
  en: {
    title: 'Lists that wait for approval',
    list: '{{count}} entries, proposed by {{by}}, {{at}}',
    code: 'Code',
    name: 'Name',
    class: 'Class',
    A: 'class A',
    B: 'class B, {{percent}}% own share first',
    C: 'class C, not paid',
    ceiling: 'Most per unit (yuan)',
    from: 'From',
    until: 'Until',
    source: 'Source',
    own: 'Proposed by you: another person has to approve.',
    approve: 'Approve and publish',
    approveWhat:
      'Bills are settled by the {{count}} entries from their first days on, and everybody can read them. What is published is not called back, only followed by another version.',
    approved: 'Decided: {{good}} entries published, {{refused}} refused (too late, or published before).',
    refuse: 'Put aside',
    refuseWhat: 'None of the {{count}} entries is published; if they are wanted they have to be proposed again.',
    refused: 'Put aside.',
    missing: 'Enter the reason.',
  },
})

const perMilleOfPercent = 10
const reasonMost = 200

/** What the second person is asked to agree to, entry by entry: nothing of it counts before. */
export function WaitingItems() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const [done, setDone] = useState<string>()
  const [reason, setReason] = useState('')
  const lists = useAsk('settlement/medical-item-lists', { status: 'proposed' }).data?.lists ?? []
  const columns: readonly Column<Item>[] = [
    { key: 'code', title: say('code'), cell: ({ code }) => <code>{code}</code> },
    { key: 'name', title: say('name'), cell: ({ name }) => <span className="wrap">{said(name)}</span> },
    {
      key: 'class',
      title: say('class'),
      cell: (item) => say(item.class, { percent: item.ownPerMille / perMilleOfPercent }),
    },
    { key: 'ceiling', title: say('ceiling'), numeric: true, cell: ({ ceiling }) => <Amount fen={ceiling} /> },
    { key: 'from', title: say('from'), cell: ({ from }) => moments.on(from) },
    { key: 'until', title: say('until'), cell: ({ until }) => (until === null ? '—' : moments.on(until)) },
    { key: 'source', title: say('source'), cell: ({ source }) => <span className="wrap small">{source}</span> },
  ]
  if (lists.length === 0) return <DoneNotice text={done} />
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <DoneNotice text={done} />
      {lists.map(({ listId, items, proposedBy, proposedAt }) => {
        const count = items.length
        const title = say('list', { count, by: colleague.name(proposedBy) ?? '', at: moments.at(proposedAt) })
        return (
          <section className="panel" key={listId}>
            <h3>{title}</h3>
            <PlainTable caption={title} columns={columns} rows={items} keyOf={({ code, from }) => `${code}@${from}`} />
            {proposedBy === colleague.own && <p className="quiet">{say('own')}</p>}
            {may('settlement/decide-medical-items') && (
              <div className="row actions">
                {proposedBy !== colleague.own && (
                  <Deed
                    name="settlement/decide-medical-items"
                    look="main"
                    label={say('approve')}
                    consequence={say('approveWhat', { count })}
                    input={() => ({ listId })}
                    onDone={({ outcomes }) => {
                      const good = outcomes.filter(({ status }) => status === 'done').length
                      setDone(say('approved', { good, refused: outcomes.length - good }))
                    }}
                  />
                )}
                <Deed
                  name="settlement/decide-medical-items"
                  label={say('refuse')}
                  consequence={say('refuseWhat', { count })}
                  onBegin={() => setReason('')}
                  input={() => (reason.trim() === '' ? say('missing') : { listId, refusedBecause: reason.trim() })}
                  onDone={() => setDone(say('refused'))}
                >
                  <ReasonField value={reason} most={reasonMost} onValue={setReason} />
                </Deed>
              </div>
            )}
          </section>
        )
      })}
    </section>
  )
}
