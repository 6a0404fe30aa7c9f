import type { Role } from '@yika/core/access/role.ts'

/** Who somebody is at work, as the frame and the audit say it. */
export const roleWords = {
  citizen: { zh: '市民', en: 'citizen' },
  'bank-clerk': { zh: '银行柜员', en: 'bank clerk' },
  'bank-supervisor': { zh: '银行主管', en: 'bank supervisor' },
  'bureau-officer': { zh: '市级经办', en: 'bureau officer' },
  'district-officer': { zh: '区级经办', en: 'district officer' },
  'production-manager': { zh: '制卡管理', en: 'production manager' },
  factory: { zh: '制卡厂', en: 'card factory' },
  'bank-system': { zh: '银行系统', en: 'bank system' },
  'register-system': { zh: '登记系统', en: 'register of residents' },
  'employer-agent': { zh: '单位经办', en: 'employer agent' },
  'department-user': { zh: '部门用户', en: 'department user' },
  'security-administrator': { zh: '安全管理员', en: 'security administrator' },
  'system-administrator': { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  system: { zh: '系统', en: 'system' },
} as const satisfies Record<Role, { zh: string; en: string }>
