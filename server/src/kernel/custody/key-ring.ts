import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
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
  /** The version as it lies on the disk now, so that what another process destroyed is gone here too; makes nothing. */
  find(name: string, version: number): Key | undefined
  /** Newest first. */
  versions(name: string): readonly Key[]
  names(): readonly string[]
  /** A new version writes from now on; all earlier ones read until they are destroyed. */
  rotate(name: string): Key
  /** A key that was born elsewhere in the custody, under a version of its own; does nothing if the version exists. */
  keep(name: string, version: number, material: Uint8Array): Key
  /** Refused for the version in use. */
  destroy(name: string, version: number): void
  /** Any version, also the newest: for keys that nothing writes under. */
  erase(name: string, version: number): void
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
    const fresh = randomBytes(name.startsWith('kek-') ? suiteForNew.keyBytes : macKeyBytes)
    const key = keep(name, version, fresh)
    fresh.fill(0)
    return key
  }

  const keep = (name: string, version: number, material: Uint8Array): Key => {
    if (!nameForm.test(name)) throw new Error(`custody: ${name} is no name for a key`)
    if (version > versionsMax) throw new Error(`custody: ${name} has used up its versions`)
    const wrapped = root.wrap(name, version, material).toString('base64')
    createKeyFile(
      path(name, version),
      `${JSON.stringify({ name, version, suite: suiteForNew.id, createdAt: new Date().toISOString(), wrapped })}\n`,
    )
    reload()
    return ring.version(name, version)
  }

  const forget = ({ name, version, material }: Key): void => {
    material.fill(0)
    const left = (rings.get(name) ?? []).filter((other) => other.version !== version)
    if (left.length > 0) rings.set(name, left)
    else rings.delete(name)
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
    find(name, version) {
      const known = rings.get(name)?.find((key) => key.version === version)
      if (existsSync(path(name, version))) return known ?? ring.version(name, version)
      if (known !== undefined) forget(known)
      return undefined
    },
    versions: (name) => (rings.has(name) ? (rings.get(name) as Key[]) : [create(name, 1)]),
    names: () => [...rings.keys()].sort(),
    rotate: (name) => create(name, ring.current(name).version + 1),
    keep,
    destroy(name, version) {
      const key = ring.version(name, version)
      if (ring.current(name).version === version)
        throw new Error(`custody: ${name} version ${version} is the one in use`)
      ring.erase(key.name, key.version)
    },
    erase(name, version) {
      const key = ring.version(name, version)
      destroyKeyFile(path(name, version))
      forget(key)
    },
    close() {
      for (const keys of rings.values()) for (const key of keys) key.material.fill(0)
      rings.clear()
    },
  }

  reload()
  return ring
}
