import { createWords } from '../ui/words.ts'

/** What list and detail of the audit log call its columns. */
export const auditWords = createWords('audit-row', {
  zh: {
    at: '时间',
    operation: '事项',
    role: '岗位',
    actor: '操作人',
    organisation: '机构',
    office: '网点或办公点',
    person: '涉及人员',
    outcome: '结果',
    purpose: '目的',
    basis: '法律依据',
    fields: '涉及的个人信息',
    refusal: '拒绝代码',
    article: '条款',
    case: '业务编号',
    command: '命令编号',
    accepted: '已办理',
    refused: '已拒绝',
    read: '已查看',
    unmasked: '{{field}}（明文）',
    masked: '{{field}}（遮盖）',
  },
  en: {
    at: 'When',
    operation: 'What',
    role: 'Role',
    actor: 'Who',
    organisation: 'Organisation',
    office: 'Office',
    person: 'Whom',
    outcome: 'Outcome',
    purpose: 'Purpose',
    basis: 'Legal basis',
    fields: 'Personal data',
    refusal: 'Refusal',
    article: 'Article',
    case: 'Case',
    command: 'Command',
    accepted: 'done',
    refused: 'refused',
    read: 'read',
    unmasked: '{{field}} (in clear)',
    masked: '{{field}} (masked)',
  },
})

/** To read is nothing to be warned of. */
export const outcomeTones = { accepted: 'good', refused: 'bad', read: undefined } as const
export const outcomes = ['accepted', 'refused', 'read'] as const
