import { Link } from '@tanstack/react-router'
import { createWords, useSay } from '../ui/words.ts'

const words = createWords('legal-basis', {
  zh: { article: '《管理办法》第 {{number}} 条' },
  en: { article: 'Article {{number}} of the Measures' },
})

/** `Measures art. 12` leads to what we say about the article; any other basis stands as it is written. */
export function LegalBasis({ reference }: { readonly reference: string }) {
  const say = useSay(words)
  const [, number] = /^Measures art\. (\d+)$/.exec(reference) ?? []
  if (number === undefined) return reference
  return (
    <Link to="/measures/$article" params={{ article: number }}>
      {say('article', { number })}
    </Link>
  )
}
