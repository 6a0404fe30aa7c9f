import { randomBytes } from 'node:crypto'
import type { ChipParts } from '@yika/chip/card/virtual-card.ts'
import type { ChipHsm } from '@yika/chip/hsm/chip-hsm.ts'
import { softwareHsm } from '@yika/chip/hsm/software-hsm.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { chipKeyPrefix, chipKeyStore, chipSelfTest } from './chip-keys.ts'
import { chooseSuite, type SuiteFamily, suiteByNumber } from './choose-suite.ts'
import { contextOf, type Place } from './context.ts'
import { type DocumentSigner, documentSigner } from './document-signer.ts'
import { type EnvelopeKeys, type EnvelopeSigner, envelopeSigners, sealEnvelope } from './envelope.ts'
import type { IndexPurpose } from './index-purpose.ts'
import { initialPin } from './initial-pin.ts'
import { openKeyDirectory } from './key-file.ts'
import { type Key, openKeyRing } from './key-ring.ts'
import { hashPassword, type PasswordVerdict, passwordSelfTest, verifyPassword } from './password.ts'
import { type OpenedKey, personKeyCache } from './person-key-cache.ts'
import { pinMatches, pinVerifier } from './pin.ts'
import { openRootKey, type RootKey } from './root-key.ts'
import { parseSealed, sealedHead } from './sealed.ts'
import type { SealedColumn } from './sealed-column.ts'
import { type CipherSuite, suiteNumbers } from './suite.ts'
import { totpSelfTest } from './totp.ts'

/**
 * Holds every key of the system and gives none away: the rest of the program hands in plain text and receives sealed bytes,
 * and the other way round. A dump of the database without this directory names nobody (M11.10).
 *
 * Root key → one key per domain → one key per person → field. Destroying a person's wrapped key destroys the person's data.
 */
export interface Custodian {
  /** Recorded beside the database, so that a database restored next to a foreign custody is noticed at start. */
  readonly fingerprint: string
  /** The suite that new keys are made for. */
  readonly suite: CipherSuite

  /** A fresh key of one person, wrapped; it lies in the person's row. */
  newPersonKey(personId: string): Uint8Array
  seal(personKey: Uint8Array, personId: string, column: SealedColumn, text: string): Uint8Array
  open(personKey: Uint8Array, personId: string, column: SealedColumn, sealed: Uint8Array): string
  sealBytes(personKey: Uint8Array, personId: string, column: SealedColumn, bytes: Uint8Array): Uint8Array
  openBytes(personKey: Uint8Array, personId: string, column: SealedColumn, sealed: Uint8Array): Uint8Array
  /** The same key under the newest domain key: the step of a background rewrap. Sealed fields stay as they are. */
  rewrapPersonKey(personKey: Uint8Array, personId: string): Uint8Array
  /** Which version of the domain key a wrapped key needs. */
  personKeyVersion(personKey: Uint8Array): number
  /** After the row's key is gone the copy in memory goes too. */
  forgetPerson(personId: string): void

  /** For what belongs to no holder: secrets of staff, credentials of partners. */
  sealShared(place: Place, bytes: Uint8Array): Uint8Array
  openShared(place: Place, sealed: Uint8Array): Uint8Array

  /** Full width: uniqueness of people rests on it. The normal form is the caller's: upper case, 18 digits, no spaces. */
  blindIndex(purpose: IndexPurpose, normalForm: string): Uint8Array
  /** Under every version that still exists, newest first: what a look-up asks for while a rotation is under way. */
  blindIndexes(purpose: IndexPurpose, normalForm: string): readonly Uint8Array[]
  blindIndexVersion(purpose: IndexPurpose): number

  pinVerifier(cardId: string, pin: string): Uint8Array
  pinMatches(cardId: string, pin: string, verifier: Uint8Array): boolean
  /** Random to everybody else, for one use, the same each time it is asked for: no copy of it lies anywhere. */
  initialPin(cardId: string): string

  /** Closes content for one recipient and signs it (M14.8); undefined when the recipient has no key of the family. */
  sealEnvelope(recipient: EnvelopeKeys, content: Uint8Array): Uint8Array | undefined
  /** Whose signature an envelope may bear, the newest first. */
  envelopeSigners(): readonly EnvelopeSigner[]

