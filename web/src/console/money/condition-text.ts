import type { Condition } from '@yika/core/service/condition.ts'
import { conditionWords } from '@yika/core/service/condition-words.ts'
import type { Answer } from '../../client/operations.ts'
import { createWords, useSaid, useSay } from '../../ui/words.ts'

type Shown = Answer<'settlement/benefit-programmes'>['programmes'][number]['condition']

const words = createWords('condition-text', {
  zh: { department: '由部门审核确定' },
  en: { department: 'whom the department names' },
})

/** Who gets a benefit, in words; benefits never ask for a ticket. */
export function useConditionText(): (condition: Shown) => string {
  const say = useSay(words)
  const said = useSaid()
  return (condition) =>
    condition === null
      ? say('department')
      : said(conditionWords(condition as Condition, (serviceId) => ({ zh: serviceId, en: serviceId })))
}
