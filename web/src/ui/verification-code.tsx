import qrcode from 'qrcode-generator'
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
/** What a scanner needs around the code (ISO/IEC 18004: four modules). */
const quiet = 4

/** Article 13: whoever is shown the paper can ask us whether it is ours; the token names nobody. */
export function VerificationCode({ token }: { readonly token: string }) {
  const say = useSay(words)
  const address = `${location.origin}/verify`
  const { size, path } = drawn(`${address}#${token}`)
  return (
    <div className="verification">
      <svg
        className="verification-code"
        viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`}
        role="img"
        aria-label={say('code')}
        shapeRendering="crispEdges"
      >
        <path d={`M${-quiet} ${-quiet}h${size + 2 * quiet}v${size + 2 * quiet}h${-size - 2 * quiet}z`} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
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

/** One run of dark modules is one stroke of the path: a tenth of the marks, and no seams on paper. */
function drawn(text: string): { readonly size: number; readonly path: string } {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = column
      while (column < size && code.isDark(row, column)) column += 1
      if (column > from) path += `M${from} ${row}h${column - from}v1h${from - column}z`
    }
  }
  return { size, path }
}

/** Nobody copies forty characters in one go; the page of verification takes them with the gaps. */
function inGroups(token: string): string {
  return (token.match(new RegExp(`.{1,${groupLength}}`, 'gu')) ?? []).join(' ')
}
