import type { Problem } from '../client/problem.ts'

/** What the device says of itself where the office does not. */
export const deviceWords = {
  broken: {
    text: { zh: '本机故障，未能核验。', en: 'This device is out of order: nothing was checked.' },
    remedy: { zh: '请重新载入本页，或改用其他终端。', en: 'Reload this page, or use another terminal.' },
  },
  codes: {
    text: {
      zh: '网络中断：此时只能核验电子社保卡二维码。',
      en: 'Without the network only the code of an e-card can be checked.',
    },
    remedy: {
      zh: '请持卡人出示电子社会保障卡，或网络恢复后再办。',
      en: 'Let the holder show the e-card, or wait for the network.',
    },
  },
  notAllowed: {
    text: {
      zh: '网络中断，且本终端未获准离线使用。',
      en: 'There is no network, and this terminal may not work without it.',
    },
    remedy: {
      zh: '请改用其他终端，或网络恢复后再办。',
      en: 'Use another terminal, or wait for the network.',
    },
  },
} as const satisfies Record<string, Pick<Problem, 'text' | 'remedy'>>
