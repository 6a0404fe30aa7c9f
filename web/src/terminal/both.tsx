import type { Bilingual } from '../client/problem.ts'
import { useLanguage } from '../ui/words.ts'

const tags = { zh: 'zh-CN', en: 'en' } as const

/** Both languages, the one that is read first: who stands before a terminal did not choose its language. */
export function Both({ of, className = '' }: { readonly of: Bilingual; readonly className?: string }) {
  const language = useLanguage()
  const order = language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const)
  return (
    <span className={`both ${className}`}>
      {order.map((one) => (
        <span key={one} lang={tags[one]}>
          {of[one]}
        </span>
      ))}
    </span>
  )
}
