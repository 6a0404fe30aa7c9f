import { Link } from '@tanstack/react-router'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useAskPages } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Column, KeysetTable } from '../../ui/keyset-table.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { CsvOfPages } from '../csv-of-pages.tsx'
import { useFilter } from '../use-filter.ts'
import { wholeNumber } from '../whole-number.ts'
import { useInstitutionName } from './institution-name.ts'
import { terminalKindWords } from './terminal-words.ts'

type Row = Answer<'terminal/list-acknowledgements'>['terminals'][number]
type Acknowledgement = Row['acknowledgement']

const words = createWords('acknowledgements', {
  zh: {
    title: '名单送达证明',
    lead: '可脱网用卡的终端中，哪些已经确认收到某一版本的卡状态名单，哪些还没有，哪些失联。',
    back: '返回终端',
    shard: '名单',
    shardOf: '名单 {{shard}}（最新第 {{newest}} 版）',
    version: '版本（不填为最新）',
    versionHint: '挂失回执上写有它所在的名单和版本。',
    versionWrong: '请填写版本号，或不填。',
    noLists: '还没有发布过名单。名单在卡片状态变化后数秒内发布。',
    published: '名单 {{shard}} 第 {{version}} 版发布于 {{at}}。',
    unpublished: '名单 {{shard}} 没有第 {{version}} 版，或其发布时间已不在记录中。',
    sentence: '{{all}} 台终端中，{{acknowledged}} 台已确认，{{behind}} 台尚未确认，{{silent}} 台失联。',
    state: '确认情况',
    all: '全部',
    acknowledged: '已确认',
    behind: '尚未确认',
    silent: '失联',
    terminal: '终端',
    institution: '机构',
    kind: '类型',
    place: '位置',
    held: '持有版本',
    none: '未持有',
    since: '自',
    seen: '最后上报',
    never: '从未上报',
    empty: '没有符合条件的终端。',
  },
  en: {
    title: 'Proof of lists',
    lead: 'Of the terminals that work without the network: which have acknowledged a version of a status list, which have not, and of which nothing is heard.',
    back: 'Back to the terminals',
    shard: 'List',
    shardOf: 'list {{shard}} (newest version {{newest}})',
    version: 'Version (empty: the newest)',
    versionHint: 'The receipt of a loss names its list and version.',
    versionWrong: 'Enter the number of a version, or leave it empty.',
    noLists: 'No list has been published yet. They are published seconds after the state of a card changes.',
    published: 'Version {{version}} of list {{shard}} was published on {{at}}.',
    unpublished: 'List {{shard}} has no version {{version}}, or the record of its publication is gone.',
    sentence: 'Of {{all}} terminals {{acknowledged}} have acknowledged it, {{behind}} have not, {{silent}} are silent.',
    state: 'Acknowledgement',
    all: 'All',
    acknowledged: 'acknowledged',
    behind: 'not yet',
    silent: 'silent',
    terminal: 'Terminal',
    institution: 'Institution',
    kind: 'Kind',
    place: 'Place',
    held: 'Holds',
    none: 'nothing',
    since: 'Since',
    seen: 'Last report',
    never: 'never',
    empty: 'No terminal fits.',
  },
})

/** Those who may not know of a loss come first. */
const states = ['silent', 'behind', 'acknowledged'] as const satisfies readonly Acknowledgement[]
const tones = { silent: 'bad', behind: 'warn', acknowledged: 'good' } as const

