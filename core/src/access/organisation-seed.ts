import type { OrganisationKind } from './organisation.ts'

interface SeedOrganisation {
  readonly organisationId: string
  readonly kind: OrganisationKind
  readonly field: { readonly zh: string; readonly en: string }
  readonly name: { readonly zh: string; readonly en: string }
  /** The public service number of the field; the citizens' hotline where it has none of its own. */
  readonly contact: string
}

const body = (
  organisationId: string,
  kind: OrganisationKind,
  contact: string,
  field: SeedOrganisation['field'],
  name: SeedOrganisation['name'],
): SeedOrganisation => ({ organisationId, kind, contact, field, name })

/** M6.1: the bodies that Article 6 names, no more and no fewer; further ones are registered by command. */
export const organisationSeed: readonly SeedOrganisation[] = [
  body(
    'human-resources',
    'responsible-department',
    '12333',
    { zh: '人力资源和社会保障', en: 'human resources and social security' },
    { zh: '市人力资源和社会保障部门', en: 'Municipal Department of Human Resources and Social Security' },
  ),
  body(
    'government-services',
    'field-department',
    '12345',
    { zh: '政务服务', en: 'government services' },
    { zh: '市政务服务部门', en: 'Municipal Department of Government Services' },
  ),
  body(
    'education',
    'field-department',
    '12345',
    { zh: '教育', en: 'education' },
    { zh: '市教育部门', en: 'Municipal Department of Education' },
  ),
  body(
    'economy-informatisation',
    'field-department',
    '12345',
    { zh: '经济和信息化', en: 'economy and informatisation' },
    { zh: '市经济和信息化部门', en: 'Municipal Department of Economy and Informatisation' },
  ),
  body(
    'civil-affairs',
    'field-department',
    '12345',
    { zh: '民政', en: 'civil affairs' },
    { zh: '市民政部门', en: 'Municipal Department of Civil Affairs' },
  ),
  body(
    'finance',
    'field-department',
    '12345',
    { zh: '财政', en: 'finance' },
    { zh: '市财政部门', en: 'Municipal Department of Finance' },
  ),
  body(
    'transport',
    'field-department',
    '12328',
    { zh: '交通', en: 'transport' },
    { zh: '市交通部门', en: 'Municipal Department of Transport' },
  ),
  body(
    'health',
    'field-department',
    '12320',
    { zh: '卫生健康', en: 'health' },
    { zh: '市卫生健康部门', en: 'Municipal Department of Health' },
  ),
  body(
    'culture-tourism',
    'field-department',
    '12345',
    { zh: '文化和旅游', en: 'culture and tourism' },
    { zh: '市文化和旅游部门', en: 'Municipal Department of Culture and Tourism' },
  ),
  body(
    'landscaping',
    'field-department',
    '12345',
    { zh: '园林绿化', en: 'landscaping' },
    { zh: '市园林绿化部门', en: 'Municipal Department of Landscaping' },
  ),
  body(
    'medical-security',
    'field-department',
    '12393',
    { zh: '医疗保障', en: 'medical security' },
    { zh: '市医疗保障部门', en: 'Municipal Department of Medical Security' },
  ),
  body(
    'disabled-persons',
    'field-department',
    '12385',
    { zh: '残疾人事业', en: 'affairs of disabled persons' },
    { zh: '市残疾人联合会', en: "Municipal Disabled Persons' Federation" },
  ),
  body(
    'peoples-bank',
    'cooperating-regulator',
    '12363',
    { zh: '金融功能应用', en: 'use of the financial function' },
    { zh: '人民银行营业管理部', en: "Business Management Department of the People's Bank of China" },
  ),
  body(
    'banking-insurance-regulator',
    'cooperating-regulator',
    '12378',
    { zh: '银行业和保险业监管', en: 'supervision of banking and insurance' },
    { zh: '北京银保监局', en: 'Beijing Banking and Insurance Regulatory Bureau' },
  ),
]
