import './article.css'
import { Link, useParams } from '@tanstack/react-router'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { Page } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { ArticleInterpretations } from './article-interpretations.tsx'

const words = createWords('article', {
  zh: {
    all: '全部条文',
    article: '第 {{number}} 条',
    duty: '责任主体',
    basis: '概述，不是原文；以正式文件为准。',
    points: '系统怎样落实',
    built: '已建成',
    planned: '建设中',
    unknown: '没有这一条。管理办法共 {{count}} 条，请从“全部条文”进入。',
    operations: '系统中对应的操作（含工作人员的，共 {{count}} 项）',
    command: '办理',
    query: '查询',
    public: '公开',
    guide: '办事指南',
    docs: '接口说明',
    before: '上一条',
    next: '下一条',
    print: '打印本页',
  },
  en: {
    all: 'All articles',
    article: 'Article {{number}}',
    duty: 'Whose duty',
    basis: 'In our words, not the official text; the document itself is the authority.',
    points: 'What the system does for it',
    built: 'Built',
    planned: 'Under way',
    unknown: 'There is no such article. The Measures have {{count}}: begin with “All articles”.',
    operations: 'Operations of the system for it, those of staff too ({{count}})',
    command: 'do',
    query: 'ask',
    public: 'public',
    guide: 'Service guide',
    docs: 'API reference',
    before: 'Previous',
    next: 'Next',
    print: 'Print this page',
  },
})

type Article = Answer<'policy/measures'>['articles'][number]

export function ArticlePage() {
  const { article: asked } = useParams({ strict: false }) as { article: string }
  const say = useSay(words)
  const said = useSaid()
  const measures = useRead('policy/measures', {})
  const article = measures.data?.articles.find(({ number }) => String(number) === asked)
  const name = say('article', { number: asked })
  return (
    <Page key={asked} title={article === undefined ? name : `${name} ${said(article.title)}`}>
      <p className="no-print">
        <Link to="/measures">← {say('all')}</Link>
      </p>
      <Asked of={measures}>
        {({ articles }) =>
          article === undefined ? (
            <Empty text={say('unknown', { count: articles.length })} />
          ) : (
            <>
              <ArticleText article={article} />
              <ArticleInterpretations article={article.number} />
              <nav className="row no-print" aria-label={say('all')}>
                {[article.number - 1, article.number + 1].map((number, nth) =>
                  articles.some((one) => one.number === number) ? (
                    <Link className="button" key={number} to="/measures/$article" params={{ article: String(number) }}>
                      {say(nth === 0 ? 'before' : 'next')}
                    </Link>
                  ) : null,
                )}
                <button className="button" type="button" onClick={() => window.print()}>
                  {say('print')}
                </button>
              </nav>
            </>
          )
        }
      </Asked>
    </Page>
  )
}

function ArticleText({ article: { summary, dutyBearer, points, operations } }: { readonly article: Article }) {
  const say = useSay(words)
  const said = useSaid()
  return (
    <>
      <section className="panel">
        <p className="lead">{said(summary)}</p>
        <p className="quiet small">{say('basis')}</p>
        <Facts of={[[say('duty'), said(dutyBearer)]]} />
      </section>
      <section className="stack">
        <h2>{say('points')}</h2>
        <ul className="stack points">
          {points.map(({ id, text, built }) => (
            <li key={id}>
              <code className="quiet">{id}</code> {said(text)}{' '}
              <Tag {...(built ? { tone: 'good' as const } : {})}>{say(built ? 'built' : 'planned')}</Tag>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        {operations.length > 0 && (
          <details>
            <summary>{say('operations', { count: operations.length })}</summary>
            <ul>
              {operations.map(({ chapter, name, kind, title }) => (
                <li key={`${chapter}/${name}`}>
                  <a href={`/docs#${name}`}>{said(title)}</a> <span className="quiet small">{say(kind)}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
        <p className="row no-print">
          <Link to="/guide">{say('guide')}</Link>
          <a href="/docs">{say('docs')}</a>
        </p>
      </section>
    </>
  )
}
