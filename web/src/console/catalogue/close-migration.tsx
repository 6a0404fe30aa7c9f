import { fenOfYuan } from '@yika/core/ledger/fen-of-yuan.ts'
import { useState } from 'react'
import { TextField } from '../../ui/field.tsx'
import { createWords, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { wholeNumber } from '../whole-number.ts'
import type { Migration } from './integrations-page.tsx'

const words = createWords('close-migration', {
  zh: {
    close: '关闭批次',
    what: '按本部门清点的行数和余额合计与收到的核对，相符才能关闭。关闭后不再接收明细；等待领卡的旧卡继续等待，权益不变。余额由另一人复核后才划入。',
    lines: '本部门清点的行数',
    balance: '本部门清点的余额合计（元）',
    missing: '请填写行数和余额合计（没有余额填 0）。',
    done: '批次已关闭：{{reference}}。',
  },
  en: {
    close: 'Close the batch',
    what: 'The lines and the sum of balances that you have counted are held against what came; they have to agree. A closed batch takes no more lines; old cards that wait for a card go on waiting and keep their rights. Money moves when somebody else has approved it.',
    lines: 'Lines that you have counted',
    balance: 'Sum of balances that you have counted (yuan)',
    missing: 'Enter both (0 where there is no money).',
    done: 'The batch is closed: {{reference}}.',
  },
})

interface CloseMigrationProps {
  readonly migration: Pick<Migration, 'migrationId' | 'reference'>
  readonly onDone: (text: string) => void
}

export function CloseMigration({ migration: { migrationId, reference }, onDone }: CloseMigrationProps) {
  const say = useSay(words)
  const [entered, setEntered] = useState({ lines: '', balance: '' })
  return (
    <Deed
      name="service/close-migration"
      label={say('close')}
      consequence={say('what')}
      input={() => {
        const lines = wholeNumber(entered.lines)
        const balanceFen = fenOfYuan(entered.balance)
        return lines === undefined || balanceFen === undefined ? say('missing') : { migrationId, lines, balanceFen }
      }}
      onDone={() => onDone(say('done', { reference }))}
    >
      <TextField
        label={say('lines')}
        inputMode="numeric"
        value={entered.lines}
        onValue={(lines) => setEntered({ ...entered, lines })}
      />
      <TextField
        label={say('balance')}
        inputMode="decimal"
        value={entered.balance}
        onValue={(balance) => setEntered({ ...entered, balance })}
      />
    </Deed>
  )
}
