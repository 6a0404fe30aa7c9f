import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { LegalBasis } from './legal-basis.tsx'
import { sourceIn } from './source-in.ts'

const words = createWords('guide-item', {
  zh: {
    title: '办事指南',
    all: '全部事项',
    conditions: '办理条件',
    materials: '所需材料',
    steps: '办理步骤',
    channels: '办理渠道',
    timeLimits: '办理时限',
    fees: '费用',
    contact: '咨询',
    basis: '依据',
    since: '生效日期',
    owner: '负责部门',
    history: '修订记录',
    version: '第 {{number}} 版：{{from}}起',
    until: '，至{{day}}',
    figures: '本页数字的出处',
    provisional: '暂定',
    unverified: '本页部分内容尚待主管部门核实。',
    print: '打印本页',
  },
  en: {
    title: 'Service guide',
    all: 'All services',
    conditions: 'Who may',
    materials: 'What to bring',
    steps: 'How it goes',
    channels: 'Where',
    timeLimits: 'How long it takes',
    fees: 'What it costs',
    contact: 'Questions',
    basis: 'Legal basis',
    since: 'In force since',
    owner: 'Answered for by',
    history: 'History',
    version: 'Version {{number}}: since {{from}}',
    until: ', until {{day}}',
    figures: 'Where the figures on this page come from',
    provisional: 'provisional',
    unverified: 'Parts of this page wait to be confirmed by the responsible department.',
    print: 'Print this page',
  },
})

export function GuideItemPage() {
  const { item } = useParams({ strict: false }) as { item: string }
  const say = useSay(words)
  const said = useSaid()
  const asked = useRead('service/guide-item', { item })
  const title = asked.data === undefined ? say('title') : said(asked.data.page.title)
  return (
    <Page title={title}>
      <p className="no-print">
        <Link to="/guide">← {say('all')}</Link>
      </p>
      <Asked of={asked}>{(answer) => <Item answer={answer} />}</Asked>
    </Page>
  )
}

function Item({ answer }: { readonly answer: Answer<'service/guide-item'> }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  const { page, figures, legalReference, effectiveFrom, verified, owner, history } = answer
  const isVerified = verified && figures.every((figure) => figure.verified)
  const lists = [
    ['conditions', page.conditions],
    ['materials', page.materials],
  ] as const
  return (
    <>
      <div className="split">
        {lists.map(([key, texts]) => (
          <section className="panel" key={key}>
            <h2>{say(key)}</h2>
            <ul>
              {texts.map((text) => (
                <li key={text.en}>{said(text)}</li>
              ))}
            </ul>
          </section>
        ))}
        <section className="panel">
          <h2>{say('steps')}</h2>
          <ol>
            {page.steps.map((text) => (
              <li key={text.en}>{said(text)}</li>
            ))}
          </ol>
        </section>
        <section className="panel">
          <h2>{say('timeLimits')}</h2>
          <Facts of={page.timeLimits.map(({ of, limit }) => [said(of), said(limit)])} />
          <h2>{say('fees')}</h2>
          <Facts of={page.fees.map(({ of, fee }) => [said(of), said(fee)])} />
        </section>
        <section className="panel">
          <h2>{say('channels')}</h2>
          <ul>
            {page.channels.map((channel) => (
              <li key={channel.channel}>{said(channel)}</li>
            ))}
          </ul>
          <Facts
            of={[
              [say('contact'), said(page.contact)],
              [say('basis'), <LegalBasis key="basis" reference={legalReference} />],
              [say('since'), moments.on(effectiveFrom)],
              [say('owner'), said(owner)],
            ]}
          />
        </section>
        <details className="panel">
          <summary>{say('figures')}</summary>
          <ul>
            {figures.map((figure) => (
              <li key={figure.key}>
                {said(figure.title)} <strong>{said(figure.shown)}</strong>
                {!figure.verified && ` (${say('provisional')})`} · <LegalBasis reference={figure.legalReference} /> ·{' '}
                {sourceIn(figure.source, language)}
              </li>
            ))}
          </ul>
        </details>
      </div>
      <section className="stack">
        <h2>{say('history')}</h2>
        <ol reversed>
          {history.map((version) => (
            <li key={version.number}>
              {say('version', { number: version.number, from: moments.on(version.effectiveFrom) })}
              {version.effectiveTo !== null && say('until', { day: moments.on(version.effectiveTo) })} ·{' '}
              {sourceIn(version.source, language)}
            </li>
          ))}
        </ol>
      </section>
      {!isVerified && (
        <Notice tone="warn">
          <p>{say('unverified')}</p>
        </Notice>
      )}
      <p className="no-print">
        <button className="button" type="button" onClick={() => window.print()}>
          {say('print')}
        </button>
      </p>
    </>
  )
}