/** M9.5, M13.4: after a loss it can be shown who knows of it. */
export function AcknowledgementsPage() {
  const say = useSay(words)
  const [filter, narrow] = useFilter(['shard', 'version', 'state'])
  const shard = wholeNumber(filter.shard ?? '') ?? 0
  const version = wholeNumber(filter.version ?? '')
  const isWrong = filter.version !== undefined && (version === undefined || version < 1)
  const list = { shard, ...(version === undefined || isWrong ? {} : { version }) }
  const board = useAsk('terminal/list-acknowledgements', { ...list, limit: 1 })
  return (
    <Page title={say('title')} lead={say('lead')}>
      <p>
        <Link to="/terminals">{say('back')}</Link>
      </p>
      <Asked of={board}>
        {(answer) =>
          answer.lists.length === 0 ? (
            <Empty text={say('noLists')} />
          ) : (
            <>
              <div className="row">
                <SelectField
                  label={say('shard')}
                  value={String(shard)}
                  options={answer.lists.map((one) => ({
                    value: String(one.shard),
                    label: say('shardOf', { shard: one.shard, newest: one.newest }),
                  }))}
                  onValue={(value) => narrow({ shard: value, version: '' })}
                />
                <TextField
                  label={say('version')}
                  hint={say('versionHint')}
                  fault={isWrong ? say('versionWrong') : undefined}
                  inputMode="numeric"
                  value={filter.version ?? ''}
                  onValue={(value) => narrow({ version: value.trim() })}
                />
              </div>
              {!isWrong && <Proof answer={answer} list={list} state={filter.state} />}
            </>
          )
        }
      </Asked>
    </Page>
  )
}

interface ProofProps {
  readonly answer: Answer<'terminal/list-acknowledgements'>
  readonly list: { readonly shard: number; readonly version?: number }
  readonly state: string | undefined
}

function Proof({ answer: { version, publishedAt, counts }, list, state: chosen }: ProofProps) {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const institution = useInstitutionName()
  const [filter] = useFilter(['shard', 'version', 'state'])
  const state = states.find((one) => one === chosen)
  const input = { ...list, ...(state === undefined ? {} : { acknowledgement: state }) }
  const pages = useAskPages('terminal/list-acknowledgements', { ...input, limit: 100 })
  const all = counts.acknowledged + counts.behind + counts.silent
  const facts = { shard: list.shard, version: version ?? 0 }
  const text = {
    terminal: (row: Row) => row.terminalId,
    state: (row: Row) => say(row.acknowledgement),
    held: (row: Row) => row.held ?? say('none'),
    since: (row: Row) => (row.since === null ? '—' : moments.at(row.since)),
    seen: (row: Row) => (row.seenAt === null ? say('never') : moments.at(row.seenAt)),
    kind: (row: Row) => said(terminalKindWords[row.kind]),
    place: (row: Row) => row.place,
    institution: (row: Row) => institution(row.institutionId),
  }
  const keys = Object.keys(text) as (keyof typeof text)[]
  const columns: readonly Column<Row>[] = keys.map((key) => ({
    key,
    title: say(key),
    cell: (row) => {
      if (key === 'state') return <Tag tone={tones[row.acknowledgement]}>{text.state(row)}</Tag>
      if (key === 'terminal' && may('terminal/terminal'))
        return (
          <Link to="/terminals/$terminalId" params={{ terminalId: row.terminalId } as never}>
            {row.terminalId}
          </Link>
        )
      return text[key](row)
    },
  }))
  return (
    <>
      <Notice tone={counts.acknowledged === all ? 'good' : 'warn'}>
        <p>
          {publishedAt === null
            ? say('unpublished', facts)
            : say('published', { ...facts, at: moments.at(publishedAt) })}
        </p>
        <p>
          <strong>{say('sentence', { all, ...counts })}</strong>
        </p>
      </Notice>
      <nav className="row" aria-label={say('state')}>
        {(['all', ...states] as const).map((one) => (
          <Link
            key={one}
            className={one === (state ?? 'all') ? 'button button-main' : 'button'}
            aria-current={one === (state ?? 'all') ? 'true' : undefined}
            to="/terminals/acknowledgements"
            search={{ ...filter, state: one } as never}
          >
            {say(one)} <span className="number">{one === 'all' ? all : counts[one]}</span>
          </Link>
        ))}
      </nav>
      <div className="row">
        <CsvOfPages
          file={`list-${list.shard}-version-${version ?? 0}`}
          name="terminal/list-acknowledgements"
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
