import type { Channel } from '@yika/core/card/card.ts'

/** Where something was done, as a receipt says it. */
export const channelWords = {
  web: { zh: '网上', en: 'on line' },
  app: { zh: '手机应用', en: 'in the app' },
  kiosk: { zh: '自助终端', en: 'at a kiosk' },
  hotline: { zh: '服务热线', en: 'by the hotline' },
  counter: { zh: '社保服务窗口', en: 'at a service counter' },
  bank: { zh: '银行网点', en: 'at a bank outlet' },
  employer: { zh: '用人单位', en: 'by the employer' },
  system: { zh: '系统', en: 'by the system' },
} as const satisfies Record<Channel, { zh: string; en: string }>
