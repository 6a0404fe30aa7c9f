import { Link } from '@tanstack/react-router'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { Facts } from '../ui/facts.tsx'
import { useMoments } from '../ui/moment.ts'
import { Page } from '../ui/page.tsx'
import { createWords, useSaid, useSay } from '../ui/words.ts'

const words = createWords('measures', {
  zh: {
    title: '管理办法逐条说明',
    lead: '十八条，用平常话概述，并说明系统为每一条做了什么。这里不是法规原文，以正式文件为准。',
    name: '文件',
    document: '文号',
    issued: '印发日期',
    since: '施行日期',
    article: '第 {{number}} 条',
    figures: '现行时限、费用等数字',
  },
  en: {
    title: 'The Measures, article by article',
    lead: 'Eighteen articles in plain words, and what the system does for each. This is not the official text; the document itself is the authority.',
    name: 'Document',
    document: 'Number',
    issued: 'Issued',
    since: 'In force since',
    article: 'Article {{number}}',
    figures: 'Time limits, fees and other figures in force',
  },
})

export function MeasuresPage() {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Asked of={useRead('policy/measures', {})}>
        {(measures) => (
          <>
            <Facts
              of={[
                [say('name'), said(measures.title)],
                [say('document'), measures.document],
                [say('issued'), moments.on(measures.issuedOn)],
                [say('since'), moments.on(measures.inForceFrom)],
              ]}
            />
            <p>
              <Link to="/figures">{say('figures')}</Link>
            </p>
            <ol className="grid">
              {measures.articles.map(({ number, title, summary }) => (
                <li className="panel door" key={number}>
                  <Link to="/measures/$article" params={{ article: String(number) }}>
                    {say('article', { number })} {said(title)}
                  </Link>
                  <p className="quiet small">{said(summary)}</p>
                </li>
              ))}
            </ol>
          </>
        )}
      </Asked>
    </Page>
  )
}
