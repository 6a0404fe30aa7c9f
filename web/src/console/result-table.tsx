import { PlainTable } from '../ui/plain-table.tsx'
import { createWords, useSay } from '../ui/words.ts'
import type { Batch } from './batch-owed.ts'

const words = createWords('batch-results', {
  zh: {
    caption: '各方回盘的成功与失败张数',
    party: '环节',
    good: '成功',
    failed: '失败',
    bankReturn: '银行开户',
    certificateResult: '证书签发',
    factoryReturn: '制卡',
    keyResult: '密钥替换',
    awaited: '未回盘',
  },
  en: {
    caption: 'Good and failed cards by what each party returned',
    party: 'Stage',
    good: 'Good',
    failed: 'Failed',
    bankReturn: 'Accounts (bank)',
    certificateResult: 'Certificates',
    factoryReturn: 'Making (factory)',
    keyResult: 'Keys replaced',
    awaited: 'not yet',
  },
})

const stages = ['bankReturn', 'certificateResult', 'factoryReturn', 'keyResult'] as const

/** What each party has answered, and what it still owes. */
export function ResultTable({ batch }: { readonly batch: Batch }) {
  const say = useSay(words)
  return (
    <PlainTable
      caption={say('caption')}
      columns={[
        { key: 'party', title: say('party'), cell: (stage) => say(stage) },
        { key: 'good', title: say('good'), cell: (stage) => batch[stage]?.good ?? say('awaited') },
        { key: 'failed', title: say('failed'), cell: (stage) => batch[stage]?.failed ?? '—' },
      ]}
      rows={stages}
      keyOf={(stage) => stage}
    />
  )
}
