import type { RefusalEntry } from './refusal.ts'

/** Refusals of a card that is presented: chip, e-card or number (Articles 9, 14). */
export const presentationRefusals = {
  'card-unknown': {
    status: 404,
    article: 9,
    zh: '没有找到这张社会保障卡。',
    en: 'There is no such social security card.',
    remedy: {
      zh: '请核对号码或重新读卡；外地卡请按异地用卡办理。',
      en: 'Check the number or read the card again; a card of another area is used as such.',
    },
  },
  'proof-wrong': {
    status: 403,
    article: 14,
    zh: '卡片未能证明自己是真卡，已记录为可疑信号。',
    en: 'The card did not prove itself; this was recorded as a signal.',
    remedy: {
      zh: '请重新读卡；仍不能通过的，请核验本人身份后改用其他方式，并上报可疑卡。',
      en: 'Read the card again; if it still fails check who the person is, use another way, and report the card.',
    },
  },
  'proof-used': {
    status: 409,
    article: 14,
    zh: '这次刷卡已使用过，不能重复使用。',
    en: 'This proof of the card was used already: each counts once.',
    remedy: {
      zh: '请让持卡人重新刷卡；重发同一请求请使用同一幂等键。',
      en: 'Let the holder tap again; to send one request twice keep its idempotency key.',
    },
  },
  'chip-copied': {
    status: 403,
    article: 14,
    zh: '芯片计数重复，存在两枚相同密钥的芯片，该卡已停用。',
    en: 'The counter of the chip repeats: there are two chips with one key. The card is being held.',
    remedy: {
      zh: '请勿办理，请持卡人持身份证件到服务网点核验并换卡。',
      en: 'Serve nobody on it; the holder goes to an outlet with an identity document and gets a new card.',
    },
  },
  'clock-off': {
    status: 422,
    article: 9,
    zh: '终端时间（{at}）与中心时间（{now}）相差过大。',
    en: 'The clock of the terminal ({at}) is too far from ours ({now}).',
    remedy: {
      zh: '请校准终端时间后重新刷卡；离线期间的记录请按补传（late）上送。',
      en: 'Set the clock of the terminal and tap again; what was recorded off line is sent as late.',
    },
  },
  'use-too-late': {
    status: 422,
    article: 9,
    zh: '离线记录（{at}）超过 {days} 天，不能自动入账。',
    en: 'This record of {at} is older than the {days} days within which uses may be told.',
    remedy: {
      zh: '请由机构提交人工核对。',
      en: 'The institution hands it in for checking by hand.',
    },
  },
  'number-not-agreed': {
    status: 403,
    article: 9,
    zh: '这项服务不能凭号码办理，须出示卡片或电子卡。',
    en: 'This service is not opened by a number: the card or the e-card must be shown.',
    remedy: { zh: '请持卡人出示卡片或电子社会保障卡。', en: 'Let the holder show the card or the e-card.' },
  },
} as const satisfies Record<string, RefusalEntry>
