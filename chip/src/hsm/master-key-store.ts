import type { ChipSuiteId } from '../cipher/chip-suite.ts'

/** One root secret of 16 bytes for each suite and version: all master keys of a version follow from it. Version 0 is the transport master. */
export interface MasterKeyStore {
  /** A copy, which the caller clears. */
  root(suite: ChipSuiteId, version: number): Uint8Array | undefined
  /** Does nothing if the version has a root. */
  create(suite: ChipSuiteId, version: number, root: Uint8Array): void
  destroy(suite: ChipSuiteId, version: number): void
}

/** A store that forgets everything with the process. */
export function memoryKeyStore(): MasterKeyStore {
  const roots = new Map<string, Uint8Array>()
  const name = (suite: ChipSuiteId, version: number) => `${suite}/${version}`
  return {
    root: (suite, version) => roots.get(name(suite, version))?.slice(),
    create(suite, version, root) {
      if (!roots.has(name(suite, version))) roots.set(name(suite, version), root.slice())
    },
    destroy(suite, version) {
      roots.get(name(suite, version))?.fill(0)
      roots.delete(name(suite, version))
    },
  }
}
