import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { UsageError } from '../cli-command.ts'

export type FileForm = 'utf-8' | 'gb18030' | 'xlsx'

export interface Examined {
  readonly form: FileForm
  readonly bytes: number
  /** Of the content, whatever the file is called: keys of the commands are made from it. */
  readonly fingerprint: string
}

const chunkBytes = 1 << 20

/**
 * Reads the file once: which form and encoding it has, and its fingerprint, a hash over the hash so far and the next
 * megabyte. What cannot be read is said before the first line is imported.
 */
export async function examineFile(file: string, hash: (data: Uint8Array) => Buffer): Promise<Examined> {
  const bytes = await sizeOf(file)
  const xlsx = isWorkbook(file, await firstBytes(file))
  const utf8 = encodingWatch('utf-8')
  const gb18030 = encodingWatch('gb18030')
  let fingerprint = hash(Buffer.from('yika import'))
  let at = 0
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    fingerprint = hash(Buffer.concat([fingerprint, chunk]))
    if (!xlsx) for (const watch of [utf8, gb18030]) watch.take(chunk, at)
    at += chunk.length
  }
  const examined = { bytes, fingerprint: fingerprint.toString('hex') }
  if (xlsx) return { form: 'xlsx', ...examined }
  for (const watch of [utf8, gb18030]) watch.end(at)
  if (utf8.failedAt === undefined) return { form: 'utf-8', ...examined }
  if (gb18030.failedAt === undefined) return { form: 'gb18030', ...examined }
  throw unreadable(file, bytes, utf8.failedAt, gb18030.failedAt)
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file)
    if (!found.isFile()) throw new UsageError(`${file} is not a file.`)
    if (found.size === 0) throw new UsageError(`${file} is empty.`)
    return found.size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`${file} does not exist.`)
    if ((error as NodeJS.ErrnoException).code === 'EACCES')
      throw new UsageError(`${file} may not be read by this user.`)
    throw error
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const head = Buffer.alloc(8)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function isWorkbook(file: string, head: Buffer): boolean {
  const begins = (hex: string): boolean => head.toString('hex').startsWith(hex)
  if (begins('fffe') || begins('feff'))
    throw new UsageError(`${file} is UTF-16 text. Save it as "CSV UTF-8" or as a workbook (.xlsx), then import that.`)
  if (begins('d0cf11e0'))
    throw new UsageError(
      `${file} is an old workbook (.xls) or is protected by a password. Save it as .xlsx without a password, or as CSV.`,
    )
  return begins('504b0304')
}

interface EncodingWatch {
  failedAt: number | undefined
  take(chunk: Uint8Array, at: number): void
  end(at: number): void
}

/** Follows the file as long as it fits the encoding; after the first bad byte it costs nothing. */
function encodingWatch(label: 'utf-8' | 'gb18030'): EncodingWatch {
  const decoder = new TextDecoder(label, { fatal: true })
  const attempt = (watch: EncodingWatch, at: number, decode: () => void): void => {
    if (watch.failedAt !== undefined) return
    try {
      decode()
    } catch {
      watch.failedAt = at
    }
  }
  return {
    failedAt: undefined,
    take(chunk, at) {
      attempt(this, at, () => decoder.decode(chunk, { stream: true }))
    },
    end(at) {
      attempt(this, at, () => decoder.decode())
    },
  }
}

function unreadable(file: string, bytes: number, utf8FailedAt: number, gb18030FailedAt: number): UsageError {
  const last = Math.max(utf8FailedAt, gb18030FailedAt)
  if (last >= bytes)
    return new UsageError(`${file} ends in the middle of a character: it was cut off. Copy or export it again in full.`)
  return new UsageError(
    `${file} is neither UTF-8 nor GB18030 text (first bad byte in megabyte ${Math.floor(last / chunkBytes) + 1}). ` +
      'Save it as "CSV UTF-8" or as a workbook (.xlsx), then import that.',
  )
}
