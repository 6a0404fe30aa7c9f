import './article.css'
import { Link } from '@tanstack/react-router'
import type { Answer, Input } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { Asked } from '../ui/asked.tsx'
import { useMoments } from '../ui/moment.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { sourceIn } from './source-in.ts'

const words = createWords('article-interpretations', {
  zh: {
    title: '已公布的条文解释',
    none: '本条尚无公布的解释。',
    published: '{{day}}公布 · 来源：{{source}}',
    withdrawn: '{{day}}起不再适用',
    rules: '体现在规则',
  },
  en: {
    title: 'Published interpretations',
    none: 'No interpretation of this article has been published.',
    published: 'Published on {{day}} · source: {{source}}',
    withdrawn: 'No longer applies from {{day}}',
    rules: 'Takes effect in the rules',
  },
})

type Interpretation = Answer<'policy/interpretations'>['interpretations'][number]

interface ArticleInterpretationsProps {
  readonly article: NonNullable<Input<'policy/interpretations'>['article']>
}

/** Article 17 (M17.3): how the department reads the article; what was withdrawn stays readable. */
export function ArticleInterpretations({ article }: ArticleInterpretationsProps) {
  const say = useSay(words)
  return (
    <section className="stack">
      <h2>{say('title')}</h2>
      <Asked of={useRead('policy/interpretations', { article })}>
        {({ interpretations }) =>
          interpretations.length === 0 ? (
            <p className="quiet">{say('none')}</p>
          ) : (
            <ul className="stack points">
              {interpretations.map((one) => (
                <Entry key={one.interpretationId} of={one} />
              ))}
            </ul>
          )
        }
      </Asked>
    </section>
  )
}

function Entry({ of }: { readonly of: Interpretation }) {
  const say = useSay(words)
  const said = useSaid()
  const language = useLanguage()
  const moments = useMoments()
  return (
    <li className="panel">
      <h3>{said(of.question)}</h3>
      <p>{said(of.answer)}</p>
      <p className="quiet small">
        {say('published', { day: moments.on(of.publishedOn), source: sourceIn(of.source, language) })}
      </p>
      {of.withdrawnOn !== null && (
        <p>
          <Tag tone="warn">{say('withdrawn', { day: moments.on(of.withdrawnOn) })}</Tag> {of.withdrawnBecause}
        </p>
      )}
      {of.policyKeys.length > 0 && (
        <p className="small">
          <Link to="/figures">{say('rules')}</Link> {of.policyKeys.join(' · ')}
        </p>
      )}
    </li>
  )
}
