import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suiteOf } from './choose-suite.ts'
import { contextOf } from './context.ts'
import { createKeyFile, readKeyFile } from './key-file.ts'
import { parseSealed, sealedHead } from './sealed.ts'
import type { CipherSuite, SuiteId } from './suite.ts'

/** The key above all keys. A certified module (GB/T 37092) stands here by offering the same two acts. */
export interface RootKey {
  wrap(name: string, version: number, key: Uint8Array): Buffer
  unwrap(name: string, version: number, wrapped: Uint8Array): Buffer
  /** Tells two custodies apart without telling anything about the key. */
  readonly fingerprint: string
}

/** The fingerprint of the custody in this directory, or undefined where none is; makes nothing. */
export function custodyFingerprint(directory: string): string | undefined {
  // The suite is that of the existing file.
  return existsSync(join(directory, 'root.key'))
    ? openRootKey(directory, suiteOf('international')).fingerprint
    : undefined
}

/** The root key in a file of its own: what a district has when it has no module. */
export function openRootKey(directory: string, suiteForNew: CipherSuite): RootKey {
  const path = join(directory, 'root.key')
  if (!existsSync(path)) {
    const orphan = readdirSync(directory).find((name) => name.endsWith('.key.json'))
    // A new root would hide that everything sealed so far is lost.
    if (orphan !== undefined) throw new Error(`custody: ${directory} holds wrapped keys but no root.key; restore it`)
    const key = randomBytes(suiteForNew.keyBytes).toString('base64')
    createKeyFile(path, `${JSON.stringify({ suite: suiteForNew.id, createdAt: new Date().toISOString(), key })}\n`)
  }
  const file = JSON.parse(readKeyFile(path)) as { suite: SuiteId; key: string }
  const suite = suiteOf(file.suite)
  const key = Buffer.from(file.key, 'base64')
  const failure = suite.selfTest()
  if (failure !== undefined) throw new Error(`custody: self-test of ${failure} failed, refusing to start`)
  if (key.length !== suite.keyBytes) throw new Error('custody: root.key is damaged')
  const context = (name: string, version: number): Buffer =>
    contextOf({ table: 'custody', column: name, row: String(version) }, 1, suite.id)
  return {
    wrap: (name, version, plaintext) => suite.seal(key, context(name, version), plaintext, sealedHead(suite, 1)),
    unwrap(name, version, wrapped) {
      const sealed = parseSealed(wrapped)
      const plaintext =
        sealed?.suite.id === suite.id
          ? suite.open(key, context(name, version), sealed.iv, sealed.ciphertext, sealed.tag)
          : undefined
      if (plaintext === undefined)
        throw new Error(`custody: key ${name} version ${version} does not open under root.key`)
      return plaintext
    },
    fingerprint: suite.mac(key, 'yika custody fingerprint').subarray(0, 8).toString('hex'),
  }
}
