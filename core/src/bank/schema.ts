import { Type } from 'typebox'
import { day, nullable, uuid } from '../operation/field.ts'
import type { Operation } from '../operation/operation.ts'
import { bankServiceNames } from './bank-service.ts'
import { accessibilityMarks } from './outlet.ts'

const service = Type.Enum(bankServiceNames)
const services = Type.Array(service, { maxItems: bankServiceNames.length })
const accessibility = Type.Enum(accessibilityMarks)
const bothLanguages = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 60 }),
  en: Type.String({ minLength: 1, maxLength: 120 }),
})
const phone = Type.String({ pattern: '^[0-9-]{5,20}$' })
const time = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })
const reason = Type.String({ minLength: 2, maxLength: 500 })

const openingHours = Type.Object({
  weekday: Type.Enum([1, 2, 3, 4, 5, 6, 7]),
  from: time,
  to: time,
})

const details = {
  name: Type.Object({
    zh: Type.String({ minLength: 1, maxLength: 80 }),
    en: Type.Union([Type.String({ minLength: 1, maxLength: 160 }), Type.Null()]),
  }),
  district: Type.String({ maxLength: 12 }),
  address: Type.String({ minLength: 1, maxLength: 200 }),
  longitude: Type.Number({ multipleOf: 0.000001 }),
  latitude: Type.Number({ multipleOf: 0.000001 }),
  phone: Type.Union([phone, Type.Null()]),
  instantIssue: Type.Boolean(),
  openingHours: Type.Array(openingHours, { maxItems: 28 }),
  accessibility: Type.Array(accessibility, { maxItems: accessibilityMarks.length, uniqueItems: true }),
} as const

const bank = Type.Object({
  bankId: uuid,
  cnaps: Type.String(),
  name: bothLanguages,
  hotline: Type.Union([Type.String(), Type.Null()]),
  admittedOn: day,
  withdrawnOn: Type.Union([day, Type.Null()]),
  /** The services on the asked day, in the order of Article 7. */
  services,
  source: Type.String(),
})

const outlet = Type.Object({
  outletId: uuid,
  bankId: uuid,
  openedOn: day,
  closedOn: Type.Union([day, Type.Null()]),
  ...details,
  /** By the hours written here, at the moment of the answer; public holidays are not written here. */
  openNow: Type.Boolean(),
  /** Blanks for cards made on the spot; null where none are kept. */
  blanksOnHand: nullable(Type.Integer()),
})

export const admitBank = {
  name: 'admit-bank',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '合作银行列入目录', en: 'Admit a cooperating bank' },
  input: Type.Object(
    {
      cnaps: Type.String({ maxLength: 20 }),
      name: bothLanguages,
      hotline: Type.Optional(phone),
      admittedOn: day,
      services,
      source: Type.String({ minLength: 2, maxLength: 200 }),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ bankId: uuid }),
} as const satisfies Operation

export const withdrawBank = {
  name: 'withdraw-bank',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '合作银行退出目录', en: 'Withdraw a cooperating bank' },
  input: Type.Object({ bankId: uuid, withdrawnOn: day, reason }, { additionalProperties: false }),
  answer: Type.Object({}),
} as const satisfies Operation

export const changeBankServices = {
  name: 'change-bank-services',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '变更银行服务事项', en: 'Change the services of a bank' },
  input: Type.Object({ bankId: uuid, from: day, services }, { additionalProperties: false }),
  answer: Type.Object({}),
} as const satisfies Operation

export const openOutlet = {
  name: 'open-outlet',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '开办网点', en: 'Open an outlet' },
  input: Type.Object({ bankId: uuid, openedOn: day, ...details }, { additionalProperties: false }),
  answer: Type.Object({ outletId: uuid }),
} as const satisfies Operation

export const changeOutlet = {
  name: 'change-outlet',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '变更网点信息', en: 'Change an outlet' },
  input: Type.Object({ outletId: uuid, ...details }, { additionalProperties: false }),
  answer: Type.Object({}),
} as const satisfies Operation

export const closeOutlet = {
  name: 'close-outlet',
  kind: 'command',
  chapter: 'bank',
  article: 7,
  title: { zh: '停办网点', en: 'Close an outlet' },
  input: Type.Object({ outletId: uuid, closedOn: day, reason }, { additionalProperties: false }),
  answer: Type.Object({}),
} as const satisfies Operation

export const banks = {
  name: 'banks',
  kind: 'public',
  chapter: 'bank',
  article: 7,
  title: { zh: '合作银行目录', en: 'Catalogue of cooperating banks' },
  input: Type.Object(
    {
      /** Today when absent. */
      on: Type.Optional(day),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({ on: day, banks: Type.Array(bank) }),
} as const satisfies Operation

export const outlets = {
  name: 'outlets',
  kind: 'public',
  chapter: 'bank',
  article: 12,
  title: { zh: '服务网点', en: 'Outlets' },
  input: Type.Object(
    {
      on: Type.Optional(day),
      district: Type.Optional(Type.String({ maxLength: 12 })),
      bankId: Type.Optional(uuid),
      /** This one, when somebody has to go there. */
      outletId: Type.Optional(uuid),
      /** Only outlets that make the card while one waits. */
      instant: Type.Optional(Type.Boolean()),
      accessible: Type.Optional(accessibility),
      /** Only outlets whose name or address contains it. */
      text: Type.Optional(Type.String({ maxLength: 60 })),
      /** Only outlets that are open at this moment. */
      openNow: Type.Optional(Type.Boolean()),
      /** Only outlets of banks that provide this service on the day. */
      service: Type.Optional(service),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      /** `next` of the page before. */
      after: Type.Optional(uuid),
    },
    { additionalProperties: false },
  ),
  answer: Type.Object({
    on: day,
    /** All that fit, on whatever page they stand. */
    total: Type.Integer(),
    /** How many fit in each district, the chosen district left aside: what a map shows. */
    districts: Type.Array(Type.Object({ district: Type.String(), count: Type.Integer() })),
    outlets: Type.Array(outlet),
    next: Type.Union([uuid, Type.Null()]),
  }),
} as const satisfies Operation
