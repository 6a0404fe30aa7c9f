import type { ParcelKind, ParcelState } from '@yika/core/distribution/parcel.ts'
import type { ParcelLineState } from '@yika/core/distribution/parcel-line.ts'

/** Where parcels go, where they are, and the cards in them. */
export const parcelKindWords = {
  outlet: { zh: '银行网点', en: 'to an outlet' },
  post: { zh: '邮寄到人', en: 'by post' },
  employer: { zh: '用人单位', en: 'to an employer' },
} as const satisfies Record<ParcelKind, { zh: string; en: string }>

export const parcelStateWords = {
  formed: { zh: '已装箱，待发出', en: 'packed, to be sent off' },
  dispatched: { zh: '已发出，待签收', en: 'sent off, to be signed for' },
  received: { zh: '已签收', en: 'received' },
} as const satisfies Record<ParcelState, { zh: string; en: string }>

export const parcelLineStateWords = {
  packed: { zh: '已装箱', en: 'packed' },
  'under-way': { zh: '运送中', en: 'on its way' },
  waiting: { zh: '待领取', en: 'waits for its holder' },
  missing: { zh: '缺失', en: 'missing' },
  found: { zh: '已找回', en: 'found' },
  collected: { zh: '已领取', en: 'collected' },
  sealed: { zh: '已封存', en: 'sealed' },
} as const satisfies Record<ParcelLineState, { zh: string; en: string }>
