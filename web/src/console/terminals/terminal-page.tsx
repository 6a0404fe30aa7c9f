import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../client/may.ts'
import type { Answer } from '../../client/operations.ts'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { Asked } from '../../ui/asked.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useMoments } from '../../ui/moment.ts'
import { Page } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { districtName } from '../district-name.ts'
import { DoneNotice } from '../done-notice.tsx'
import { useInstitutionName } from './institution-name.ts'
import { TerminalDeeds } from './terminal-deeds.tsx'
import {
  conditionTones,
  conditionWords,
  readerWords,
  terminalKindWords,
  terminalStatusTones,
  terminalStatusWords,
} from './terminal-words.ts'

type List = Answer<'terminal/terminal'>['lists'][number]

const words = createWords('terminal', {
  zh: {
    title: '终端 {{terminal}}',
    back: '返回终端',
    condition: '状况',
    status: '状态',
    kind: '类型',
    institution: '机构',
    place: '位置',
    district: '区',
    services: '提供的服务',
    offline: '脱网用卡',
    yes: '可以，凭名单判断',
    no: '不可以',
    registered: '登记日期',
    seen: '最后上报',
    never: '从未上报',
    reader: '读卡器',
    software: '软件版本',
    waiting: '待传记录',
    clock: '时钟偏差',
    seconds: '{{seconds}} 秒',
    keys: '密钥指纹',
    keyAbout: '与设备上显示的指纹逐字核对。',
    lists: '持有的名单',
    shard: '名单',
    newest: '最新版本',
    held: '持有版本',
    since: '自',
    none: '未持有',
    current: '最新',
    behind: '落后',
    noLists: '还没有发布过名单。',
    proof: '哪些终端持有名单 {{shard}}',
  },
  en: {
    title: 'Terminal {{terminal}}',
    back: 'Back to the terminals',
    condition: 'Condition',
    status: 'State',
    kind: 'Kind',
    institution: 'Institution',
    place: 'Place',
    district: 'District',
    services: 'Offers',
    offline: 'Without the network',
    yes: 'works, by its lists',
    no: 'does not work',
    registered: 'Registered',
    seen: 'Last report',
    never: 'never',
    reader: 'Reader',
    software: 'Software',
    waiting: 'Still to send',
    clock: 'Its clock is off by',
    seconds: '{{seconds}} s',
    keys: 'Fingerprint of its key',
    keyAbout: 'Compare it with what the device shows, character by character.',
    lists: 'Lists that it holds',
    shard: 'List',
    newest: 'Newest version',
    held: 'Holds',
    since: 'Since',
    none: 'nothing',
    current: 'newest',
    behind: 'behind',
    noLists: 'No list has been published yet.',
    proof: 'Who holds list {{shard}}',
  },
})

const msPerSecond = 1000

export function TerminalPage() {
  const say = useSay(words)
  const said = useSaid()
  const may = useMay()
  const moments = useMoments()
  const institution = useInstitutionName()
  const { terminalId } = useParams({ strict: false }) as { terminalId: string }
  const [done, setDone] = useState<string>()
  const asked = useAsk('terminal/terminal', { terminalId })
  const catalogue = useRead('service/card-services', {})
  const services = new Map(
    catalogue.data?.fields.flatMap((field) => field.services.map((one) => [one.serviceId, said(one.name)] as const)),
  )
  const columns = [
    {
      key: 'shard',
      title: say('shard'),
      cell: ({ shard }: List) =>
        may('terminal/list-acknowledgements') ? (
          <Link
            to="/terminals/acknowledgements"
            search={{ shard: String(shard) } as never}
            aria-label={say('proof', { shard })}
          >
            {shard}
          </Link>
        ) : (
          shard
        ),
    },
    { key: 'newest', title: say('newest'), cell: ({ newest }: List) => newest },
    {
      key: 'held',
      title: say('held'),
      cell: ({ held, newest }: List) => (
        <>
          {held ?? say('none')}{' '}
          <Tag tone={held === newest ? 'good' : 'warn'}>{say(held === newest ? 'current' : 'behind')}</Tag>
        </>
      ),
    },
    { key: 'since', title: say('since'), cell: ({ since }: List) => (since === null ? '—' : moments.at(since)) },
  ]
  return (
    <Page title={say('title', { terminal: terminalId })}>
      <p>
        <Link to="/terminals">{say('back')}</Link>
      </p>
      <DoneNotice text={done} />
      <Asked of={asked}>
        {(terminal) => (
          <>
            <section className="panel">
              <Facts
                of={[
                  [
                    say('condition'),
                    <Tag key="condition" tone={conditionTones[terminal.condition]}>
                      {said(conditionWords[terminal.condition])}
                    </Tag>,
                  ],
                  [
                    say('status'),
                    <Tag key="status" tone={terminalStatusTones[terminal.status]}>
                      {said(terminalStatusWords[terminal.status])}
                    </Tag>,
                  ],
                  [say('kind'), said(terminalKindWords[terminal.kind])],
                  [
                    say('institution'),
                    may('service/institutions') ? (
                      <Link
                        key="institution"
                        to="/institutions/$institutionId"
                        params={{ institutionId: terminal.institutionId } as never}
                      >
                        {institution(terminal.institutionId)}
                      </Link>
                    ) : (
                      institution(terminal.institutionId)
                    ),
                  ],
                  [say('place'), terminal.place],
                  [say('district'), said(districtName(terminal.district))],
                  [say('services'), terminal.services.map((id) => services.get(id) ?? id).join(' · ')],
                  [say('offline'), say(terminal.offline ? 'yes' : 'no')],
                  [say('registered'), moments.on(terminal.registeredOn)],
                  [say('seen'), terminal.seenAt === null ? say('never') : moments.at(terminal.seenAt)],
                  [say('reader'), terminal.reader === null ? null : said(readerWords[terminal.reader])],
                  [say('software'), terminal.software],
                  [say('waiting'), terminal.waiting],
                  [
                    say('clock'),
                    terminal.clockOffMs === null
                      ? null
                      : say('seconds', { seconds: Math.round(terminal.clockOffMs / msPerSecond) }),
                  ],
                  [
                    say('keys'),
                    <span key="keys" className="stack">
                      {terminal.keys.map(({ crv, thumbprint }) => (
                        <span key={thumbprint}>
                          <code>{thumbprint}</code> <span className="quiet small">{crv}</span>
                        </span>
                      ))}
                      <span className="quiet small">{say('keyAbout')}</span>
                    </span>,
                  ],
                ]}
              />
              <TerminalDeeds terminal={terminal} onDone={setDone} />
            </section>
            <section className="stack">
              <h2>{say('lists')}</h2>
              {terminal.lists.length === 0 ? (
                <Empty text={say('noLists')} />
              ) : (
                <PlainTable
                  caption={say('lists')}
                  columns={columns}
                  rows={terminal.lists}
                  keyOf={({ shard }) => String(shard)}
                />
              )}
            </section>
          </>
        )}
      </Asked>
    </Page>
  )
}
