import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { TextField } from '../ui/field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { ChipKey } from './chip-key.ts'
import { useColleague } from './colleague.ts'
import { Deed } from './deed.tsx'

const words = createWords('chip-key-deeds', {
  zh: {
    confirm: '确认产生',
    confirmWhat: '您是第二人。确认后加密机立即产生全部主密钥；产生后只能停用、销毁，不能收回。',
    confirmed: '已确认，加密机正在产生密钥。',
    withdraw: '撤回',
    withdrawWhat: '该提议作废，密钥状态恢复到提出之前。',
    withdrawn: '已撤回。',
    retire: '停用',
    retireWhat: '新卡不再使用该版本；已发的卡继续有效。不能恢复使用。',
    reason: '原因',
    missing: '请填写原因。',
    retired: '已停用。',
    destroy: '提出销毁',
    destroyWhat: '您是两人中的第一人。另一位安全管理员确认后，密钥从加密机中销毁；使用该版本的卡将再也不能验证。',
    proposed: '已提出销毁，等待另一位安全管理员确认。',
    confirmDestroy: '确认销毁',
    confirmDestroyWhat: '您是第二人。密钥将立即从加密机中销毁，无法恢复；使用该版本的卡再也不能验证。',
    destroyed: '已确认，加密机正在销毁密钥。',
    second: '由您提出，须由另一位安全管理员确认（第十四条）。',
  },
  en: {
    confirm: 'Confirm',
    confirmWhat:
      'You are the second person. The key machine makes all master keys at once; afterwards they can only be retired and destroyed.',
    confirmed: 'Confirmed; the key machine is making the keys.',
    withdraw: 'Withdraw',
    withdrawWhat: 'The proposal is void and everything is as it was before it.',
    withdrawn: 'Withdrawn.',
    retire: 'Retire',
    retireWhat: 'New cards no longer get this version; cards that have it work on. It cannot be taken into use again.',
    reason: 'Reason',
    missing: 'Enter the reason.',
    retired: 'Retired.',
    destroy: 'Propose destruction',
    destroyWhat:
      'You are the first of two. When another security administrator confirms, the key machine destroys the keys; no card that has them can ever prove itself again.',
    proposed: 'Proposed; another security administrator has to confirm.',
    confirmDestroy: 'Confirm destruction',
    confirmDestroyWhat:
      'You are the second person. The key machine destroys the keys at once and for good; no card that has them can prove itself again.',
    destroyed: 'Confirmed; the key machine is destroying the keys.',
    second: 'You proposed it: another security administrator has to confirm (Article 14).',
  },
})

interface ChipKeyDeedsProps {
  readonly of: ChipKey
  readonly onDone: (text: string) => void
}

export function ChipKeyDeeds({ of: key, onDone }: ChipKeyDeedsProps) {
  const say = useSay(words)
  const may = useMay()
  const { own } = useColleague()
  const [reason, setReason] = useState('')
  const { chipKeyId, state } = key
  if (!may('production/confirm-chip-key')) return null
  const first = state === 'proposed' ? key.proposedBy : key.destructionProposedBy
  const waits = state === 'proposed' || state === 'destruction-proposed'
  const input = () => ({ chipKeyId })
  return (
    <div className="stack">
      {waits && first === own && <p className="quiet">{say('second')}</p>}
      <div className="row actions">
        {state === 'proposed' && first !== own && (
          <Deed
            name="production/confirm-chip-key"
            look="main"
            label={say('confirm')}
            consequence={say('confirmWhat')}
            input={input}
            onDone={() => onDone(say('confirmed'))}
          />
        )}
        {state === 'active' && (
          <Deed
            name="production/retire-chip-key"
            label={say('retire')}
            consequence={say('retireWhat')}
            input={() => (reason.trim() === '' ? say('missing') : { chipKeyId, reason: reason.trim() })}
            onDone={() => onDone(say('retired'))}
          >
            <TextField label={say('reason')} value={reason} maxLength={200} onValue={setReason} />
          </Deed>
        )}
        {state === 'retired' && (
          <Deed
            name="production/propose-chip-key-destruction"
            look="grave"
            label={say('destroy')}
            consequence={say('destroyWhat')}
            input={input}
            onDone={() => onDone(say('proposed'))}
          />
        )}
        {state === 'destruction-proposed' && first !== own && (
          <Deed
            name="production/confirm-chip-key-destruction"
            look="grave"
            label={say('confirmDestroy')}
            consequence={say('confirmDestroyWhat')}
            input={input}
            onDone={() => onDone(say('destroyed'))}
          />
        )}
        {waits && (
          <Deed
            name="production/withdraw-chip-key-proposal"
            label={say('withdraw')}
            consequence={say('withdrawWhat')}
            input={input}
            onDone={() => onDone(say('withdrawn'))}
          />
        )}
      </div>
    </div>
  )
}
