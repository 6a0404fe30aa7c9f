import { stalenessWords } from '@yika/core/status-list/staleness-words.ts'
import { useEffect, useRef } from 'react'
import type { Bilingual } from '../client/problem.ts'
import { Button } from '../ui/button.tsx'
import { createWords, useSay } from '../ui/words.ts'
import { Both } from './both.tsx'
import { chime } from './chime.ts'
import { discreetStep, nextSteps } from './next-steps.ts'
import { preferences } from './preferences.ts'
import type { Verdict } from './terminal.ts'
import { ToldFacts } from './told-facts.tsx'

const words = createWords('terminal-verdict', {
  zh: {
    next: '下一位',
    clears: '十秒后自动清除；点一下或按任意键立即清除。',
    stays: '点一下或按任意键清除。',
    incident: '事件编号',
  },
  en: {
    next: 'Next, please',
    clears: 'Clears by itself after ten seconds, or with a tap or any key.',
    stays: 'Clears with a tap or any key.',
    incident: 'Incident number',
  },
})

const shownMs = 10_000
const yes: Bilingual = { zh: '可以', en: 'YES' }
const no: Bilingual = { zh: '不可以', en: 'NO' }
const provisional: Bilingual = { zh: '离线暂定，联网后上报', en: 'Provisional: told to the office later' }

interface Said {
  readonly good: boolean
  readonly text: Bilingual
  readonly step?: Bilingual
}

/** Bystanders read a display as well; what only the desk should know stands there when the screen is the desk's own. */
function saidOf(verdict: Verdict): Said {
  if (verdict.kind === 'provisional') return { good: true, text: provisional }
  if (verdict.kind === 'refused') return { good: false, text: verdict.problem.text, step: verdict.problem.remedy }
  const { allowed, display, reason } = verdict.answer
  if (allowed || reason === null) return { good: true, text: display }
  const discreet = display.zh !== reason.zh
  if (discreet && !preferences().staff) return { good: false, text: display, step: discreetStep }
  return { good: false, text: reason, step: nextSteps[reason.code] }
}

interface VerdictScreenProps {
  readonly verdict: Verdict
  readonly onClear: () => void
}

/** The answer over the whole screen: a mark, a word, a colour, and what to do next, in both languages. */
export function VerdictScreen({ verdict, onClear }: VerdictScreenProps) {
  const say = useSay(words)
  const clear = useRef(onClear)
  clear.current = onClear
  const { good, text, step } = saidOf(verdict)
  const { stay, sound } = preferences()
  useEffect(() => {
    document.querySelector<HTMLElement>('.verdict button')?.focus()
    if (sound) chime(good)
    const timer = stay ? undefined : setTimeout(() => clear.current(), shownMs)
    const onKey = (event: KeyboardEvent): void => {
      if (event.repeat || event.key === 'Shift') return
      event.preventDefault()
      clear.current()
    }
    const onTap = () => clear.current()
    addEventListener('keydown', onKey)
    addEventListener('click', onTap)
    return () => {
      clearTimeout(timer)
      removeEventListener('click', onTap)
      removeEventListener('keydown', onKey)
    }
  }, [good, stay, sound])
  return (
    <section className={`verdict ${good ? 'verdict-yes' : 'verdict-no'}`} data-kind={verdict.kind}>
      <svg className="verdict-mark" viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="46" />
        <path d={good ? 'M27 52 43 68 74 34' : 'M32 32 68 68M68 32 32 68'} />
      </svg>
      <h2>
        <Both of={good ? yes : no} className="verdict-word" />
      </h2>
      <p>
        <Both of={text} className="verdict-text" />
      </p>
      {step !== undefined && (
        <p>
          <Both of={step} />
        </p>
      )}
      {verdict.kind === 'provisional' && (
        <p>
          <Both of={stalenessWords(verdict, Date.now())} />
        </p>
      )}
      {verdict.kind === 'decided' && verdict.answer.allowed && (
        <div className="verdict-facts">
          <ToldFacts {...verdict.answer} />
        </div>
      )}
      {verdict.kind === 'refused' && verdict.problem.incident !== undefined && (
        <p className="small">
          {say('incident')} <code>{verdict.problem.incident}</code>
        </p>
      )}
      <p>
        <Button>{say('next')}</Button>
      </p>
      <p className="small">{say(stay ? 'stays' : 'clears')}</p>
    </section>
  )
}
