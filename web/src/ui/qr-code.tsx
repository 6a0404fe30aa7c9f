import qrcode from 'qrcode-generator'

/** What a scanner needs around the code (ISO/IEC 18004: four modules). */
const quiet = 4
/** Such a text takes a third less room. */
const alphanumeric = /^[0-9A-Z $%*+./:-]+$/

interface QrCodeProps {
  readonly text: string
  readonly label: string
  /** Paper is folded and stained; on a screen less is enough, and what is drawn is larger. */
  readonly correction?: 'L' | 'M'
}

/** A text for a camera, as large on paper as a camera wants it. */
export function QrCode({ text, label, correction = 'M' }: QrCodeProps) {
  const { size, path } = drawn(text, correction)
  return (
    <svg
      className="verification-code"
      viewBox={`${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={`M${-quiet} ${-quiet}h${size + 2 * quiet}v${size + 2 * quiet}h${-size - 2 * quiet}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** One run of dark modules is one stroke of the path: a tenth of the marks, and no seams on paper. */
function drawn(text: string, correction: 'L' | 'M'): { readonly size: number; readonly path: string } {
  const code = qrcode(0, correction)
  code.addData(text, alphanumeric.test(text) ? 'Alphanumeric' : 'Byte')
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
