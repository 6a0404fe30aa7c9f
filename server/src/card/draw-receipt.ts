import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import qrcode from 'qrcode-generator'
import type { ReceiptLanguage, ReceiptSheet } from './receipt-sheet.ts'

const points = (millimetres: number) => (millimetres / 25.4) * 72

interface Layout {
  readonly width: number
  /** Undefined: as long as what stands on it, as paper comes off a roll. */
  readonly height: number | undefined
  readonly margin: number
  readonly size: number
  /** Of the labels; 0 puts them above what they name. */
  readonly labelWidth: number
  readonly code: number
}

const layouts: Readonly<Record<ReceiptSheet['paper'], Layout>> = {
  a4: {
    ...{ width: points(210), height: points(297), margin: points(20) },
    ...{ size: 12, labelWidth: points(45), code: points(38) },
  },
  'roll-80': {
    ...{ width: points(80), height: undefined, margin: points(4) },
    ...{ size: 10, labelWidth: 0, code: points(42) },
  },
}

const issuer = { zh: '社会保障卡管理 · 一卡', en: 'Social security card · Yika' }
const codeAlt = { zh: '回执验真二维码', en: 'Code for verifying the receipt' }
const verify = {
  zh: '扫描二维码即可查验真伪，其中不含姓名和证件号码。',
  en: 'Scan the code to see that this is ours. It says neither a name nor a number.',
}

const langs = { zh: 'zh-CN', en: 'en' } as const
const quietModules = 4
/** No page of a PDF is longer (ISO 32000-1, annex C). */
const longestRoll = 14_400
const grey = '#555555'
const small = 0.8
const large = 1.6

let font: Uint8Array | undefined
/** 8 MB, read once by whoever draws; the paper takes along only the signs that stand on it. */
function chineseFont(): Uint8Array {
  const folder = new URL('../fonts/', import.meta.resolve('@embedpdf/fonts-sc'))
  font ??= readFileSync(fileURLToPath(new URL('NotoSansHans-Regular.otf', folder)))
  return font
}

interface DrawOptions {
  /** A test reads what stands in the file. */
  readonly compress?: boolean
}

/** The paper as a tagged PDF: title, language and the order of reading are in it for whoever hears it. */
export async function drawReceipt(sheet: ReceiptSheet, { compress = true }: DrawOptions = {}): Promise<Uint8Array> {
  const { height, margin } = layouts[sheet.paper]
  const tall = height ?? layOut(open(sheet, longestRoll, compress), sheet) + margin + 1
  const doc = open(sheet, tall, compress)
  const parts: Uint8Array[] = []
  doc.on('data', (part: Uint8Array) => void parts.push(part))
  const ended = new Promise((resolve, reject) => doc.on('end', resolve).on('error', reject))
  layOut(doc, sheet)
  doc.end()
  await ended
  return Buffer.concat(parts)
}

function open({ paper, language, title, at }: ReceiptSheet, height: number, compress: boolean): PDFKit.PDFDocument {
  const { width, margin, size } = layouts[paper]
  const doc = new PDFDocument({
    ...{ size: [width, height], margin, compress, font: chineseFont() as never },
    ...{ pdfVersion: '1.7', tagged: true, displayTitle: true, lang: langs[language] },
    info: { Title: `${title[language]} · ${issuer[language]}`, Author: issuer[language], CreationDate: new Date(at) },
  })
  return doc.fontSize(size)
}

type Element = PDFKit.PDFStructureElement
interface Words {
  readonly zh: string
  readonly en: string
}

