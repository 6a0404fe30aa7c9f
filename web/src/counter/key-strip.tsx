import { Link, useNavigate } from '@tanstack/react-router'
import type { Bilingual } from '../client/problem.ts'
import { useKeys } from '../ui/keys.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import type { DeedLink } from './deed-links.ts'

export interface StripKey {
  readonly key: string
  readonly label: string
  /** Why not, when it is pressed all the same. */
  readonly barred: Bilingual | undefined
  /** Where it leads, or what it does. */
  readonly run: DeedLink | (() => void)
}

const words = createWords('key-strip', {
  zh: { title: '办理事项', barred: '暂不能办理' },
  en: { title: 'What can be done', barred: 'not possible now' },
})

interface KeyStripProps {
  readonly keys: readonly StripKey[]
  readonly onBarred: (label: string, why: string) => void
}

/** The keys of the desk, always at the same places; one that does nothing now says why. */
export function KeyStrip({ keys, onBarred }: KeyStripProps) {
  const say = useSay(words)
  const said = useSaid()
  const navigate = useNavigate()
  const press = ({ barred, label, run }: StripKey) => {
    if (barred !== undefined) onBarred(label, said(barred))
    else if (typeof run === 'function') run()
    else void navigate(run)
  }
  useKeys(keys.map((one) => ({ key: one.key, label: one.label, run: () => press(one) })))
  return (
    <div className="key-strip no-print" role="toolbar" aria-label={say('title')}>
      {keys.map((one) =>
        one.barred === undefined && typeof one.run !== 'function' ? (
          <Link key={one.key} className="key-strip-key" {...one.run}>
            <kbd>{one.key}</kbd> {one.label}
          </Link>
        ) : (
          <button
            key={one.key}
            type="button"
            className="key-strip-key"
            aria-disabled={one.barred !== undefined}
            onClick={() => press(one)}
          >
            <kbd>{one.key}</kbd> {one.label}
            {one.barred !== undefined && <span className="unseen"> ({say('barred')})</span>}
          </button>
        ),
      )}
    </div>
  )
}
