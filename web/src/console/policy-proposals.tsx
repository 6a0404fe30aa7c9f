import { useState } from 'react'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import { useAsk, useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { TextField } from '../ui/field.tsx'
import { useMoments } from '../ui/moment.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { Deed } from './deed.tsx'
import { figureTitle } from './figure-shown.ts'
import { PolicyDiff } from './policy-diff.tsx'
import { scopeName } from './scope-name.ts'

export type Proposal = Answer<'policy/policy-proposals'>['proposals'][number]

const words = createWords('policy-proposals', {
  zh: {
    title: '待第二人批准（{{count}}）',
    empty: '没有待批准的提议。',
    scope: '适用范围',
    from: '生效日期',
    to: '失效日期',
    source: '依据与理由',
    proposed: '提议时间',
    verified: '依据正式文件',
    unverified: '未经核实',
    own: '由您提议：须由另一位工作人员批准（第十七条）。您可以撤回。',
    approve: '批准',
    approveWhat: '自生效日起按新取值办理并对外公示。批准后不能撤销，只能另提新的取值。',
    approved: '已批准：{{title}}，第 {{number}} 版。',
    withdraw: '撤回提议',
    withdrawWhat: '该提议不再生效，现行取值不变；记录保留。',
    reason: '撤回原因',
    missing: '请填写原因（至少 2 个字）。',
    withdrawn: '已撤回：{{title}}。',
  },
  en: {
    title: 'Waiting for a second person ({{count}})',
    empty: 'No proposal waits.',
    scope: 'Holds for',
    from: 'From',
    to: 'Until',
    source: 'Source and reason',
    proposed: 'Proposed',
    verified: 'official source',
    unverified: 'unverified',
    own: 'You proposed it: somebody else has to approve it (Article 17). You may withdraw it.',
    approve: 'Approve',
    approveWhat:
      'From that day on the new value counts and is published. An approval cannot be undone; only another value can be proposed.',
    approved: 'Approved: {{title}}, version {{number}}.',
    withdraw: 'Withdraw',
    withdrawWhat: 'The proposal ends, the value in force stays; the record is kept.',
    reason: 'Why it is withdrawn',
    missing: 'Say why (two characters at least).',
    withdrawn: 'Withdrawn: {{title}}.',
  },
})

interface PolicyProposalsProps {
  readonly onDone: (text: string) => void
  /** Only those of one figure. */
  readonly policyKey?: string
}

export function PolicyProposals({ onDone, policyKey }: PolicyProposalsProps) {
  const say = useSay(words)
  const asked = useAsk('policy/policy-proposals', {})
  return (
    <Asked of={asked}>
      {(answer) => {
        const proposals = answer.proposals.filter(({ key }) => policyKey === undefined || key === policyKey)
        // The page of one figure is silent about what does not wait.
        if (policyKey !== undefined && proposals.length === 0) return null
        return (
          <section className="stack" id="waiting">
            <h2>{say('title', { count: proposals.length })}</h2>
            {proposals.length === 0 ? (
              <Empty text={say('empty')} />
            ) : (
              <div className="cards">
                {proposals.map((proposal) => (
                  <ProposalPanel key={proposal.policyValueId} proposal={proposal} onDone={onDone} />
                ))}
              </div>
            )}
          </section>
        )
      }}
    </Asked>
  )
}

function ProposalPanel({ proposal, onDone }: { readonly proposal: Proposal; readonly onDone: (text: string) => void }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const own = useSession()?.staffId === proposal.author
  const banks = useRead('bank/banks', {})
  const before = useRead('policy/policy-values', { on: proposal.effectiveFrom, prefix: proposal.key })
  const [reason, setReason] = useState('')
  const { policyValueId, key } = proposal
  const title = said(figureTitle(key))
  const inForce = before.data?.values.find((value) => value.key === key && value.scope === proposal.scope)
  return (
    <article className="panel">
      <h3>{title}</h3>
      <PolicyDiff policyKey={key} from={inForce?.value ?? null} to={proposal.value} />
      <Facts
        of={[
          [say('scope'), said(scopeName(proposal.scope, banks.data?.banks ?? []))],
          [say('from'), moments.on(proposal.effectiveFrom)],
          [say('to'), proposal.effectiveTo === null ? null : moments.on(proposal.effectiveTo)],
          [
            say('source'),
            <span key="source">
              {proposal.source}{' '}
              <Tag tone={proposal.verified ? 'good' : 'warn'}>{say(proposal.verified ? 'verified' : 'unverified')}</Tag>
            </span>,
          ],
          [say('proposed'), moments.at(proposal.proposedAt)],
        ]}
      />
      {own && may('policy/approve-policy-value') && <p className="quiet">{say('own')}</p>}
      <div className="row actions">
        {!own && may('policy/approve-policy-value') && (
          <Deed
            name="policy/approve-policy-value"
            look="main"
            label={say('approve')}
            consequence={say('approveWhat')}
            input={() => ({ policyValueId })}
            onDone={({ number }) => onDone(say('approved', { title, number }))}
          />
        )}
        {may('policy/withdraw-policy-proposal') && (
          <Deed
            name="policy/withdraw-policy-proposal"
            label={say('withdraw')}
            consequence={say('withdrawWhat')}
            input={() => (reason.trim().length < 2 ? say('missing') : { policyValueId, reason: reason.trim() })}
            onDone={() => onDone(say('withdrawn', { title }))}
          >
            <TextField label={say('reason')} value={reason} maxLength={500} onValue={setReason} />
          </Deed>
        )}
      </div>
    </article>
  )
}
