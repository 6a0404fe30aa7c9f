import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { currentLanguage, type Language } from './language.ts'

type Words = Readonly<Record<string, string>>
type Values = Readonly<Record<string, string | number>>
export type Say<Key extends string> = (key: Key, values?: Values) => string

export interface PageWords<Key extends string> {
  readonly namespace: string
  readonly zh: Readonly<Record<Key, string>>
  readonly en: Readonly<Record<Key, string>>
}

/**
 * The words of a page or a part of one, both languages side by side; they travel in the same file as the page. A key that
 * one language lacks does not compile. `{{name}}` is filled in.
 */
export function createWords<const Zh extends Words>(
  namespace: string,
  { zh, en }: { readonly zh: Zh; readonly en: Readonly<Record<keyof Zh, string>> },
): PageWords<keyof Zh & string> {
  for (const [language, words] of Object.entries({ zh, en })) i18next.addResourceBundle(language, namespace, words)
  return { namespace, zh, en }
}

/** Says a word of the page in the language that is read. */
export function useSay<Key extends string>({ namespace }: PageWords<Key>): Say<Key> {
  const { t } = useTranslation(namespace, { useSuspense: false })
  const say = t as (key: string, values: Values) => string
  return (key, values = {}) => say(key, values)
}

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** What core or the server says in both languages, in the one that is read. */
export function useSaid(): (text: Bilingual) => string {
  const language = useLanguage()
  return (text) => text[language]
}

export function useLanguage(): Language {
  useTranslation()
  return currentLanguage()
}
