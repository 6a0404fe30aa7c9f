import { Link } from '@tanstack/react-router'
import { personalFieldWords } from '@yika/core/access/personal-field.ts'
import { type Purpose, purposes } from '@yika/core/access/purpose.ts'
import { roleWords } from '@yika/core/access/role-words.ts'
import { addDays, dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { Answer } from '../client/operations.ts'
import { useAskPages } from '../client/use-calls.ts'
import { type Column, KeysetTable } from '../ui/keyset-table.tsx'
import { useMoments } from '../ui/moment.ts'
import { useOperationTitles } from '../ui/operation-titles.ts'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { AuditFilter } from './audit-filter.tsx'
import { auditWords, outcomes, outcomeTones } from './audit-words.ts'
import { CsvOfPages } from './csv-of-pages.tsx'
import { useFilter } from './use-filter.ts'

type Row = Answer<'oversight/audit-rows'>['rows'][number]

const words = createWords('audit', {
  zh: {
    title: '审计日志',
    lead: '谁在何时为何办理或查看了什么，最新的在前。号码和姓名不在日志中；您的每次查询也会留痕。',
    empty: '此期间没有符合条件的记录。请放宽条件或时间。',
  },
  en: {
    title: 'Audit log',
    lead: 'Who did or saw what, when and why; the newest first. No name or number stands in the log, and every search leaves a row of its own.',
    empty: 'No row fits in these days. Widen the search.',
  },
})

const pageSize = 100
const daysShown = 6

export function AuditPage() {
  const say = useSay(words)
  const tell = useSay(auditWords)
  const said = useSaid()
  const moments = useMoments()
  const titles = useOperationTitles()
  const today = dayOf(instantOf(Date.now()))
  const [filter, narrow] = useFilter(['from', 'to', 'operation', 'outcome', 'readFor', 'actorId', 'personId'])
  const { from = addDays(today, -daysShown), to = today, operation, actorId, personId } = filter
  const outcome = outcomes.find((one) => one === filter.outcome)
  const readFor = (Object.keys(purposes) as Purpose[]).find((one) => one === filter.readFor)
  const input = {
    purpose: 'supervision' as const,
    from,
    to,
    ...(operation === undefined ? {} : { operation }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(readFor === undefined ? {} : { readFor }),
    ...(actorId === undefined ? {} : { actorId }),
    ...(personId === undefined ? {} : { personId }),
  }
  const pages = useAskPages('oversight/audit-rows', { ...input, limit: pageSize })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const title = (name: string) => said(titles.get(name) ?? { zh: name, en: name })
  const text = {
    at: (row: Row) => moments.at(row.at),
    operation: (row: Row) => title(row.operation),
    outcome: (row: Row) => tell(row.outcome),
    role: (row: Row) => said(roleWords[row.actorRole]),
    actor: (row: Row) => row.actor,
    organisation: (row: Row) => row.organisationId,
    person: (row: Row) => row.person ?? '—',
    purpose: (row: Row) => (row.purpose === null ? '—' : said(purposes[row.purpose])),
    fields: (row: Row) =>
      row.fields
        .map(({ field, unmasked }) =>
          tell(unmasked ? 'unmasked' : 'masked', { field: said(personalFieldWords[field]) }),
        )
        .join('、') || '—',
    refusal: (row: Row) => row.refusal ?? '—',
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Row>[] = keys.map((key) => ({
    key,
    title: tell(key),
    cell: (row) => {
      if (key === 'outcome') return <Tag tone={outcomeTones[row.outcome]}>{text.outcome(row)}</Tag>
      if (key === 'actor' || key === 'person') return <code>{short(text[key](row))}</code>
      if (key !== 'operation') return text[key](row)
      return (
        <Link to="/audit/$entryId" params={{ entryId: row.entryId } as never}>
          {text.operation(row)}
        </Link>
      )
    },
  }))
  return (
    <Page title={say('title')} lead={say('lead')}>
      <AuditFilter filter={{ ...filter, from, to }} today={today} titles={titles} onNarrow={narrow} />
      <div className="row">
        <CsvOfPages
          file="audit"
          name="oversight/audit-rows"
          input={input}
          rowsOf={(page) => page.rows}
          columns={keys.map((key) => [tell(key), text[key]] as const)}
        />
      </div>
      <KeysetTable
        caption={say('title')}
        columns={columns}
        pages={pages}
        rows={rows}
        keyOf={(row) => row.entryId}
        empty={say('empty')}
      />
    </Page>
  )
}

const shown = 8

/** Enough of an identifier to tell rows apart; the whole stands in the detail. */
function short(identifier: string): string {
  return identifier.length > 16 ? `…${identifier.slice(-shown)}` : identifier
}
