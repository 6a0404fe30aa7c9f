/** The ten services that Article 7 names, in its order; the wording of the text is resolved in docs/glossary.md. */
export const bankServices = {
  application: { zh: '申领', en: 'application' },
  activation: { zh: '启用、激活', en: 'activation' },
  'loss-report': { zh: '挂失', en: 'loss report' },
  release: { zh: '解挂', en: 'release of a loss report' },
  reissue: { zh: '补卡', en: 're-issue' },
  exchange: { zh: '换卡', en: 'exchange' },
  cancellation: { zh: '注销', en: 'cancellation' },
  'status-inquiry': { zh: '应用状态查询', en: 'application-status inquiry' },
  pin: { zh: '密码修改与重置', en: 'password modification and reset' },
  'information-change': { zh: '信息变更', en: 'information change' },
} as const satisfies Record<string, { zh: string; en: string }>

export type BankService = keyof typeof bankServices

export const bankServiceNames = Object.keys(bankServices) as readonly BankService[]
