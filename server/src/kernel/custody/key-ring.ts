import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { suiteOf } from './choose-suite.ts'
import { createKeyFile, destroyKeyFile, readKeyFile } from './key-file.ts'
import type { RootKey } from './root-key.ts'
import type { CipherSuite, SuiteId } from './suite.ts'

export interface Key {
  readonly name: string
  readonly version: number
  /** The key serves this suite and no other. */
  readonly suite: CipherSuite
  readonly createdAt: string
  readonly material: Buffer
}

/** All keys below the root, each in a file of its own, wrapped; names and versions are the key register's. */
export interface KeyRing {
  /** The version that writes; made on first use. */
  current(name: string): Key
  /** Any version that still exists, also one that another process made meanwhile. */
  version(name: string, version: number): Key
  /** Newest first. */
  versions(name: string): readonly Key[]
  names(): readonly string[]
  /** A new version writes from now on; all earlier ones read until they are destroyed. */
  rotate(name: string): Key
  destroy(name: string, version: number): void
  close(): void
}

const nameForm = /^[a-z][a-z0-9-]{0,63}$/
const fileForm = /^([a-z][a-z0-9-]{0,63})\.(\d{1,5})\.key\.json$/
const macKeyBytes = 32
const versionsMax = 0xffff

export function openKeyRing(directory: string, root: RootKey, suiteForNew: CipherSuite): KeyRing {
  const rings = new Map<string, Key[]>()

  const path = (name: string, version: number): string => join(directory, `${name}.${version}.key.json`)

  const read = (name: string, version: number): Key => {
    const file = JSON.parse(readKeyFile(path(name, version))) as { suite: SuiteId; createdAt: string; wrapped: string }
    const material = root.unwrap(name, version, Buffer.from(file.wrapped, 'base64'))
    return { name, version, suite: suiteOf(file.suite), createdAt: file.createdAt, material }
  }

  const reload = (): void => {
    for (const entry of readdirSync(directory)) {
      const match = fileForm.exec(entry)
      if (match === null) continue
      const [name, version] = [match[1] as string, Number(match[2])]
      const keys = rings.get(name) ?? []
      if (!keys.some((key) => key.version === version)) keys.push(read(name, version))
      rings.set(
        name,
        keys.sort((a, b) => b.version - a.version),
      )
    }
  }

  const create = (name: string, version: number): Key => {
    if (!nameForm.test(name)) throw new Error(`custody: ${name} is no name for a key`)
    if (version > versionsMax) throw new Error(`custody: ${name} has used up its versions`)
    const fresh = randomBytes(name.startsWith('kek-') ? suiteForNew.keyBytes : macKeyBytes)
    const wrapped = root.wrap(name, version, fresh).toString('base64')
    fresh.fill(0)
    createKeyFile(
      path(name, version),
      `${JSON.stringify({ name, version, suite: suiteForNew.id, createdAt: new Date().toISOString(), wrapped })}\n`,
    )
    reload()
    return ring.version(name, version)
  }

  const ring: KeyRing = {
    current: (name) => rings.get(name)?.[0] ?? create(name, 1),
    version(name, version) {
      const find = (): Key | undefined => rings.get(name)?.find((key) => key.version === version)
      let key = find()
      if (key === undefined) {
        reload()
        key = find()
      }
      if (key === undefined) throw new Error(`custody: key ${name} version ${version} is not here`)
      return key
    },
    versions: (name) => (rings.has(name) ? (rings.get(name) as Key[]) : [create(name, 1)]),
    names: () => [...rings.keys()].sort(),
    rotate: (name) => create(name, ring.current(name).version + 1),
    destroy(name, version) {
      const key = ring.version(name, version)
      if (ring.current(name).version === version)
        throw new Error(`custody: ${name} version ${version} is the one in use`)
      destroyKeyFile(path(name, version))
      key.material.fill(0)
      rings.set(
        name,
        (rings.get(name) ?? []).filter((other) => other.version !== version),
      )
    },
    close() {
      for (const keys of rings.values()) for (const key of keys) key.material.fill(0)
      rings.clear()
    },
  }

  reload()
  return ring
}
