import type { RefusalEntry } from './refusal.ts'

/** Refusals of the register of organisations, of staff accounts and of sign-in (Articles 6, 11). */
export const accessRefusals = {
  'organisation-exists': {
    status: 409,
    article: 6,
    zh: '机构 {organisationId} 已登记。',
    en: 'The organisation {organisationId} is registered already.',
    remedy: { zh: '更名请使用“机构更名”。', en: 'To give it another name, rename it.' },
  },
  'organisation-unknown': {
    status: 422,
    article: 6,
    zh: '机构 {organisationId} 未登记或已不在有效期内。',
    en: 'The organisation {organisationId} is not registered, or its period has ended.',
    remedy: { zh: '请先登记该机构。', en: 'Register the organisation first.' },
  },
  'name-not-later': {
    status: 422,
    article: 6,
    zh: '新名称的启用日期须晚于 {from}。',
    en: 'The new name must begin after {from}.',
    remedy: { zh: '请填写更晚的启用日期。', en: 'Give a later day.' },
  },
  'period-reversed': {
    status: 422,
    article: 6,
    zh: '有效期止日早于起日 {from}。',
    en: 'The period ends before it begins on {from}.',
    remedy: { zh: '请改正止日。', en: 'Correct the last day.' },
  },
  'user-name-taken': {
    status: 409,
    article: 6,
    zh: '用户名已被使用。',
    en: 'The user name is taken.',
    remedy: { zh: '请换一个用户名。', en: 'Choose another user name.' },
  },
  'staff-place-missing': {
    status: 422,
    article: 6,
    zh: '岗位 {role} 须填写 {field}。',
    en: 'The role {role} needs {field}.',
    remedy: {
      zh: '请补充该岗位所在的机构、网点或区域。',
      en: 'Name the bank, office, district or employer of the role.',
    },
  },
  'administrator-roles-exclusive': {
    status: 409,
    article: 6,
    zh: '系统管理员、安全管理员和审计员不得由同一人担任；该人员已是 {role}。',
    en: 'System administrator, security administrator and auditor are three persons; this one is {role} already.',
    remedy: { zh: '请另派人员，或先停用其原岗位。', en: 'Name somebody else, or dismiss the other account first.' },
  },
  'own-audit': {
    status: 403,
    article: 6,
    zh: '任何单位不得管理本单位的审计员。',
    en: 'No organisation administers its own audit.',
    remedy: {
      zh: '请由其他单位的安全管理员办理。',
      en: 'A security administrator of another organisation has to do this.',
    },
  },
  'own-account': {
    status: 403,
    article: 6,
    zh: '不得管理自己的账户。',
    en: 'Nobody administers their own account.',
    remedy: { zh: '请由另一名安全管理员办理。', en: 'Ask another security administrator.' },
  },
  'role-not-of-organisation': {
    status: 422,
    article: 6,
    zh: '{organisationId} 不能设置 {role} 岗位。',
    en: 'The role {role} is not exercised in {organisationId}.',
    remedy: {
      zh: '全市岗位仅设在人力资源和社会保障部门，区级岗位仅设在该区机构。',
      en: 'Roles for the whole city belong to the responsible department, roles for a district to the body of that district.',
    },
  },
  'other-organisation': {
    status: 403,
    article: 6,
    zh: '只能管理本单位的账户。',
    en: 'You administer the accounts of your own organisation only.',
    remedy: {
      zh: '请由该单位或人力资源和社会保障部门办理。',
      en: 'Ask that organisation, or the responsible department.',
    },
  },
  'staff-dismissed': {
    status: 409,
    article: 6,
    zh: '该账户已停用。',
    en: 'This account has been dismissed.',
    remedy: { zh: '需要时请重新登记。', en: 'Register the person again if needed.' },
  },
  'client-exists': {
    status: 409,
    article: 6,
    zh: '系统标识 {clientId} 已登记。',
    en: 'The system {clientId} is registered already.',
    remedy: { zh: '请换一个标识，或先停用原系统。', en: 'Choose another identifier, or retire the old system.' },
  },
  'client-retired': {
    status: 409,
    article: 6,
    zh: '该系统已停用。',
    en: 'This system has been retired.',
    remedy: { zh: '需要时请以新标识登记。', en: 'Register it under a new identifier if needed.' },
  },
  'sign-in-failed': {
    status: 401,
    article: 11,
    zh: '登录信息不正确。',
    en: 'What was entered is not right.',
    remedy: { zh: '请核对后重试。', en: 'Check it and try again.' },
  },
  'sign-in-locked': {
    status: 429,
    article: 11,
    zh: '尝试次数过多，请稍后再试。',
    en: 'Too many tries; please wait a while.',
    remedy: {
      zh: '请在 15 分钟后重试，或联系安全管理员。',
      en: 'Try again in 15 minutes, or ask your security administrator.',
    },
  },
} as const satisfies Record<string, RefusalEntry>
