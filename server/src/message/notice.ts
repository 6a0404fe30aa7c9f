/** What a notice may speak of; which of them a notice carries is its matter. */
export interface NoticeFacts {
  readonly functions?: readonly ('social' | 'finance')[]
  readonly until?: string
  readonly days?: number
}

/** Article 9, 12: nobody of the bureau asks for a number or a PIN by a message; every notice says so (M9.6). */
const warning = '人社部门不会以短信索要密码或银行卡号，请勿点击短信中的链接。咨询96066。'

const functionWords = { social: '社会保障功能', finance: '金融功能' } as const

/** Every notice in the words of a short message. A new notice is a new line here. */
const words = {
  'application-accepted': () => '您的社会保障卡申请已受理，可登录查看进度和承诺日期。',
  'correction-needed': () => '您的社会保障卡申请需要更正，请登录查看原因和办法后重新提交。',
  'application-refused': () => '您的社会保障卡申请未能受理，请登录查看原因和异议办法。',
  'promise-broken': () => '您的社会保障卡未能按承诺日期制成，我们深表歉意；原因和新的日期请登录查看。',
  'card-ready': () => '您的社会保障卡已到领卡地点，请本人持身份证件领取；未满18周岁由监护人领取。',
  'collect-your-card': ({ days }: NoticeFacts) => `您的社会保障卡已等候领取${days ?? ''}天，请尽快持身份证件领取。`,
  'card-sealed': () => '您的社会保障卡因逾期未领取已封存；需要时请重新申领。',
  'loss-lapses-soon': ({ functions = [], until }: NoticeFacts) =>
    `您的社会保障卡（${list(functions)}）临时挂失将于${cityTime(until)}到期恢复使用；卡片确已丢失请办理正式挂失。`,
  'loss-lapsed': ({ functions = [] }: NoticeFacts) =>
    `您的社会保障卡（${list(functions)}）临时挂失已到期，功能已恢复；如非本意请立即重新挂失。`,
} as const satisfies Record<string, (facts: NoticeFacts) => string>

export type NoticeName = keyof typeof words

export function isNotice(name: string): name is NoticeName {
  return Object.hasOwn(words, name)
}

export function noticeText(name: NoticeName, facts: NoticeFacts): string {
  return `【社会保障卡】${words[name](facts)}${warning}`
}

function list(functions: readonly ('social' | 'finance')[]): string {
  return functions.map((one) => functionWords[one]).join('、')
}

const cityClock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

function cityTime(instant: string | undefined): string {
  return instant === undefined ? '近日' : cityClock.format(new Date(instant))
}
