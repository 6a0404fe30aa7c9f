import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'

const words = createWords('terminal-deeds', {
  zh: {
    suspend: '暂停终端',
    suspendWhat: '{{terminal}}即刻起不能用卡，提示用户到其他终端；它仍会上报状况、接收名单。可以恢复。',
    suspended: '已暂停：{{terminal}}。',
    resume: '恢复终端',
    resumeWhat: '{{terminal}}即刻起可以用卡。',
    resumed: '已恢复：{{terminal}}。',
    retire: '停用终端',
    retireWhat: '{{terminal}}不能再登录，密钥作废。不能恢复；设备再次使用须以新的编号登记。',
    retired: '已停用：{{terminal}}。',
    reason: '原因',
    missing: '请填写原因（至少 2 个字）。',
  },
  en: {
    suspend: 'Suspend the terminal',
    suspendWhat:
      'From now on no card can be used at {{terminal}}, it sends people to another one; it still reports and receives lists. It can be resumed.',
    suspended: 'Suspended: {{terminal}}.',
    resume: 'Resume the terminal',
    resumeWhat: 'From now on cards can be used at {{terminal}}.',
    resumed: 'Resumed: {{terminal}}.',
    retire: 'Retire the terminal',
    retireWhat:
      '{{terminal}} can no longer sign in and its keys end. It cannot be brought back; to use the device again register it under another name.',
    retired: 'Retired: {{terminal}}.',
    reason: 'Reason',
    missing: 'Say why (two characters at least).',
  },
})

interface TerminalDeedsProps {
  readonly terminal: Pick<Answer<'terminal/terminal'>, 'terminalId' | 'status'>
  readonly onDone: (text: string) => void
}

export function TerminalDeeds({ terminal: { terminalId, status }, onDone }: TerminalDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const [reason, setReason] = useState('')
  const names = { terminal: terminalId }
  const withReason = () => (reason.trim().length < 2 ? say('missing') : { terminalId, reason: reason.trim() })
  const field = <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
  if (status === 'retired') return null
  return (
    <div className="row actions">
      {status === 'active' && may('terminal/suspend-terminal') && (
        <Deed
          name="terminal/suspend-terminal"
          label={say('suspend')}
          consequence={say('suspendWhat', names)}
          onBegin={() => setReason('')}
          input={withReason}
          onDone={() => onDone(say('suspended', names))}
        >
          {field}
        </Deed>
      )}
      {status === 'suspended' && may('terminal/resume-terminal') && (
        <Deed
          name="terminal/resume-terminal"
          look="main"
          label={say('resume')}
          consequence={say('resumeWhat', names)}
          input={() => ({ terminalId })}
          onDone={() => onDone(say('resumed', names))}
        />
      )}
      {may('terminal/retire-terminal') && (
        <Deed
          name="terminal/retire-terminal"
          look="grave"
          label={say('retire')}
          consequence={say('retireWhat', names)}
          onBegin={() => setReason('')}
          input={withReason}
          onDone={() => onDone(say('retired', names))}
        >
          {field}
        </Deed>
      )}
    </div>
  )
}
