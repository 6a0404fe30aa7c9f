import { CheckField } from '../ui/check-field.tsx'
import { useLanguage } from '../ui/words.ts'

interface ReadNoticeProps {
  readonly title: string
  readonly of: { readonly zh: readonly string[]; readonly en: readonly string[] }
  /** What one says by ticking it. */
  readonly agree: string
  readonly read: boolean
  readonly onRead: (read: boolean) => void
}

/** A text that has to be read; its version is recorded with the deed. */
export function ReadNotice({ title, of, agree, read, onRead }: ReadNoticeProps) {
  const language = useLanguage()
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {of[language].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <CheckField label={agree} checked={read} onValue={onRead} />
    </section>
  )
}
