import { QrCode } from './qr-code.tsx'
import { createWords, useSay } from './words.ts'

const words = createWords('verification-code', {
  zh: {
    code: '回执验真二维码',
    how: '扫描二维码，或在 {{address}} 输入下列字符，即可查验真伪。其中不含姓名和证件号码。',
    open: '现在查验',
  },
  en: {
    code: 'Code for verifying the receipt',
    how: 'Scan the code, or type these characters at {{address}}, to see that it is ours. They say neither a name nor a number.',
    open: 'Verify it now',
  },
})

const groupLength = 6

/** Article 13: whoever is shown the paper can ask us whether it is ours; the token names nobody. */
export function VerificationCode({ token }: { readonly token: string }) {
  const say = useSay(words)
  const address = `${location.origin}/verify`
  return (
    <div className="verification">
      <QrCode text={`${address}#${token}`} label={say('code')} />
      <div className="stack">
        <p className="small">{say('how', { address: address.replace(/^https?:\/\//, '') })}</p>
        <p className="small">
          <code className="verification-token">{inGroups(token)}</code>
        </p>
        <p className="no-print">
          <a href={`/verify#${token}`}>{say('open')}</a>
        </p>
      </div>
    </div>
  )
}

/** Nobody copies forty characters in one go; the page of verification takes them with the gaps. */
function inGroups(token: string): string {
  return (token.match(new RegExp(`.{1,${groupLength}}`, 'gu')) ?? []).join(' ')
}
