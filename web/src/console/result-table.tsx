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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than the screen scrolls with the arrow keys
    <section className="table" tabIndex={0} aria-label={say('caption')}>
      <table>
        <caption className="unseen">{say('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('party')}</th>
            <th scope="col">{say('good')}</th>
            <th scope="col">{say('failed')}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage}>
              <th scope="row">{say(stage)}</th>
              <td>{batch[stage]?.good ?? say('awaited')}</td>
              <td>{batch[stage]?.failed ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