  /** What others verify without asking: status lists, codes of the e-card, credentials, files of reconciliation. */
  readonly documents: DocumentSigner

  hashPassword(password: string): Promise<string>
  verifyPassword(password: string, stored: string): Promise<PasswordVerdict>

  /** The key machine of the chips: their master keys are born in the custody and never leave it (Article 14). */
  readonly chipHsm: ChipHsm
  /** The algorithms of the chips, for whoever words a request to the key machine; they hold no key. */
  readonly chipSuites: ChipParts['suites']

  /** The key register as it is: name, version, suite and day of birth of every key, no material. */
  keys(): readonly { name: string; version: number; suite: string; createdAt: string }[]
  /** `kek-person`, `kek-shared`, `index-…`, `pin`, `password-pepper`: a new version writes, all versions read. */
  rotate(name: string): number
  /** Refused while rows still name the version: the caller has counted them. */
  destroy(name: string, version: number, rowsNamingIt: number): void
  close(): void
}

export interface CustodianOptions {
  /** A directory of its own, 0700, outside what a database dump or its backup takes along. */
  readonly directory: string
  readonly suite: SuiteFamily
  /** A certified module in place of the file `root.key`. */
  readonly root?: RootKey
}

/** A person key has one generation: it is replaced by sealing the person anew, not by a second version. */
const personKeyGeneration = 1
const cachedPersonsMax = 4096
const cachedPersonTtlMs = 60_000

