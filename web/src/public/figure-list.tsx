import './figure-list.css'
import { districtName, isDistrict } from '@yika/core/identifier/district.ts'
import type { Answer } from '../client/operations.ts'
import { useRead } from '../client/use-calls.ts'
import { useMoments } from '../ui/moment.ts'
import { Tag } from '../ui/tag.tsx'
import { createWords, useLanguage, useSaid, useSay } from '../ui/words.ts'
import { LegalBasis } from './legal-basis.tsx'
import { sourceIn } from './source-in.ts'

const words = createWords('figure-list', {
  zh: {
    verified: '有依据',
    provisional: '暂定',
    since: '{{day}}起',
    until: '至{{day}}',
    source: '依据与来源',
    number: '第 {{number}} 版',
    code: '规则代码',
    years: '{{years}}年',
  },
  en: {
    verified: 'Sourced',
    provisional: 'Provisional',
    since: 'since {{day}}',
    until: 'until {{day}}',
    source: 'Basis and source',
    number: 'version {{number}}',
    code: 'Code of the rule',
    years: '{{years}}',
  },
})

type Value = Answer<'policy/policy-values'>['values'][number]

/** Each figure with its unit, since when it holds, and where it comes from. */
export function FigureList({ values }: { readonly values: readonly Value[] }) {
  const say = useSay(words)
  const said = useSaid()
  const moments = useMoments()
  const language = useLanguage()
  const placeOf = usePlaceName()
  return (
    <ul className="figures">
      {values.map((value) => {
        const place = placeOf(value.scope)
        return (
          <li className="figure" key={value.key + value.scope}>
            <h3>
              {said(value.title)} {place !== undefined && <Tag>{place}</Tag>}
            </h3>
            <p className="figure-shown">
              {value.key.startsWith('calendar.') ? say('years', { years: yearsOf(value) }) : said(value.shown)}
            </p>
            <div className="row small">
              <Tag tone={value.verified ? 'good' : 'warn'}>{say(value.verified ? 'verified' : 'provisional')}</Tag>
              <span>
                {say('since', { day: moments.on(value.effectiveFrom) })}{' '}
                {value.effectiveTo !== null && say('until', { day: moments.on(value.effectiveTo) })}
              </span>
            </div>
            <details className="small">
              <summary>{say('source')}</summary>
              <p>
                <LegalBasis reference={value.legalReference} /> · {sourceIn(value.source, language)} ·{' '}
                {say('number', { number: value.number })}
              </p>
              <p className="quiet">
                {say('code')} <code>{value.key}</code>
              </p>
            </details>
          </li>
        )
      })}
    </ul>
  )
}

/** The calendar is a table of days; the years that it has are enough to read. */
function yearsOf({ value }: Value): string {
  return Object.keys(JSON.parse(String(value)) as object).join(' · ')
}

/** Names the narrower place for which a value is set apart; nothing for the whole city. */
function usePlaceName(): (scope: string) => string | undefined {
  const language = useLanguage()
  const said = useSaid()
  const banks = useRead('bank/banks', {})
  return (scope) => {
    const [kind, id = ''] = scope.split(':')
    if (kind === 'district' && isDistrict(id)) return districtName(id, language)
    if (kind !== 'bank') return undefined
    const bank = banks.data?.banks.find(({ bankId }) => bankId === id)
    return bank === undefined ? id : said(bank.name)
  }
}
