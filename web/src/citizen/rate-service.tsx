import { bestScore, type RatedService, worstScore } from '@yika/core/service/rating.ts'
import { useState } from 'react'
import { useMay } from '../client/may.ts'
import { useDo } from '../client/use-calls.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { TextAreaField } from '../ui/text-area-field.tsx'
import { createWords, useSay } from '../ui/words.ts'
import './life.css'

const words = createWords('rate-service', {
  zh: {
    ask: '评价这次服务（可不填）',
    how: '这次办得怎么样？',
    s1: '1 很不满意',
    s2: '2 不满意',
    s3: '3 一般',
    s4: '4 满意',
    s5: '5 很满意',
    words: '想说的话（可不填）',
    hint: '请不要写身份证件号码、卡号和密码。',
    send: '提交评价',
    thanks: '谢谢，评价已收到。',
  },
  en: {
    ask: 'Rate this service, if you like',
    how: 'How did it go?',
    s1: '1 very badly',
    s2: '2 badly',
    s3: '3 so-so',
    s4: '4 well',
    s5: '5 very well',
    words: 'Anything to add? (optional)',
    hint: 'Please write no identity number, card number or PIN.',
    send: 'Send',
    thanks: 'Thank you, we have it.',
  },
})

const scores = Array.from({ length: bestScore - worstScore + 1 }, (_, index) => bestScore - index)
const longest = 300

interface RateServiceProps {
  readonly personId: string
  readonly operation: RatedService
  /** The token of the receipt leads to the office that served. */
  readonly receipt?: string | undefined
}

/** M12.7: below the result, closed until somebody opens it. */
export function RateService({ personId, operation, receipt }: RateServiceProps) {
  const say = useSay(words)
  const may = useMay()
  const [score, setScore] = useState('')
  const [text, setText] = useState('')
  const rate = useDo('service/rate-service')
  if (!may('service/rate-service')) return null
  if (rate.isSuccess) {
    return (
      <div role="status" className="no-print">
        <Notice tone="good" title={say('thanks')} />
      </div>
    )
  }
  return (
    <details className="panel no-print">
      <summary>{say('ask')}</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (score === '' || rate.isPending) return
          const words = text.trim()
          rate.mutate({
            ...{ personId, operation, score: Number(score) },
            ...(words === '' ? {} : { words }),
            ...(receipt === undefined ? {} : { receipt }),
          })
        }}
      >
        {rate.error !== null && <ProblemNotice error={rate.error} />}
        <Choice
          legend={say('how')}
          value={score}
          onValue={setScore}
          options={scores.map((value) => ({ value: String(value), label: say(`s${value}` as 's1') }))}
        />
        <TextAreaField
          label={say('words')}
          hint={say('hint')}
          rows={2}
          maxLength={longest}
          value={text}
          onValue={setText}
        />
        <p>
          <Button type="submit" busy={rate.isPending}>
            {say('send')}
          </Button>
        </p>
      </form>
    </details>
  )
}
