import type { Day } from '../calendar/instant.ts'
import { measuresInForce } from '../policy/policy-source.ts'
import type { CardService, Carrier, ServiceField } from './card-service.ts'

type SeedService = Omit<CardService, 'serviceId' | 'from' | 'until'>
type Told = Pick<SeedService, 'field' | 'organisationId' | 'name' | 'actions'>

/** The Measures take effect, and with them the catalogue. */
export const catalogueFrom = measuresInForce as Day

const told = (
  field: ServiceField,
  organisationId: string,
  zh: string,
  en: string,
  actions: SeedService['actions'],
): Told => ({ field, organisationId, name: { zh, en }, actions })

const everyCarrier: readonly Carrier[] = ['contact-chip', 'contactless-chip', 'e-card', 'number']
const atGate: readonly Carrier[] = ['contactless-chip', 'e-card']
const atDesk: readonly Carrier[] = ['contact-chip', 'contactless-chip', 'e-card']
const everybody: SeedService['condition'] = { all: [] }

/** A service that every enabled card has; nothing is told beside yes or no unless the entry says so. */
function implicit(what: Told, carriers: readonly Carrier[], more: Partial<SeedService> = {}): SeedService {
  return {
    ...what,
    carriers,
    loading: 'implicit',
    loadedAt: [],
    holdsDays: null,
    condition: everybody,
    personal: [],
    facts: [],
    feeKey: null,
    replacesCard: null,
    ...more,
  }
}

function explicit(
  what: Told,
  carriers: readonly Carrier[],
  loadedAt: SeedService['loadedAt'],
  more: Partial<SeedService> = {},
): SeedService {
  return { ...implicit(what, carriers, more), loading: 'explicit', loadedAt }
}

/** M5.1: the catalogue as it is shipped: the eight fields of Article 5, and every body of Article 6 owns an entry. */
export const firstServices: Readonly<Record<string, SeedService>> = {
  'hrss-service': implicit(
    told('government-services', 'human-resources', '人社业务办理与查询', 'social security business and records', [
      'identify',
      'query',
      'credential',
    ]),
    everyCarrier,
    { personal: ['name', 'identityNumber'] },
  ),
  'government-service': implicit(
    told('government-services', 'government-services', '政务服务办事', 'government services at halls and on line', [
      'identify',
      'credential',
    ]),
    everyCarrier,
    { personal: ['name', 'identityNumber'] },
  ),
  'medical-settlement': implicit(
    told('government-services', 'medical-security', '就医购药结算', 'medical settlement', ['identify', 'pay']),
    everyCarrier,
    {
      condition: { ground: ['employee-medical', 'resident-medical'] },
      personal: ['name'],
      facts: ['insurance-kind', 'age-band'],
    },
  ),
  'fee-payment': implicit(
    told('government-services', 'finance', '缴费', 'payment of fees and contributions', ['identify', 'pay']),
    everyCarrier,
    { personal: ['name'] },
  ),
  'benefit-receipt': implicit(
    told('subsidies', 'human-resources', '待遇领取', 'receipt of benefits', ['receive']),
    everyCarrier,
    { personal: ['name'] },
  ),
  'finance-subsidy': implicit(
    told('subsidies', 'finance', '惠民惠农补贴', 'subsidies for residents and farmers', ['receive']),
    everyCarrier,
    { personal: ['name'] },
  ),
  'education-aid': implicit(
    told('subsidies', 'education', '学生资助', 'aid for students', ['receive', 'credential']),
    everyCarrier,
    { condition: { ground: ['education'] }, personal: ['name'] },
  ),
  'disability-subsidy': implicit(
    told('subsidies', 'disabled-persons', '残疾人补贴', 'subsidies for disabled persons', ['receive', 'credential']),
    everyCarrier,
    { condition: { ground: ['disability'] }, personal: ['name'] },
  ),
  'elderly-care': explicit(
    told('subsidies', 'civil-affairs', '养老助残优待', 'benefits for the elderly and disabled', [
      'identify',
      'credential',
      'receive',
    ]),
    everyCarrier,
    ['service-hall', 'bank-outlet', 'online'],
    {
      condition: {
        all: [
          { residence: 'city' },
          { any: [{ all: [{ age: { from: 60 } }, { ground: ['elderly'] }] }, { ground: ['disability'] }] },
        ],
      },
      facts: ['age-band', 'district'],
      replacesCard: { zh: '北京通-养老助残卡', en: 'elderly and disability care card' },
    },
  ),
  'bank-debit': implicit(
    told('finance', 'banking-insurance-regulator', '银行借记卡', 'debit card of the bank', ['pay', 'receive']),
    ['contact-chip', 'contactless-chip'],
  ),
  'account-opening': implicit(
    told('finance', 'peoples-bank', '开户身份核验', 'identification for opening an account', ['identify']),
    ['contact-chip', 'e-card'],
    { personal: ['name', 'identityNumber'] },
  ),
  metro: implicit(told('transport', 'transport', '地铁', 'metro', ['pay']), atGate, {
    facts: ['free-rider'],
    replacesCard: { zh: '市政交通一卡通', en: 'municipal transit card' },
  }),
  bus: implicit(told('transport', 'transport', '公共汽电车', 'bus', ['pay']), atGate, { facts: ['free-rider'] }),
  'suburban-rail': explicit(
    told('transport', 'transport', '市郊铁路', 'suburban rail', ['pay', 'identify']),
    atGate,
    ['issuing-bank', 'service-point'],
    { facts: ['free-rider'] },
  ),
  // Article 5 names the physical card alone: the e-card does not open the gates of the annual ticket.
  'park-annual-ticket': explicit(
    told('tourism', 'landscaping', '公园年票', 'annual ticket of the parks', ['credential']),
    ['contact-chip', 'contactless-chip'],
    // It costs money, so it is loaded where it is sold.
    ['service-point'],
    {
      holdsDays: 365,
      feeKey: 'park.annual-ticket.price',
      replacesCard: { zh: '公园年票卡', en: 'annual ticket card of the parks' },
    },
  ),
  'park-free-entry': implicit(
    told('tourism', 'landscaping', '公园免票入园', 'free entry to the parks', ['credential']),
    atGate,
    { condition: { any: [{ ticket: 'elderly-care' }, { ground: ['elderly', 'disability'] }] }, facts: ['age-band'] },
  ),
  'scenic-spot': implicit(
    told('tourism', 'culture-tourism', '旅游景区实名入园', 'entry to sights by name', ['identify']),
    atGate,
    { facts: ['age-band'] },
  ),
  library: implicit(told('culture', 'culture-tourism', '图书借阅', 'library lending', ['identify']), atDesk, {
    personal: ['name'],
    replacesCard: { zh: '公共图书馆读者卡', en: 'reader card of the public libraries' },
  }),
  museum: implicit(told('culture', 'culture-tourism', '博物馆预约入馆', 'entry to museums', ['identify']), atGate, {
    facts: ['age-band'],
  }),
  'smart-community': implicit(
    told('smart-city', 'economy-informatisation', '智慧社区', 'smart community', ['identify']),
    atGate,
    { condition: { residence: 'city' } },
  ),
  'hospital-registration': implicit(
    told('smart-city', 'health', '预约挂号与健康档案', 'appointments and health records', ['identify', 'query']),
    everyCarrier,
    { personal: ['name'], facts: ['age-band'] },
  ),
  'credit-service': implicit(
    told('credit', 'economy-informatisation', '信用服务', 'credit services', ['identify', 'credential']),
    atDesk,
    { personal: ['name'] },
  ),
}
