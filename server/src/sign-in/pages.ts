import { refusalText } from '@yika/core/refusal/catalogue.ts'
import { escapeHtml } from '../kernel/page.ts'
import type { EnrolmentFault, EnrolmentSecret } from './enrol-staff.ts'
import { type Language, type Page, type PageOptions, pageFrame } from './page-frame.ts'
import { signInLimits } from './sign-in-limits.ts'

/** What every page of one sign-in shares. */
export interface Visit {
  readonly language: Language
  /** Path of this sign-in. */
  readonly path: string
  readonly formTarget?: string
}

const words = {
  zh: {
    staff: '工作人员登录',
    citizen: '市民登录',
    userName: '用户名',
    password: '密码',
    authenticator: '动态验证码（6 位）',
    authenticatorHint: '请打开身份验证器应用查看。',
    signIn: '登录',
    identityNumber: '身份证件号码',
    identityHint: '居民身份证、居住证或永久居留证号码。',
    sendCode: '获取短信验证码',
    codeTitle: '输入验证码',
    codeSent: '如该号码已登记手机，验证码已发出。请在几分钟内输入。',
    code: '短信验证码（6 位）',
    again: '重新获取',
    passkey: '使用通行密钥登录',
    passkeyFailed: '未能使用通行密钥，请改用短信验证码。',
    enrol: '首次登录',
    enrolLink: '首次登录或重置后设置密码',
    enrolCode: '首次登录码',
    enrolCodeHint: '由本单位安全管理员提供，24 小时内有效。',
    newPassword: '设置密码',
    newPasswordHint: `至少 ${signInLimits.passwordLeast} 个字符，可用一句话；不要使用常见密码或用户名。`,
    next: '下一步',
    secretTitle: '绑定身份验证器',
    secretIntro: '请在身份验证器应用中添加账户，输入以下密钥：',
    secretThen: '然后输入应用显示的 6 位验证码：',
    openApp: '在本机的身份验证器中打开',
    done: '设置完成',
    doneText: '现在可以回到门户登录。',
    expiredTitle: '登录已过期',
    expired: '请回到门户重新登录。',
    faults: {
      short: `密码至少 ${signInLimits.passwordLeast} 个字符。`,
      long: `密码最多 ${signInLimits.passwordMost} 个字符。`,
      guessable: '该密码容易被猜到，请换一个。',
      name: '密码不得包含用户名。',
    },
  },
  en: {
    staff: 'Staff sign-in',
    citizen: 'Sign in',
    userName: 'User name',
    password: 'Password',
    authenticator: 'Code of your authenticator (6 digits)',
    authenticatorHint: 'Open your authenticator application to see it.',
    signIn: 'Sign in',
    identityNumber: 'Identity number',
    identityHint: 'Of your identity card, residence permit or permanent residence card.',
    sendCode: 'Send a code to my phone',
    codeTitle: 'Enter the code',
    codeSent: 'If a phone is registered for this number, a code is on its way. Enter it within a few minutes.',
    code: 'Code from the message (6 digits)',
    again: 'Send another code',
    passkey: 'Sign in with a passkey',
    passkeyFailed: 'The passkey did not work; please use a code.',
    enrol: 'First sign-in',
    enrolLink: 'First sign-in, or after a reset: set your password',
    enrolCode: 'Enrolment code',
    enrolCodeHint: 'From your security administrator, valid for 24 hours.',
    newPassword: 'New password',
    newPasswordHint: `At least ${signInLimits.passwordLeast} characters, a sentence is fine; nothing common, not your user name.`,
    next: 'Next',
    secretTitle: 'Connect your authenticator',
    secretIntro: 'Add an account in your authenticator application with this key:',
    secretThen: 'Then enter the six digits that it shows:',
    openApp: 'Open in the authenticator on this device',
    done: 'All set',
    doneText: 'You can now go back to the portal and sign in.',
    expiredTitle: 'This sign-in has expired',
    expired: 'Please go back to the portal and sign in again.',
    faults: {
      short: `A password has at least ${signInLimits.passwordLeast} characters.`,
      long: `A password has at most ${signInLimits.passwordMost} characters.`,
      guessable: 'This password is easy to guess; choose another.',
      name: 'A password must not contain the user name.',
    },
  },
} as const

type Fault = EnrolmentFault | undefined

function alert(language: Language, fault: Fault): string {
  if (fault === undefined) return ''
  const text =
    fault === 'sign-in-failed' || fault === 'sign-in-locked'
      ? refusalText(fault, {}, language)
      : words[language].faults[fault]
  return `<p role="alert">${escapeHtml(text)}</p>`
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly attributes: string
  readonly value?: string
}

function field({ name, label, hint, attributes, value }: Field): string {
  const described = hint === undefined ? '' : ` aria-describedby="${name}-hint"`
  const filled = value === undefined ? '' : ` value="${escapeHtml(value)}"`
  const small = hint === undefined ? '' : `<small id="${name}-hint">${escapeHtml(hint)}</small>`
  return `<label for="${name}">${escapeHtml(label)}</label>${small}<input id="${name}" name="${name}" required ${attributes}${described}${filled}>`
}

const digits = 'inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,8}" maxlength="8"'

