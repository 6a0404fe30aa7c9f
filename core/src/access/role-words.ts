import type { Role } from './role.ts'

/** How a role is called where a holder is told who has looked. */
export const roleWords = {
  citizen: { zh: '个人', en: 'a private person' },
  'bank-clerk': { zh: '银行柜员', en: 'bank clerk' },
  'bank-supervisor': { zh: '银行主管', en: 'bank supervisor' },
  'bureau-officer': { zh: '市级经办人员', en: 'officer of the bureau' },
  'district-officer': { zh: '区级经办人员', en: 'district officer' },
  'production-manager': { zh: '制卡管理人员', en: 'production manager' },
  factory: { zh: '制卡工厂', en: 'card factory' },
  'bank-system': { zh: '银行系统', en: 'system of a bank' },
  'register-system': { zh: '登记系统', en: 'system of a register' },
  'employer-agent': { zh: '用人单位经办人', en: 'agent of an employer' },
  'department-user': { zh: '用卡部门', en: 'department that uses the card' },
  institution: { zh: '用卡机构', en: 'institution that serves with the card' },
  terminal: { zh: '用卡终端', en: 'terminal at which the card is used' },
  'security-administrator': { zh: '安全管理员', en: 'security administrator' },
  'system-administrator': { zh: '系统管理员', en: 'system administrator' },
  auditor: { zh: '审计员', en: 'auditor' },
  system: { zh: '本平台', en: 'this platform' },
} as const satisfies Record<Role, { zh: string; en: string }>
