import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { BackupUnusable } from './backup-unusable.ts'

/** SHA-256, so that the files can be checked with ordinary tools too. */
export interface Digest {
  readonly bytes: number
  readonly sha256: string
}

export function digestOf(bytes: string | Uint8Array): Digest {
  return { bytes: Buffer.byteLength(bytes), sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Passes a stream on and tells at its end what went through. */
export function digesting(told: (digest: Digest) => void) {
  return async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    let bytes = 0
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
    told({ bytes, sha256: hash.digest('hex') })
  }
}

export async function assertDigest(file: string, expected: Digest): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) throw new BackupUnusable(`${file} is missing.`)
  if (found.size !== expected.bytes)
    throw new BackupUnusable(
      `${file} has ${found.size} bytes and was written with ${expected.bytes}: it was cut off or changed. Use another copy of this backup.`,
    )
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array)
  if (hash.digest('hex') !== expected.sha256)
    throw new BackupUnusable(`${file} was changed after it had been written. Use another copy of this backup.`)
}
