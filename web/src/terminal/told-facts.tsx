import { personalFieldWords } from '@yika/core/access/personal-field.ts'
import { districts } from '@yika/core/identifier/district.ts'
import { factWords } from '@yika/core/service/service-words.ts'
import type { Answer } from '../client/operations.ts'
import type { Bilingual } from '../client/problem.ts'
import { Facts } from '../ui/facts.tsx'
import { useSaid } from '../ui/words.ts'

type Decided = Pick<Answer<'use/decide-use'>, 'facts' | 'personal'>

const values: Readonly<Record<string, Bilingual>> = {
  'employee-medical': { zh: '职工医保', en: 'employees’ insurance' },
  'resident-medical': { zh: '居民医保', en: 'residents’ insurance' },
  none: { zh: '未参保', en: 'not insured' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  'under-6': { zh: '6 岁以下', en: 'under 6' },
  '80-up': { zh: '80 岁及以上', en: '80 and above' },
  ...districts,
}

/** M2.9: what the agreement lets the asker know, and nothing else. */
export function ToldFacts({ facts, personal }: Decided) {
  const said = useSaid()
  const wordOf = (value: string | boolean) => {
    const known = values[String(value)]
    return known === undefined ? String(value) : said(known)
  }
  const told = [
    ...Object.entries(personal).flatMap(([field, value]) =>
      value === null || value === undefined
        ? []
        : [[said(personalFieldWords[field as keyof typeof personal]), value] as const],
    ),
    ...Object.entries(facts).map(
      ([fact, value]) => [said(factWords[fact as keyof typeof factWords]), wordOf(value)] as const,
    ),
  ]
  return told.length === 0 ? null : <Facts of={told} />
}
