import iconv from 'iconv-lite'

/** The encoding of every file that banks and factories exchange (GB 18030). */
const encoding = 'gb18030'

export function toGb18030(text: string): Buffer {
  return iconv.encode(text, encoding)
}

/** Bytes outside GB18030 become the replacement character, which the reader of the file refuses by line and column. */
export function fromGb18030(bytes: Uint8Array): string {
  return iconv.decode(Buffer.from(bytes), encoding)
}

export function gb18030Length(text: string): number {
  return toGb18030(text).length
}
