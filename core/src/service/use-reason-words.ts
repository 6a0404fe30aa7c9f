import type { CardApplicationState, SuspensionReason } from './card-application.ts'
import type { UseReason } from './judge-use.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

/** What the holder and the desk read when a card does not open a service. */
export const useReasonWords = {
  'card-lost': { zh: '社会保障卡已挂失', en: 'the card has been reported lost' },
  'card-locked': { zh: '社会保障卡已锁定', en: 'the card is locked' },
  'card-superseded': { zh: '已换领新卡，请使用新卡', en: 'a new card has taken its place: use the new one' },
  'card-cancelled': { zh: '社会保障卡已注销', en: 'the card has been cancelled' },
  'card-not-enabled': { zh: '社会保障功能尚未启用', en: 'the social function has not been enabled' },
  'card-expired': { zh: '社会保障卡已过有效期', en: 'the card has expired' },
  'holder-deceased': { zh: '持卡人已登记死亡', en: 'the death of the holder is on record' },
  'holder-moved-away': { zh: '持卡人已迁出本市', en: 'the holder has moved out of the city' },
  'service-not-in-force': { zh: '该服务当日未开放', en: 'the service is not in force on that day' },
  'carrier-not-allowed': {
    zh: '该服务不能以这种方式用卡',
    en: 'the service cannot be used with this form of the card',
  },
  'application-not-loaded': { zh: '该服务尚未加载到卡上', en: 'the service has not been loaded on the card' },
  'application-suspended': { zh: '该服务已暂停', en: 'the service is suspended' },
  'application-expired': { zh: '该服务已到期', en: 'the service has run out' },
  'not-entitled-age': { zh: '年龄不符合条件', en: 'the age does not fit the condition' },
  'not-entitled-ground': { zh: '没有相应的待遇资格登记', en: 'the entitlement it needs is not on record' },
  'not-entitled-residence': { zh: '不在本市居住', en: 'not a resident of the city' },
  'not-entitled-ticket': { zh: '没有有效的票证或权益', en: 'no ticket or entitlement in force' },
  'not-entitled-excluded': { zh: '属于不适用的情形', en: 'excluded by the conditions' },
} as const satisfies Record<UseReason, Words>

export const applicationStateWords = {
  loaded: { zh: '已加载，未激活', en: 'loaded, not activated' },
  active: { zh: '可使用', en: 'active' },
  suspended: { zh: '已暂停', en: 'suspended' },
  expired: { zh: '已到期', en: 'expired' },
  removed: { zh: '已移除', en: 'removed' },
} as const satisfies Record<CardApplicationState, Words>

export const suspensionReasonWords = {
  sanction: { zh: '医保处理决定', en: 'penalty of the medical insurance' },
  debt: { zh: '欠费', en: 'debt' },
  'holder-request': { zh: '持卡人要求', en: 'asked for by the holder' },
  'institution-request': { zh: '服务机构要求', en: 'asked for by the institution' },
  misuse: { zh: '违规使用', en: 'misuse' },
} as const satisfies Record<SuspensionReason, Words>
