/**
 * Documents by which a person is identified at a counter or in an application.
 * The letter is the one that card management systems use; a household book stands in for the card of a child.
 */
export const documentTypes = {
  'identity-card': { letter: 'A', zh: '居民身份证', en: 'identity card' },
  'household-book': { letter: 'A', zh: '户口簿', en: 'household book' },
  passport: { letter: 'C', zh: '护照', en: 'passport' },
  'permanent-resident-card': {
    letter: 'D',
    zh: '外国人永久居留身份证',
    en: 'foreign permanent resident identity card',
  },
  'hong-kong-macao-travel-permit': {
    letter: 'J',
    zh: '港澳居民来往内地通行证',
    en: 'Hong Kong and Macao travel permit',
  },
  'taiwan-travel-permit': { letter: 'K', zh: '台湾居民来往大陆通行证', en: 'Taiwan travel permit' },
  'residence-permit': {
    letter: 'M',
    zh: '港澳台居民居住证',
    en: 'residence permit of Hong Kong, Macao and Taiwan residents',
  },
} as const

export type DocumentType = keyof typeof documentTypes
export const documentTypeNames = Object.keys(documentTypes) as readonly DocumentType[]
