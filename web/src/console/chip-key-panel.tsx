import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { ChipKey } from './chip-key.ts'
import { ChipKeyDeeds } from './chip-key-deeds.tsx'
import { chipKeyStateWords, chipKeyTone, chipSuiteWords } from './chip-key-words.ts'
import { useColleague } from './colleague.ts'

const words = createWords('chip-key-panel', {
  zh: {
    version: '{{suite}} 第 {{version}} 版',
    reason: '产生原因',
    proposedBy: '提出人',
    confirmedBy: '确认人',
    retireReason: '停用原因',
    destructionProposedBy: '提出销毁',
    destructionConfirmedBy: '确认销毁',
    changed: '最近变动',
    checkValues: '校验值（{{version}}）',
    compare: '两位保管人应各自与加密机显示的校验值逐一核对。',
    key: '密钥',
    value: '校验值',
  },
  en: {
    version: '{{suite}}, version {{version}}',
    reason: 'Made because',
    proposedBy: 'Proposed by',
    confirmedBy: 'Confirmed by',
    retireReason: 'Retired because',
    destructionProposedBy: 'Destruction proposed by',
    destructionConfirmedBy: 'Destruction confirmed by',
    changed: 'Last change',
    checkValues: 'Check values ({{version}})',
    compare: 'Both custodians compare each of them with what the key machine shows.',
    key: 'Key',
    value: 'Check value',
  },
})

interface ChipKeyPanelProps {
  readonly of: ChipKey
  readonly onDone: (text: string) => void
}

export function ChipKeyPanel({ of: key, onDone }: ChipKeyPanelProps) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const colleague = useColleague()
  const tone = chipKeyTone(key.state)
  const version = say('version', { suite: said(chipSuiteWords[key.suite]), version: key.keyVersion })
  return (
    <section className="panel" aria-label={version}>
      <div className="row">
        <h2>{version}</h2>
        <Tag {...(tone === undefined ? {} : { tone })}>{said(chipKeyStateWords[key.state])}</Tag>
      </div>
      <Facts
        of={[
          [say('reason'), key.reason],
          [say('proposedBy'), colleague.name(key.proposedBy)],
          [say('confirmedBy'), colleague.name(key.confirmedBy)],
          [say('retireReason'), key.retireReason],
          [say('destructionProposedBy'), colleague.name(key.destructionProposedBy)],
          [say('destructionConfirmedBy'), colleague.name(key.destructionConfirmedBy)],
          [say('changed'), moments.at(key.changedAt)],
        ]}
      />
      {key.checkValues !== null && (
        <>
          <h3>{say('checkValues', { version: key.chipKeyId })}</h3>
          <p className="quiet small">{say('compare')}</p>
          <PlainTable
            caption={say('checkValues', { version: key.chipKeyId })}
            columns={[
              { key: 'key', title: say('key'), cell: ([name]) => name },
              { key: 'value', title: say('value'), cell: ([, value]) => <code>{value}</code> },
            ]}
            rows={Object.entries(key.checkValues)}
            keyOf={([name]) => name}
          />
        </>
      )}
      <ChipKeyDeeds of={key} onDone={onDone} />
    </section>
  )
}
