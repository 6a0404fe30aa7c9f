import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export type Language = 'zh' | 'en'

/** What a phrase is marked with (WCAG 3.1.2). */
const languageTags = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>

const place = 'yika.language'

/** Chinese, unless somebody chose otherwise or the browser asks for English before anything else. */
function firstLanguage(): Language {
  const chosen = localStorage.getItem(place)
  if (chosen === 'zh' || chosen === 'en') return chosen
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

// At once and without waiting: the words of a page are added when its file is loaded.
i18next.use(initReactI18next).init({
  lng: firstLanguage(),
  fallbackLng: false,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
})
mark()

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(place, language)
  await i18next.changeLanguage(language)
  mark()
}

function mark(): void {
  document.documentElement.lang = languageTags[currentLanguage()]
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh'
}
