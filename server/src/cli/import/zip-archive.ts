import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { UsageError } from '../cli-command.ts'

interface Entry {
  readonly name: string
  readonly method: number
  readonly compressed: number
  readonly size: number
  readonly headerAt: number
  readonly encrypted: boolean
}

/** The parts of a ZIP file (PKWARE APPNOTE 6.3), each read as a stream. */
export interface ZipArchive {
  has(name: string): boolean
  /** Inflated content; `bytesMost` is the limit for this part. */
  stream(name: string, bytesMost: number): AsyncIterable<Buffer>
  text(name: string, bytesMost: number): Promise<string>
  /** Inflated size, as the directory claims it. */
  sizeOf(name: string): number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const commentMost = 0xffff
const entriesMost = 10_000
const directoryBytesMost = 16 << 20
/** Tables compress well, but not like this: beyond it, a part is a bomb. */
const ratioMost = 400
const ratioGrace = 16 << 20

export async function openZip(file: string): Promise<ZipArchive> {
  const damaged = (why: string): UsageError =>
    new UsageError(`${file} is no sound workbook: ${why}. Save it again as .xlsx, or as CSV.`)
  const handle = await open(file)
  try {
    const entries = await readDirectory(handle, damaged)
    const stream = (name: string, bytesMost: number): AsyncIterable<Buffer> => {
      const entry = entries.get(name)
      if (entry === undefined) throw damaged(`the part ${name} is missing`)
      return inflated(file, entry, bytesMost, damaged)
    }
    return {
      has: (name) => entries.has(name),
      stream,
      sizeOf: (name) => entries.get(name)?.size ?? 0,
      async text(name, bytesMost) {
        const chunks: Buffer[] = []
        for await (const chunk of stream(name, bytesMost)) chunks.push(chunk)
        return Buffer.concat(chunks).toString('utf8')
      },
    }
  } finally {
    await handle.close()
  }
}

type Damaged = (why: string) => UsageError

async function readDirectory(handle: FileHandle, damaged: Damaged): Promise<ReadonlyMap<string, Entry>> {
  const { size } = await handle.stat()
  const tail = await read(handle, Math.max(0, size - endLength - commentMost), Math.min(size, endLength + commentMost))
  let end = tail.length - endLength
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1
  if (end < 0) throw damaged('its end is missing, it was cut off')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (count === 0xffff || at === 0xffffffff || count > entriesMost || length > directoryBytesMost)
    throw damaged('it has more parts than a workbook of rows needs')
  const directory = await read(handle, at, length)
  if (directory.length < length) throw damaged('its directory was cut off')
  const entries = new Map<string, Entry>()
  let offset = 0
  for (let index = 0; index < count; index += 1) {
    if (offset + 46 > directory.length || directory.readUInt32LE(offset) !== entrySignature)
      throw damaged('its directory is broken')
    const nameLength = directory.readUInt16LE(offset + 28)
    const name = directory.toString('utf8', offset + 46, offset + 46 + nameLength)
    entries.set(name, {
      name,
      method: directory.readUInt16LE(offset + 10),
      compressed: directory.readUInt32LE(offset + 20),
      size: directory.readUInt32LE(offset + 24),
      headerAt: directory.readUInt32LE(offset + 42),
      encrypted: (directory.readUInt16LE(offset + 8) & 1) === 1,
    })
    offset += 46 + nameLength + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32)
  }
  return entries
}

async function read(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, at)
  return buffer.subarray(0, bytesRead)
}

/** A part that grows beyond its limit is stopped, whatever size its directory claims. */
async function* inflated(file: string, entry: Entry, bytesMost: number, damaged: Damaged): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw damaged('it is protected by a password')
  if (entry.method !== 0 && entry.method !== 8) throw damaged(`the part ${entry.name} is packed in an unknown way`)
  if (entry.compressed === 0) return
  const start = await contentStart(file, entry, damaged)
  const packed = createReadStream(file, { start, end: start + entry.compressed - 1, highWaterMark: 1 << 17 })
  const unpacked = entry.method === 0 ? packed : packed.pipe(createInflateRaw())
  packed.on('error', (error) => unpacked.destroy(error))
  const most = Math.min(bytesMost, entry.compressed * ratioMost + ratioGrace)
  let seen = 0
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > most) throw damaged(`the part ${entry.name} unpacks to more than it may`)
      yield chunk
    }
  } catch (error) {
    const isZlib = ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_')
    throw isZlib ? damaged(`the part ${entry.name} does not unpack`) : error
  } finally {
    packed.destroy()
  }
  if (seen !== entry.size) throw damaged(`the part ${entry.name} was cut off`)
}

/** The local header repeats the name and may have other extras than the directory. */
async function contentStart(file: string, entry: Entry, damaged: Damaged): Promise<number> {
  const handle = await open(file)
  try {
    const header = await read(handle, entry.headerAt, 30)
    if (header.length < 30) throw damaged('it was cut off')
    return entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await handle.close()
  }
}
