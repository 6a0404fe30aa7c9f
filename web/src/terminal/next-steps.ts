import type { UseReason } from '@yika/core/service/judge-use.ts'
import type { Bilingual } from '../client/problem.ts'

const outlet: Bilingual = {
  zh: '请持身份证件到任一服务网点，或拨打 96066。',
  en: 'Come to any outlet with an identity document, or call 96066.',
}
const counter: Bilingual = {
  zh: '请到人工窗口；也可拨打 96066。',
  en: 'Go to the counter; or call 96066.',
}
const owner: Bilingual = {
  zh: '请向服务机构窗口询问；服务目录在一卡网站。',
  en: 'Ask at the counter of the institution; the catalogue is on the site of the card.',
}
const otherForm: Bilingual = { zh: '请改用实体卡或其他方式。', en: 'Show the card in another form.' }
const load: Bilingual = {
  zh: '请先办理或续办这项服务，再来用卡。',
  en: 'Have the service put on the card, or renewed, first.',
}

/** What to do next, by the reason of a no. */
export const nextSteps: Readonly<Record<UseReason, Bilingual>> = {
  'card-lost': outlet,
  'card-locked': outlet,
  'card-superseded': { zh: '请使用新卡。', en: 'Use the new card.' },
  'card-cancelled': outlet,
  'card-not-enabled': {
    zh: '请先启用社会保障卡：网上或任一网点。',
    en: 'Enable the card first, on line or at any outlet.',
  },
  'card-expired': outlet,
  'holder-deceased': counter,
  'holder-moved-away': counter,
  'service-not-in-force': owner,
  'carrier-not-allowed': otherForm,
  'application-not-loaded': load,
  'application-suspended': counter,
  'application-expired': load,
  'not-entitled-age': owner,
  'not-entitled-ground': counter,
  'not-entitled-residence': owner,
  'not-entitled-ticket': load,
  'not-entitled-excluded': owner,
}

/** For everybody who can read the screen. */
export const discreetStep = counter