/** Draws from top to bottom and says where it ended. */
function layOut(doc: PDFKit.PDFDocument, sheet: ReceiptSheet): number {
  const { width, margin, size, labelWidth, code } = layouts[sheet.paper]
  const inner = width - 2 * margin
  const first = sheet.language
  const second: ReceiptLanguage = first === 'zh' ? 'en' : 'zh'
  const paper = doc.struct('Document', { lang: langs[first] })
  doc.addStructure(paper)

  const write = (into: Element, tag: string, words: Words, at: Partial<Write> = {}): void => {
    const { x = margin, y = doc.y, wide = inner, scale = 1 } = at
    const line = (language: ReceiptLanguage, scaled: number, colour: string, top?: number) => () => {
      doc.fontSize(size * scaled).fillColor(colour)
      doc.text(words[language], x, top ?? doc.y, { width: wide })
      doc.fontSize(size).fillColor('#000000')
    }
    const both = doc.struct(tag)
    into.add(both)
    both.add(doc.struct('Span', { lang: langs[first] }, line(first, scale, '#000000', y)))
    if (words.zh !== words.en) both.add(doc.struct('Span', { lang: langs[second] }, line(second, scale * small, grey)))
    both.end()
  }
  const tallOf = (words: Words, wide: number): number => {
    const one = doc.fontSize(size).heightOfString(words[first], { width: wide })
    const other = doc.fontSize(size * small).heightOfString(words[second], { width: wide })
    doc.fontSize(size)
    return one + (words.zh === words.en ? 0 : other)
  }
  /** A row and the code stay whole: what does not fit begins the next sheet. */
  const keepTogether = (tall: number): void => {
    if (labelWidth > 0 && doc.y + tall > doc.page.height - margin) doc.addPage()
  }
  const rule = (): void => {
    doc.markContent('Artifact', { type: 'Layout' })
    doc
      .moveTo(margin, doc.y)
      .lineTo(width - margin, doc.y)
      .lineWidth(0.5)
      .strokeColor('#999999')
      .stroke()
    doc.endMarkedContent()
    doc.y += size / 2
  }

  write(paper, 'P', issuer)
  doc.y += size / 2
  write(paper, 'H1', sheet.title, { scale: large })
  doc.y += size / 2
  rule()

  const table = doc.struct('Table')
  paper.add(table)
  const gap = labelWidth === 0 ? 0 : size
  const valueWide = inner - labelWidth - gap
  for (const { label, value } of sheet.rows) {
    const labelTall = tallOf(label, labelWidth === 0 ? inner : labelWidth)
    const valueTall = tallOf(value, valueWide)
    keepTogether(labelWidth === 0 ? labelTall + valueTall : Math.max(labelTall, valueTall))
    const row = doc.struct('TR')
    table.add(row)
    const top = doc.y
    const head = doc.struct('TH', { scope: 'Row' } as object)
    row.add(head)
    write(head, 'P', label, { y: top, wide: labelWidth === 0 ? inner : labelWidth, scale: small })
    head.end()
    const labelEnd = doc.y
    const cell = doc.struct('TD')
    row.add(cell)
    write(cell, 'P', value, { x: margin + labelWidth + gap, y: labelWidth === 0 ? labelEnd : top, wide: valueWide })
    cell.end()
    row.end()
    doc.y = Math.max(labelEnd, doc.y) + size / 2
  }
  table.end()
  rule()
  for (const note of sheet.notes) {
    keepTogether(tallOf(note, inner))
    write(paper, 'P', note, { scale: small })
    doc.y += size / 2
  }

  keepTogether(code + 3 * size + tallOf(verify, inner))
  const top = doc.y
  const left = labelWidth === 0 ? (width - code) / 2 : margin
  const box: [number, number, number, number] = [left, top, left + code, top + code]
  const figure = { alt: codeAlt[first], bbox: box, placement: 'Block' } as object
  paper.add(doc.struct('Figure', figure, () => drawCode(doc, sheet.address, left, top, code)))
  if (labelWidth === 0) {
    doc.y = top + code
    write(paper, 'P', verify, { scale: small })
    return endPaper()
  }
  write(paper, 'P', verify, { x: left + code + size, y: top + size, wide: inner - code - size, scale: small })
  doc.y = top + code
  return endPaper()

  function endPaper(): number {
    paper.end()
    return doc.y
  }
}

interface Write {
  readonly x: number
  readonly y: number
  readonly wide: number
  /** Of the usual size of letters. */
  readonly scale: number
}

/** ISO/IEC 18004 with its quiet zone, one rectangle for each run of dark modules. */
function drawCode(doc: PDFKit.PDFDocument, text: string, left: number, top: number, side: number): void {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  const module = side / (count + 2 * quietModules)
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      const from = column
      while (column < count && code.isDark(row, column)) column += 1
      if (column === from) continue
      doc.rect(
        left + (quietModules + from) * module,
        top + (quietModules + row) * module,
        (column - from) * module,
        module,
      )
    }
  }
  doc.fill('#000000')
}
