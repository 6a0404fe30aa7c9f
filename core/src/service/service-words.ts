import type { Carrier, LoadingPlace, ReleasableFact, ServiceAction } from './card-service.ts'
import type { MigrationLineStatus } from './holder-migration.ts'

interface Words {
  readonly zh: string
  readonly en: string
}

export const carrierWords = {
  'contact-chip': { zh: '插卡', en: 'card inserted' },
  'contactless-chip': { zh: '刷卡', en: 'card tapped' },
  'e-card': { zh: '电子社保卡', en: 'e-card' },
  number: { zh: '报号并核验本人', en: 'number, with the face compared' },
} as const satisfies Record<Carrier, Words>

export const actionWords = {
  identify: { zh: '身份凭证', en: 'proof of identity' },
  query: { zh: '信息查询', en: 'records' },
  credential: { zh: '权益凭证', en: 'proof of an entitlement' },
  pay: { zh: '缴费支付', en: 'payment' },
  receive: { zh: '待遇领取', en: 'receipt of money' },
} as const satisfies Record<ServiceAction, Words>

export const placeWords = {
  'bank-outlet': { zh: '任一合作银行网点', en: 'any outlet of a cooperating bank' },
  'issuing-bank': { zh: '本卡的发卡银行网点', en: 'an outlet of the bank of the card' },
  'service-point': { zh: '该服务的服务点', en: 'a service point of the institution' },
  'service-hall': { zh: '区、街道服务大厅', en: 'a hall of district or street' },
  online: { zh: '网上办理', en: 'on line' },
} as const satisfies Record<LoadingPlace, Words>

export const factWords = {
  'insurance-kind': { zh: '参保类型', en: 'kind of insurance' },
  'age-band': { zh: '年龄段', en: 'age band' },
  district: { zh: '所在区', en: 'district' },
  'free-rider': { zh: '是否免票', en: 'whether the ride is free' },
} as const satisfies Record<ReleasableFact, Words>

export const migrationLineWords = {
  migrated: { zh: '已迁移', en: 'moved' },
  'balance-waits': {
    zh: '权益已加载，余额待复核后划入',
    en: 'loaded; its money waits until a second person has approved the batch',
  },
  'no-card-yet': {
    zh: '尚无启用的社会保障卡，等待中，旧卡继续有效',
    en: 'waits for the card; the old one keeps its rights',
  },
  'person-unknown': { zh: '登记中查无此人', en: 'nobody in the register has this number' },
  duplicate: { zh: '该旧卡已迁移', en: 'this old card has been moved already' },
  'balance-invalid': { zh: '余额有误', en: 'the balance cannot be right' },
  refused: { zh: '不符合规定', en: 'a rule refuses it' },
} as const satisfies Record<MigrationLineStatus, Words>
