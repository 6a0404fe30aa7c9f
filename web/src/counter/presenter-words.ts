import { createWords } from '../ui/words.ts'

export const presenterWords = createWords('presenters', {
  zh: { holder: '持卡人本人', guardian: '监护人', proxy: '代办人' },
  en: { holder: 'the holder', guardian: 'the guardian', proxy: 'a proxy' },
})
