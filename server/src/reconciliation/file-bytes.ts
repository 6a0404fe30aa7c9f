import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'

export type FileEncoding = 'utf-8' | 'gb18030'

/** The text of a file, or undefined where its bytes are not of the encoding that was named. */
export function fileText(bytes: Uint8Array, encoding: FileEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export function fileBytes(text: string, encoding: FileEncoding): Uint8Array {
  return encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding)
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** As the text is kept: a tenth of its size. */
export function packed(text: string): string {
  return gzipSync(text).toString('base64')
}

export function unpacked(content: string): string {
  return gunzipSync(Buffer.from(content, 'base64')).toString()
}