/** Measured on one core: a new person key with four sealed fields and two blind indexes takes 35–40 µs, so a million people 40 s. */
export function openCustodian(options: CustodianOptions): Custodian {
  const suite = chooseSuite(options.suite)
  openKeyDirectory(options.directory)
  const root = options.root ?? openRootKey(options.directory, suite)
  const ring = openKeyRing(options.directory, root, suite)
  const inUse = new Set([suite, ...ring.names().flatMap((name) => ring.versions(name).map((key) => key.suite))])
  for (const failure of [
    ...[...inUse].map((used) => used.selfTest()),
    passwordSelfTest(),
    totpSelfTest(),
    chipSelfTest(),
  ]) {
    if (failure !== undefined) throw new Error(`custody: self-test of ${failure} failed, refusing to start`)
  }
  const cache = personKeyCache(cachedPersonsMax, cachedPersonTtlMs, () => performance.now())

  const broken = (place: Place): Error => new Error(`custody: ${place.table}.${place.column} does not open here`)

  const unwrapPersonKey = (wrapped: Uint8Array, personId: string): OpenedKey => {
    const cached = cache.get(personId, wrapped)
    if (cached !== undefined) return cached
    const inside = openUnder('kek-person', personKeyPlace(personId), wrapped)
    const inner = suiteByNumber(inside[0] ?? 0)
    if (inner === undefined || inside.length !== 1 + inner.keyBytes) throw broken(personKeyPlace(personId))
    const opened = { wrapped, suite: inner, material: inside.subarray(1) }
    cache.put(personId, opened)
    return opened
  }

  const sealUnder = (key: Key, place: Place, plaintext: Uint8Array): Buffer =>
    key.suite.seal(
      key.material,
      contextOf(place, key.version, key.suite.id),
      plaintext,
      sealedHead(key.suite, key.version),
    )

  const openUnder = (name: string, place: Place, bytes: Uint8Array): Buffer => {
    const sealed = parseSealed(bytes)
    if (sealed === undefined) throw broken(place)
    const key = ring.version(name, sealed.keyVersion)
    if (key.suite.id !== sealed.suite.id) throw broken(place)
    const context = contextOf(place, key.version, key.suite.id)
    const plaintext = key.suite.open(key.material, context, sealed.iv, sealed.ciphertext, sealed.tag)
    if (plaintext === undefined) throw broken(place)
    return plaintext
  }

  const wrapPersonKey = (personId: string, of: CipherSuite, material: Uint8Array): Buffer => {
    const inside = Buffer.allocUnsafe(1 + material.length)
    inside[0] = suiteNumbers[of.id]
    inside.set(material, 1)
    const wrapped = sealUnder(ring.current('kek-person'), personKeyPlace(personId), inside)
    inside.fill(0)
    return wrapped
  }

  const indexUnder = (key: Key, purpose: IndexPurpose, normalForm: string): Buffer =>
    key.suite.mac(key.material, `${purpose}-index|v${key.version}|${normalForm}`)

  const custodian: Custodian = {
    fingerprint: root.fingerprint,
    suite,

    newPersonKey(personId) {
      const material = randomBytes(suite.keyBytes)
      const wrapped = wrapPersonKey(personId, suite, material)
      cache.put(personId, { wrapped, suite, material })
      return wrapped
    },
    seal: (personKey, personId, column, text) => custodian.sealBytes(personKey, personId, column, Buffer.from(text)),
    open: (personKey, personId, column, sealed) =>
      Buffer.from(custodian.openBytes(personKey, personId, column, sealed)).toString('utf8'),
    sealBytes(personKey, personId, column, bytes) {
      const key = unwrapPersonKey(personKey, personId)
      const context = contextOf(personPlace(personId, column), personKeyGeneration, key.suite.id)
      return key.suite.seal(key.material, context, bytes, sealedHead(key.suite, personKeyGeneration))
    },
    openBytes(personKey, personId, column, bytes) {
      const place = personPlace(personId, column)
      const key = unwrapPersonKey(personKey, personId)
      const sealed = parseSealed(bytes)
      if (sealed?.suite.id !== key.suite.id || sealed.keyVersion !== personKeyGeneration) throw broken(place)
      const context = contextOf(place, personKeyGeneration, key.suite.id)
      const plaintext = key.suite.open(key.material, context, sealed.iv, sealed.ciphertext, sealed.tag)
      if (plaintext === undefined) throw broken(place)
      return plaintext
    },
    rewrapPersonKey(personKey, personId) {
      const key = unwrapPersonKey(personKey, personId)
      return wrapPersonKey(personId, key.suite, key.material)
    },
    personKeyVersion(personKey) {
      const sealed = parseSealed(personKey)
      if (sealed === undefined) throw new Error('custody: not a wrapped key')
      return sealed.keyVersion
    },
    forgetPerson: (personId) => cache.forget(personId),

    sealShared: (place, bytes) => sealUnder(ring.current('kek-shared'), place, bytes),
    openShared: (place, sealed) => openUnder('kek-shared', place, sealed),

    blindIndex: (purpose, normalForm) => indexUnder(ring.current(`index-${purpose}`), purpose, normalForm),
    blindIndexes: (purpose, normalForm) =>
      ring.versions(`index-${purpose}`).map((key) => indexUnder(key, purpose, normalForm)),
    blindIndexVersion: (purpose) => ring.current(`index-${purpose}`).version,

    pinVerifier: (cardId, pin) => pinVerifier(ring, cardId, pin),
    pinMatches: (cardId, pin, verifier) => pinMatches(ring, cardId, pin, verifier),
    initialPin: (cardId) => initialPin(ring, cardId),

    sealEnvelope: (recipient, content) => sealEnvelope(ring, recipient, content),
    envelopeSigners: () => envelopeSigners(ring),

    documents: documentSigner(ring),

    hashPassword: (password) => hashPassword(ring, password),
    verifyPassword: (password, stored) => verifyPassword(ring, password, stored),

    chipSuites: chipParts.suites,
    chipHsm: softwareHsm({ ...chipParts, store: chipKeyStore(ring) }),

    keys: () =>
      ring.names().flatMap((name) =>
        ring.versions(name).map((key) => ({
          name,
          version: key.version,
          suite: key.suite.id,
          createdAt: key.createdAt,
        })),
      ),
    rotate: (name) => ring.rotate(ours(name)).version,
    destroy(name, version, rowsNamingIt) {
      ours(name)
      if (rowsNamingIt > 0) throw new Error(`custody: ${rowsNamingIt} rows still name ${name} version ${version}`)
      ring.destroy(name, version)
    },
    close() {
      cache.clear()
      ring.close()
    },
  }
  return custodian
}

/** Keys of chips have a ceremony of two persons; nobody makes or ends one of them in passing. */
function ours(name: string): string {
  if (name.startsWith(chipKeyPrefix)) throw new Error(`custody: ${name} has a ceremony of its own`)
  return name
}

function personPlace(personId: string, column: SealedColumn): Place {
  return { table: 'person', column, row: personId }
}

function personKeyPlace(personId: string): Place {
  return { table: 'person', column: 'key', row: personId }
}
