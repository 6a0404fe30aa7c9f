import { guardianConsent } from '@yika/core/application/guardian-consent.ts'
import { createWords, useLanguage, useSay } from '../ui/words.ts'

const words = createWords('counter-consent', {
  zh: { title: '监护人同意（{{version}} 版）', agreed: '监护人已阅读并同意' },
  en: { title: 'Consent of the guardian (version {{version}})', agreed: 'The guardian has read this and agrees' },
})

interface GuardianConsentProps {
  readonly agreed: boolean
  readonly onAgreed: (agreed: boolean) => void
}

/** PIPL 31: for a young child the guardian agrees; the version that was read goes with the application (M8.4). */
export function GuardianConsent({ agreed, onAgreed }: GuardianConsentProps) {
  const say = useSay(words)
  const language = useLanguage()
  return (
    <fieldset className="stack">
      <legend>{say('title', { version: guardianConsent.version })}</legend>
      <ul>
        {guardianConsent[language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <label className="check">
        <input type="checkbox" checked={agreed} onChange={({ target }) => onAgreed(target.checked)} />
        {say('agreed')}
      </label>
    </fieldset>
  )
}
