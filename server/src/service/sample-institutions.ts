import type { Institution } from '@yika/core/service/institution.ts'

/** An institution of the sample city and the services for which it is in contract. */
export interface SampleInstitution extends Omit<Institution, 'validFrom' | 'validUntil'> {
  readonly services: readonly string[]
}

function sample(
  institutionId: string,
  kind: Institution['kind'],
  organisationId: string,
  zh: string,
  en: string,
  services: readonly string[],
  more: Partial<Institution> = {},
): SampleInstitution {
  const place = { district: '110101', grade: null, community: false }
  return { institutionId, kind, organisationId, name: { zh, en }, services, ...place, ...more }
}

const medical = ['medical-settlement', 'hospital-registration']
const transit = ['metro', 'bus', 'suburban-rail']
const park = ['park-annual-ticket', 'park-free-entry']

/** Institutions that exist nowhere, of every kind that uses the card; for the sample city and for tests. */
export const sampleInstitutions: readonly SampleInstitution[] = [
  sample('hospital-3', 'hospital', 'health', '样例三级医院', 'sample hospital of grade 3', medical, { grade: 3 }),
  sample('hospital-2', 'hospital', 'health', '样例二级医院', 'sample hospital of grade 2', medical, {
    grade: 2,
    district: '110105',
  }),
  sample('hospital-1', 'hospital', 'health', '样例一级医院', 'sample hospital of grade 1', medical, {
    grade: 1,
    district: '110108',
  }),
  sample('community-1', 'hospital', 'health', '样例社区卫生服务中心', 'sample community health centre', medical, {
    grade: 1,
    community: true,
  }),
  sample('pharmacy-1', 'pharmacy', 'medical-security', '样例药店', 'sample pharmacy', ['medical-settlement']),
  sample('hospital-4', 'hospital', 'health', '样例中医医院', 'sample hospital of Chinese medicine', medical, {
    grade: 3,
    district: '110102',
  }),
  sample('community-2', 'hospital', 'health', '样例社区卫生服务站', 'sample community health station', medical, {
    grade: 1,
    community: true,
    district: '110102',
  }),
  sample('pharmacy-2', 'pharmacy', 'medical-security', '样例药房', 'sample drugstore', ['medical-settlement']),
  sample('transit-operator', 'transit', 'transport', '样例公交地铁运营单位', 'sample metro and bus operator', transit),
  sample('park-1', 'park', 'landscaping', '样例公园（一）', 'sample park one', park),
  sample('park-2', 'park', 'landscaping', '样例公园（二）', 'sample park two', park, { district: '110108' }),
  sample('scenic-1', 'park', 'culture-tourism', '样例景区', 'sample sight', ['scenic-spot'], { district: '110119' }),
  sample('library-1', 'library', 'culture-tourism', '样例图书馆', 'sample library', ['library']),
  sample('museum-1', 'museum', 'culture-tourism', '样例博物馆', 'sample museum', ['museum']),
  sample('fee-office-1', 'fee-office', 'finance', '样例缴费单位', 'sample fee office', ['fee-payment']),
  sample(
    'paying-human-resources',
    'paying-office',
    'human-resources',
    '样例社保发放机构',
    'sample office for pensions',
    ['benefit-receipt'],
  ),
  sample('paying-civil-affairs', 'paying-office', 'civil-affairs', '样例民政发放机构', 'sample office for allowances', [
    'benefit-receipt',
    'elderly-care',
  ]),
  sample('paying-education', 'paying-office', 'education', '样例学生资助机构', 'sample office for aid to students', [
    'benefit-receipt',
    'education-aid',
  ]),
  sample('paying-finance', 'paying-office', 'finance', '样例财政补贴机构', 'sample office for subsidies', [
    'benefit-receipt',
    'finance-subsidy',
  ]),
  sample(
    'paying-disabled-persons',
    'paying-office',
    'disabled-persons',
    '样例助残发放机构',
    'sample office for support of the disabled',
    ['benefit-receipt', 'disability-subsidy'],
  ),
  sample('service-hall-1', 'service-hall', 'government-services', '样例政务大厅', 'sample service hall', [
    'government-service',
    'hrss-service',
    'elderly-care',
    'smart-community',
  ]),
  sample('credit-bureau-1', 'credit-bureau', 'economy-informatisation', '样例信用服务机构', 'sample credit bureau', [
    'credit-service',
  ]),
]

/** On what the sample's agreements rest; credit services name a law. */
export const sampleLegalBasis = '样例协议；《个人信息保护法》第十三条、第二十三条'