function statusOf(fault: Fault): number {
  if (fault === undefined) return 200
  return fault === 'sign-in-locked' ? 429 : fault === 'sign-in-failed' ? 401 : 400
}

function frame(
  visit: Visit,
  fault: Fault,
  rest: Pick<PageOptions, 'title' | 'body' | 'otherLanguage' | 'script'>,
): Page {
  const { language, formTarget } = visit
  return pageFrame({
    language,
    status: statusOf(fault),
    ...(formTarget === undefined ? {} : { formTarget }),
    ...rest,
    body: alert(language, fault) + rest.body,
  })
}

const other = ({ language, path }: Visit) => `${path}?lang=${language === 'zh' ? 'en' : 'zh'}`
const hiddenLanguage = ({ language }: Visit) => `<input type="hidden" name="lang" value="${language}">`

export function staffPage(visit: Visit, fault?: Fault, userName?: string): Page {
  const w = words[visit.language]
  const body = `<form method="post" action="${escapeHtml(visit.path)}/staff">${hiddenLanguage(visit)}
${field({ name: 'userName', label: w.userName, attributes: 'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="40" autofocus', ...(userName === undefined ? {} : { value: userName }) })}
${field({ name: 'password', label: w.password, attributes: 'type="password" autocomplete="current-password" maxlength="128"' })}
${field({ name: 'code', label: w.authenticator, hint: w.authenticatorHint, attributes: digits })}
<button>${w.signIn}</button></form><p><a href="/sign-in/enrol?lang=${visit.language}">${w.enrolLink}</a></p>`
  return frame(visit, fault, { title: w.staff, body, otherLanguage: other(visit) })
}

export function citizenPage(visit: Visit, passkeys: boolean, fault?: Fault): Page {
  const w = words[visit.language]
  const passkey = passkeys
    ? `<button type="button" class="second" id="passkey" data-path="${escapeHtml(visit.path)}" hidden>${w.passkey}</button><p role="alert" id="passkey-failed" hidden>${w.passkeyFailed}</p>`
    : ''
  const body = `<form method="post" action="${escapeHtml(visit.path)}/send-code">${hiddenLanguage(visit)}
${field({ name: 'identityNumber', label: w.identityNumber, hint: w.identityHint, attributes: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" autofocus' })}
<button>${w.sendCode}</button></form>${passkey}`
  return frame(visit, fault, {
    title: w.citizen,
    body,
    otherLanguage: other(visit),
    ...(passkeys ? { script: '/sign-in/passkey.js' } : {}),
  })
}

export function codePage(visit: Visit, fault?: Fault): Page {
  const w = words[visit.language]
  const body = `<p>${w.codeSent}</p><form method="post" action="${escapeHtml(visit.path)}/code">${hiddenLanguage(visit)}
${field({ name: 'code', label: w.code, attributes: `${digits} autofocus` })}
<button>${w.signIn}</button></form><p><a href="${escapeHtml(visit.path)}?lang=${visit.language}">${w.again}</a></p>`
  return frame(visit, fault, { title: w.codeTitle, body })
}

export function enrolPage(visit: Visit, fault?: Fault, userName?: string): Page {
  const w = words[visit.language]
  const body = `<form method="post" action="${visit.path}">${hiddenLanguage(visit)}
${field({ name: 'userName', label: w.userName, attributes: 'autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="40" autofocus', ...(userName === undefined ? {} : { value: userName }) })}
${field({ name: 'enrolmentCode', label: w.enrolCode, hint: w.enrolCodeHint, attributes: 'autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"' })}
${field({ name: 'password', label: w.newPassword, hint: w.newPasswordHint, attributes: `type="password" autocomplete="new-password" minlength="${signInLimits.passwordLeast}" maxlength="${signInLimits.passwordMost}"` })}
<button>${w.next}</button></form>`
  return frame(visit, fault, { title: w.enrol, body, otherLanguage: other(visit) })
}

export function secretPage(
  visit: Visit,
  entry: { readonly userName: string; readonly enrolmentCode: string },
  shown: EnrolmentSecret,
): Page {
  const w = words[visit.language]
  const body = `<p>${w.secretIntro}</p><p><code>${escapeHtml(shown.secret.replace(/(.{4})/g, '$1 '))}</code></p>
<p><a href="${escapeHtml(shown.address)}">${w.openApp}</a></p><p>${w.secretThen}</p>
<form method="post" action="${visit.path}/confirm">${hiddenLanguage(visit)}
<input type="hidden" name="userName" value="${escapeHtml(entry.userName)}"><input type="hidden" name="enrolmentCode" value="${escapeHtml(entry.enrolmentCode)}">
${field({ name: 'code', label: w.authenticator, attributes: `${digits} autofocus` })}<button>${w.next}</button></form>`
  return frame(visit, undefined, { title: w.secretTitle, body })
}

export function donePage(visit: Visit): Page {
  const w = words[visit.language]
  return frame(visit, undefined, { title: w.done, body: `<p>${w.doneText}</p>` })
}

export function expiredPage(language: Language): Page {
  const w = words[language]
  return pageFrame({ language, status: 400, title: w.expiredTitle, body: `<p role="alert">${w.expired}</p>` })
}
