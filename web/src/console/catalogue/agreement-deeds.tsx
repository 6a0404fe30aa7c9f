import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { useColleague } from '../colleague.ts'
import { Deed } from '../deed.tsx'
import type { Agreement } from './agreement.ts'

const words = createWords('agreement-deeds', {
  zh: {
    own: '由您提出：须由另一人签署。',
    sign: '签署协议',
    signWhat: '{{institution}}自起始日期起可以使用“{{service}}”，并按协议获知所列事项。签署人记入协议。',
    signed: '已签署：{{institution}}，{{service}}。',
    end: '终止协议',
    endWhat: '{{institution}}即日起不能再使用“{{service}}”，其终端和系统的请求会被拒绝。不能恢复，只能另提新协议。',
    withdraw: '不签，终止提议',
    withdrawWhat: '这份提议终止，{{institution}}不能使用“{{service}}”。记录保留。',
    reason: '原因',
    missing: '请填写原因（至少 2 个字）。',
    ended: '已终止：{{institution}}，{{service}}。',
  },
  en: {
    own: 'You proposed it: somebody else has to sign.',
    sign: 'Sign the agreement',
    signWhat:
      'From its first day on {{institution}} may use “{{service}}” and is told what the agreement names. You are recorded as its second hand.',
    signed: 'Signed: {{institution}}, {{service}}.',
    end: 'End the agreement',
    endWhat:
      'From today on {{institution}} cannot use “{{service}}”; what its terminals and systems ask is refused. It cannot be brought back; only a new agreement can be proposed.',
    withdraw: 'Do not sign, end it',
    withdrawWhat: 'This proposal ends, {{institution}} cannot use “{{service}}”. The record is kept.',
    reason: 'Reason',
    missing: 'Say why (two characters at least).',
    ended: 'Ended: {{institution}}, {{service}}.',
  },
})

interface AgreementDeedsProps {
  readonly agreement: Agreement
  readonly onDone: (text: string) => void
}

/** M5.2: one proposes, another signs; either of them ends it. */
export function AgreementDeeds({ agreement, onDone }: AgreementDeedsProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const { own } = useColleague()
  const [reason, setReason] = useState('')
  const { agreementId, status, proposedBy } = agreement
  const names = { institution: said(agreement.institution), service: said(agreement.service) }
  const isProposed = status === 'proposed'
  if (status === 'ended') return null
  return (
    <>
      {isProposed && proposedBy === own && may('service/sign-agreement') && <span className="quiet">{say('own')}</span>}
      {isProposed && proposedBy !== own && may('service/sign-agreement') && (
        <Deed
          name="service/sign-agreement"
          look="main"
          label={say('sign')}
          consequence={say('signWhat', names)}
          input={() => ({ agreementId })}
          onDone={() => onDone(say('signed', names))}
        />
      )}
      {may('service/end-agreement') && (
        <Deed
          name="service/end-agreement"
          look={isProposed ? 'plain' : 'grave'}
          label={say(isProposed ? 'withdraw' : 'end')}
          consequence={say(isProposed ? 'withdrawWhat' : 'endWhat', names)}
          input={() => (reason.trim().length < 2 ? say('missing') : { agreementId, reason: reason.trim() })}
          onDone={() => onDone(say('ended', names))}
        >
          <TextField label={say('reason')} value={reason} maxLength={300} onValue={setReason} />
        </Deed>
      )}
    </>
  )
}
