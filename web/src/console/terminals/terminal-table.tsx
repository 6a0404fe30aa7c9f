import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import type { Answer, Input } from '../../client/operations.ts'
import { useAskPages } from '../../client/use-calls.ts'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { districtName } from '../district-name.ts'
import { useInstitutionName } from './institution-name.ts'
import {
  conditionTones,
  conditionWords,
  terminalKindWords,
  terminalStatusTones,
  terminalStatusWords,
} from './terminal-words.ts'

type Terminal = Answer<'terminal/terminals'>['terminals'][number]

const words = createWords('terminal-table', {
  zh: {
    title: '终端',
    terminalId: '终端',
    condition: '状况',
    status: '状态',
    kind: '类型',
    place: '位置',
    district: '区',
    institution: '机构',
    seen: '最后上报',
    never: '从未上报',
    waiting: '待传记录',
    software: '软件',
    empty: '没有符合条件的终端。终端由机构登记。',
  },
  en: {
    title: 'Terminals',
    terminalId: 'Terminal',
    condition: 'Condition',
    status: 'State',
    kind: 'Kind',
    place: 'Place',
    district: 'District',
    institution: 'Institution',
    seen: 'Last report',
    never: 'never',
    waiting: 'Still to send',
    software: 'Software',
    empty: 'No terminal fits. Institutions register their terminals.',
  },
})

type Asked = Pick<Input<'terminal/terminals'>, 'institutionId' | 'district' | 'kind' | 'status' | 'condition'>

export function TerminalTable({ of: input }: { readonly of: Asked }) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const institution = useInstitutionName()
  const pages = useAskPages('terminal/terminals', { ...input, limit: 100 })
  const text = {
    terminalId: (row: Terminal) => row.terminalId,
    condition: (row: Terminal) => said(conditionWords[row.condition]),
    status: (row: Terminal) => said(terminalStatusWords[row.status]),
    kind: (row: Terminal) => said(terminalKindWords[row.kind]),
    place: (row: Terminal) => row.place,
    district: (row: Terminal) => said(districtName(row.district)),
    institution: (row: Terminal) => institution(row.institutionId),
    seen: (row: Terminal) => (row.seenAt === null ? say('never') : moments.at(row.seenAt)),
    waiting: (row: Terminal) => row.waiting,
    software: (row: Terminal) => row.software ?? '—',
  }
  const keys = (Object.keys(text) as (keyof typeof text)[]).filter(
    (key) => !(key === 'institution' && input.institutionId !== undefined),
  )
  const columns: readonly Column<Terminal>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'terminalId' && may('terminal/terminal'))
        return (
          <Link to="/terminals/$terminalId" params={{ terminalId: row.terminalId } as never}>
            {row.terminalId}
          </Link>
        )
      if (key === 'condition') return <Tag tone={conditionTones[row.condition]}>{text.condition(row)}</Tag>
      if (key === 'status') return <Tag tone={terminalStatusTones[row.status]}>{text.status(row)}</Tag>
      return text[key](row)
    },
  }))
  return (
    <>
      <div className="row">
        <CsvOfPages
          file="terminals"
          name="terminal/terminals"
          input={input}
          rowsOf={({ terminals }) => terminals}
          columns={keys.map((key) => [say(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={pages.data?.pages.flatMap(({ terminals }) => terminals) ?? []}
        keyOf={(row) => row.terminalId}
        empty={say('empty')}
      />
    </>
  )
}
