import { randomToken } from '../kernel/custody/random-code.ts'
import { escapeHtml } from '../kernel/page.ts'

export type Language = 'zh' | 'en'

export interface Page {
  readonly status: number
  readonly html: string
  readonly contentSecurityPolicy: string
}

export interface PageOptions {
  readonly language: Language
  readonly title: string
  /** HTML; every value in it is escaped by whoever wrote it. */
  readonly body: string
  readonly status?: number
  /** Where a form may lead besides this server: the portal that asked for the sign-in. */
  readonly formTarget?: string
  /** The address of this page in the other language; absent where a form's answer cannot be asked for again. */
  readonly otherLanguage?: string
  readonly script?: string
}

const style = `:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:0;background:#f3f5f9;color:#1a1d24}
main{max-width:26rem;margin:8vh auto;padding:2rem;background:#fff;border-radius:.75rem;box-shadow:0 1px 6px #0002}
h1{font-size:1.4rem;margin:0 0 1rem}label{display:block;margin:1rem 0 .3rem;font-weight:600}small{display:block;color:#4a5160}
input{width:100%;box-sizing:border-box;font:inherit;padding:.6rem .7rem;border:1px solid #6b7280;border-radius:.4rem;background:inherit;color:inherit}
button{width:100%;font:inherit;font-weight:600;margin-top:1.4rem;padding:.7rem;border:0;border-radius:.4rem;background:#0b4fb3;color:#fff;cursor:pointer}
button.second{background:none;color:#0b4fb3;border:1px solid #0b4fb3}a{color:#0b4fb3}
input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}
[role=alert]{padding:.7rem;border-left:4px solid #b3261e;background:#fdecea;color:#5f1410}code{font-size:1.1rem;word-break:break-all}
nav{text-align:right;font-size:.9rem}@media(prefers-color-scheme:dark){body{background:#14161a;color:#e8eaee}main{background:#1f232a}small{color:#b4bac6}a,button.second{color:#8ab4f8;border-color:#8ab4f8}[role=alert]{background:#4a1512;color:#ffd9d5}}`

/** A small page that needs no script and may load nothing from elsewhere. */
export function pageFrame(options: PageOptions): Page {
  const { language, title, body, status = 200, formTarget, otherLanguage, script } = options
  const nonce = randomToken()
  const other =
    otherLanguage === undefined
      ? ''
      : `<nav><a href="${escapeHtml(otherLanguage)}" lang="${language === 'zh' ? 'en' : 'zh-CN'}">${language === 'zh' ? 'English' : '中文'}</a></nav>`
  const html = `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Yika 一卡</title><style nonce="${nonce}">${style}</style></head>
<body><main>${other}<h1>${escapeHtml(title)}</h1>${body}</main>${script === undefined ? '' : `<script type="module" src="${escapeHtml(script)}"></script>`}</body></html>`
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    ...(script === undefined ? [] : ["script-src 'self'", "connect-src 'self'"]),
    `form-action 'self'${formTarget === undefined ? '' : ` ${formTarget}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return { status, html, contentSecurityPolicy: policy.join('; ') }
}

/** The language that was asked for, then the browser's, then Chinese. */
export function languageOf(asked: string | undefined, accepted: string | undefined): Language {
  const wish = asked ?? accepted?.split(',')[0] ?? ''
  return wish.toLowerCase().startsWith('en') ? 'en' : 'zh'
}
