import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import { Amount } from './amount.tsx'
import { useConditionText } from './condition-text.ts'

type Proposal = Answer<'settlement/benefit-proposals'>['proposals'][number]
type Programme = Answer<'settlement/benefit-programmes'>['programmes'][number]

const words = createWords('programme-proposals', {
  zh: {
    title: '待批准的变更',
    new: '新项目：{{name}}',
    change: '变更：{{name}}',
    end: '终止：{{name}}',
    by: '拟定人',
    at: '拟定时间',
    last: '最后一天',
    most: '每笔最多',
    payday: '发放日',
    day: '每月 {{day}} 日',
    condition: '发给谁',
    from: '生效日期',
    until: '终止日期',
    legal: '依据',
    verified: '依据是否核实',
    yes: '有正式文件',
    no: '暂定',
    own: '由您拟定，须由另一人批准。',
    approve: '批准：{{name}}',
    approveWhat: '上列内容从生效日起执行，开立批次和发放都按它办理；此前已发放的不变。',
    approved: '已批准：{{name}}。',
  },
  en: {
    title: 'Changes that wait for approval',
    new: 'New: {{name}}',
    change: 'Change: {{name}}',
    end: 'End: {{name}}',
    by: 'Proposed by',
    at: 'Proposed',
    last: 'Last day',
    most: 'One line at most',
    payday: 'Payday',
    day: 'day {{day}} of the month',
    condition: 'Who gets it',
    from: 'From',
    until: 'Until',
    legal: 'Legal basis',
    verified: 'Source',
    yes: 'official text',
    no: 'provisional',
    own: 'Proposed by you: another person has to approve.',
    approve: 'Approve: {{name}}',
    approveWhat:
      'What stands above holds from its day on: batches are opened and paid by it. What was paid before stays.',
    approved: 'Approved: {{name}}.',
  },
})

interface ProgrammeProposalsProps {
  readonly proposals: readonly Proposal[]
  readonly programmes: readonly Programme[]
  readonly onDone: (text: string) => void
}

/** What the second person is asked to agree to, in full. */
export function ProgrammeProposals({ proposals, programmes, onDone }: ProgrammeProposalsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const colleague = useColleague()
  const conditionText = useConditionText()
  if (proposals.length === 0) return null
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <div className="cards">
        {proposals.map(({ programmeId, version, by, at, terms, until }) => {
          const known = programmes.find((one) => one.programmeId === programmeId)
          const title = terms?.name ?? known?.name
          const name = title === undefined ? programmeId : said(title)
          const kind = terms === null ? 'end' : known?.status === 'in-force' ? 'change' : 'new'
          return (
            <section className="panel" key={programmeId}>
              <h3>{say(kind, { name })}</h3>
              <Facts
                of={[
                  [say('last'), until === null ? null : moments.on(until)],
                  ...(terms === null
                    ? []
                    : ([
                        [say('most'), <Amount key="most" fen={terms.mostFen} />],
                        [say('payday'), say('day', { day: terms.payday })],
                        [say('condition'), conditionText(terms.condition)],
                        [say('from'), moments.on(terms.from)],
                        [say('until'), terms.until === null ? null : moments.on(terms.until)],
                        [say('legal'), terms.legalBasis],
                        [say('verified'), say(terms.verified ? 'yes' : 'no')],
                      ] as const)),
                  [say('by'), colleague.name(by)],
                  [say('at'), moments.at(at)],
                ]}
              />
              {by === colleague.own && <p className="quiet">{say('own')}</p>}
              {by !== colleague.own && may('settlement/approve-benefit-programme') && (
                <p>
                  <Deed
                    name="settlement/approve-benefit-programme"
                    look="main"
                    label={say('approve', { name })}
                    consequence={say('approveWhat')}
                    input={() => ({ programmeId, version })}
                    onDone={() => onDone(say('approved', { name }))}
                  />
                </p>
              )}
            </section>
          )
        })}
      </div>
    </section>
  )
}
