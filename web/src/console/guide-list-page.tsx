import { Link } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { PlainTable } from '../ui/plain-table.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

type Item = Answer<'service/guide'>['items'][number]

const words = createWords('guide-list', {
  zh: {
    title: '办事指南文本',
    lead: '时限和费用由规则参数自动填入；这里修改条件、材料和步骤的文字，同样须第二人批准。',
    back: '返回规则参数',
    item: '事项',
    since: '生效日期',
    version: '版本',
    source: '依据',
    verified: '依据正式文件',
    unverified: '未经核实',
  },
  en: {
    title: 'Texts of the service guide',
    lead: 'Times and fees are filled in from the rules; here the words of conditions, papers and steps are changed, by two persons as well.',
    back: 'Back to the rules',
    item: 'Item',
    since: 'Since',
    version: 'Version',
    source: 'Source',
    verified: 'official source',
    unverified: 'unverified',
  },
})

export function GuideListPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const asked = useRead('service/guide', {})
  const columns = [
    {
      key: 'item',
      title: say('item'),
      cell: (row: Item) => (
        <Link to="/policy/guide/$item" params={{ item: row.item } as never} className="wrap">
          {said(row.title)}
        </Link>
      ),
    },
    { key: 'version', title: say('version'), cell: (row: Item) => row.number },
    { key: 'since', title: say('since'), cell: (row: Item) => moments.on(row.effectiveFrom) },
    {
      key: 'source',
      title: say('source'),
      cell: (row: Item) => (
        <span className="wrap small">
          <Tag tone={row.verified ? 'good' : 'warn'}>{say(row.verified ? 'verified' : 'unverified')}</Tag> {row.source}
        </span>
      ),
    },
  ]
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/policy">{say('back')}</Link>
      </p>
      <Asked of={asked}>
        {({ items }) => <PlainTable caption={say('title')} columns={columns} rows={items} keyOf={(row) => row.item} />}
      </Asked>
    </Page>
  )
}
