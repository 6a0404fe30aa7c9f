import { dutyNotice } from '@yika/core/card/duty-notice.ts'
import { createWords, useLanguage, useSay } from '../ui/words.ts'

const words = createWords('duty-notice', {
  zh: { title: '告知持卡人（{{version}} 版）', shown: '已向到访人出示并说明' },
  en: { title: 'To be shown to the holder (version {{version}})', shown: 'The visitor has been shown and told this' },
})

interface DutyNoticeProps {
  readonly shown: boolean
  readonly onShown: (shown: boolean) => void
}

/** Article 9: what a holder is told; the version that was shown is recorded with the deed (M9.1). */
export function DutyNotice({ shown, onShown }: DutyNoticeProps) {
  const say = useSay(words)
  const language = useLanguage()
  return (
    <fieldset className="panel">
      <legend className="unseen">{say('title', { version: dutyNotice.version })}</legend>
      <p className="notice-title">{say('title', { version: dutyNotice.version })}</p>
      <ul>
        {dutyNotice[language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={shown} onChange={({ target }) => onShown(target.checked)} />
        {say('shown')}
      </label>
    </fieldset>
  )
}
