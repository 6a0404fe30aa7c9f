import iconv from 'iconv-lite'

/** The encoding of every file that goes to a bank or comes from one (GB 18030). */
export function toGb18030(text: string): Buffer {
  return iconv.encode(text, 'gb18030')
}

/** Bytes outside GB18030 become the replacement character, which the reader of the file refuses by its line. */
export function fromGb18030(bytes: Uint8Array): string {
  return iconv.decode(Buffer.from(bytes), 'gb18030')
}
