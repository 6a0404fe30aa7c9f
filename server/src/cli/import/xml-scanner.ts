import { UsageError } from '../cli-command.ts'

/** What is found in the text of an XML part, in order. Names keep their prefix off: `x:row` is `row`. */
export interface XmlFinds {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

export interface XmlScanner {
  write(text: string): void
}

const tokenMost = 1 << 20

/**
 * A scanner for the XML that spreadsheet programs write: elements, attributes, text, CDATA and the five entities. A
 * document type is refused, so nothing can be expanded or fetched.
 */
export function xmlScanner(finds: XmlFinds): XmlScanner {
  let rest = ''
  return {
    write(text) {
      const all = rest + text
      let at = 0
      for (;;) {
        const tag = all.indexOf('<', at)
        if (tag < 0) {
          // An entity may be cut in two at the end of the piece.
          const cut = all.lastIndexOf('&')
          const end = cut >= at && all.indexOf(';', cut) < 0 ? cut : all.length
          if (end > at) finds.text(decodeEntities(all.slice(at, end)))
          at = end
          break
        }
        const end = endOfTag(all, tag)
        if (end < 0) {
          if (tag > at) finds.text(decodeEntities(all.slice(at, tag)))
          at = tag
          break
        }
        if (tag > at) finds.text(decodeEntities(all.slice(at, tag)))
        report(all.slice(tag, end), finds)
        at = end
      }
      rest = all.slice(at)
      if (rest.length > tokenMost)
        throw new UsageError('The workbook has an element of more than a megabyte. Export it as CSV.')
    },
  }
}

/** Where the construct that begins at `tag` ends, or −1 if that has not come yet. */
function endOfTag(all: string, tag: number): number {
  const after = (closing: string): number => {
    const found = all.indexOf(closing, tag)
    return found < 0 ? -1 : found + closing.length
  }
  if (all.startsWith('<!--', tag)) return after('-->')
  if (all.startsWith('<![CDATA[', tag)) return after(']]>')
  if (all.startsWith('<?', tag)) return after('?>')
  // `<!` alone may still become a comment or a CDATA section.
  if (all.length - tag < 9 && all.startsWith('<!', tag)) return -1
  return after('>')
}

function report(token: string, finds: XmlFinds): void {
  if (token.startsWith('<!--') || token.startsWith('<?')) return
  if (token.startsWith('<![CDATA[')) finds.text(token.slice(9, -3))
  else if (token.startsWith('<!'))
    throw new UsageError('The workbook has a document type, which is not allowed. Export it as CSV.')
  else if (token.startsWith('</')) finds.close(localName(token.slice(2, -1).trim()))
  else reportElement(token, finds)
}

function reportElement(token: string, finds: XmlFinds): void {
  const empty = token.endsWith('/>')
  const inner = token.slice(1, empty ? -2 : -1)
  const blank = inner.search(/\s/)
  const name = localName(blank < 0 ? inner : inner.slice(0, blank))
  finds.open(name, blank < 0 ? '' : inner.slice(blank))
  if (empty) finds.close(name)
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** The value of one attribute of an element. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decodeEntities(value)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name as string] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex as string, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
