import { type BenefitResult, type BenefitWay, benefitWays } from '@yika/core/settlement/benefit/line.ts'
import { useState } from 'react'
import { Choice } from '../../ui/choice.tsx'
import { createWords, useSaid, useSay } from '../../ui/words.ts'
import { Deed } from '../deed.tsx'
import { wayWords } from './benefit-words.ts'

const words = createWords('retry-lines', {
  zh: {
    label: '重发：{{name}}',
    what: '{{count}} 笔再次发放，从部门预算扣款。已达规定次数的不再发放，资金退回部门。',
    way: '发放方式',
    done: '{{retried}} 笔等待再次发放，{{returned}} 笔已退回部门。',
  },
  en: {
    label: 'Try again: {{name}}',
    what: '{{count}} lines are paid once more out of the budget. What was tried as often as the rules allow goes back to the department.',
    way: 'How it is paid',
    done: '{{retried}} lines wait to be paid again, {{returned}} went back to the department.',
  },
})

interface RetryLinesProps {
  readonly batchId: string
  /** All that failed for one reason, or one line. */
  readonly what: { readonly result: BenefitResult } | { readonly lines: number[] }
  readonly name: string
  readonly count: number
  readonly onDone: (text: string) => void
}

export function RetryLines({ batchId, what, name, count, onDone }: RetryLinesProps) {
  const say = useSay(words)
  const said = useSaid()
  const [way, setWay] = useState<BenefitWay>('account')
  return (
    <Deed
      name="settlement/retry-benefit-lines"
      look="plain"
      label={say('label', { name })}
      consequence={say('what', { count })}
      input={() => ({ batchId, ...what, way })}
      onBegin={() => setWay('account')}
      onDone={({ retried, returned }) => onDone(say('done', { retried, returned }))}
    >
      <Choice
        legend={say('way')}
        value={way}
        options={benefitWays.map((value) => ({ value, label: said(wayWords[value]) }))}
        onValue={setWay}
      />
    </Deed>
  )
}
