import type { OrganisationKind } from '@yika/core/access/organisation.ts'

/** The sorts of bodies of Article 6. */
export const organisationKindWords = {
  'responsible-department': { zh: '主管部门', en: 'responsible department' },
  'field-department': { zh: '业务部门', en: 'department of a field' },
  'cooperating-regulator': { zh: '协同监管部门', en: 'cooperating regulator' },
  district: { zh: '区级部门', en: 'district' },
  other: { zh: '其他单位', en: 'other body' },
} as const satisfies Record<OrganisationKind, { zh: string; en: string }>
