import { existsSync } from 'node:fs'
import type * as Pkcs11 from 'pkcs11js'
import { factorPairs } from '../cipher/factor-pairs.ts'
import { HsmError } from '../hsm/chip-hsm.ts'

/** Where the token is and how it opens. */
export interface TokenLocation {
  /** Path of the maker's module, a shared library. */
  readonly module: string
  /** The label that the token was given when it was initialised. */
  readonly token: string
  readonly pin: string
}

type Handle = Pkcs11.Handle

/** A token with a session: keys go in and out as handles only. */
export interface Pkcs11Token {
  find(label: string): Handle | undefined
  /** A two-key triple DES key, born in the token and never readable; `purpose` is all that it can do. */
  generate(label: string, purpose: 'derive' | 'encrypt'): void
  /** One step of diversification inside the token: the new key lives as long as the session. */
  diversify(key: Handle, factor: Uint8Array, purpose: 'derive' | 'encrypt'): Handle
  /** ECB of whole blocks. */
  encrypt(key: Handle, blocks: Uint8Array): Uint8Array
  /** First three bytes of the zero block. */
  checkValue(key: Handle): Uint8Array
  destroy(key: Handle): void
  close(): void
}

/** What a process or another session of it did already. */
const alreadyDone = { initialised: 0x191, loggedIn: 0x100 } as const

/** Opens a token of any PKCS#11 module that has two-key triple DES. Rejects with `HsmError`. */
export async function openPkcs11Token({ module, token, pin }: TokenLocation): Promise<Pkcs11Token> {
  if (!existsSync(module)) throw new HsmError('device', `there is no module ${module}`)
  const [pkcs11, addressOf] = await Promise.all([loadPkcs11(), loadAddressOf()])
  const library = new pkcs11.PKCS11()
  const guarded = <Result>(act: () => Result): Result => {
    try {
      return act()
    } catch (error) {
      throw new HsmError('device', error instanceof Error ? error.message : 'the device failed')
    }
  }
  const unless = (code: number, act: () => void): boolean => {
    try {
      act()
      return true
    } catch (error) {
      if (error instanceof pkcs11.Pkcs11Error && error.code === code) return false
      throw error
    }
  }

  let initialised = false
  const leave = () => {
    if (initialised) library.C_Finalize()
    library.close()
  }
  const session = guarded(() => {
    library.load(module)
    try {
      initialised = unless(alreadyDone.initialised, () => library.C_Initialize())
      const slot = library
        .C_GetSlotList(true)
        .find((candidate) => library.C_GetTokenInfo(candidate).label.replace(/[\s\0]+$/, '') === token)
      if (slot === undefined) throw new Error(`no token is labelled ${token}`)
      const opened = library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION)
      unless(alreadyDone.loggedIn, () => library.C_Login(opened, pkcs11.CKU_USER, pin))
      return opened
    } catch (error) {
      leave()
      throw error
    }
  })

  const secretKey = (stored: boolean, purpose: 'derive' | 'encrypt') => [
    { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_SECRET_KEY },
    { type: pkcs11.CKA_KEY_TYPE, value: pkcs11.CKK_DES2 },
    { type: pkcs11.CKA_TOKEN, value: stored },
    { type: pkcs11.CKA_PRIVATE, value: true },
    { type: pkcs11.CKA_SENSITIVE, value: true },
    { type: pkcs11.CKA_EXTRACTABLE, value: false },
    { type: pkcs11.CKA_DERIVE, value: purpose === 'derive' },
    { type: pkcs11.CKA_ENCRYPT, value: purpose === 'encrypt' },
    { type: pkcs11.CKA_DECRYPT, value: false },
  ]

  return {
    find: (label) =>
      guarded(() => {
        library.C_FindObjectsInit(session, [
          { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_SECRET_KEY },
          { type: pkcs11.CKA_LABEL, value: label },
        ])
        try {
          return library.C_FindObjects(session, 1)[0]
        } finally {
          library.C_FindObjectsFinal(session)
        }
      }),
    generate: (label, purpose) =>
      guarded(() => {
        const template = [...secretKey(true, purpose), { type: pkcs11.CKA_LABEL, value: label }]
        library.C_GenerateKey(session, { mechanism: pkcs11.CKM_DES2_KEY_GEN }, template)
      }),
    diversify: (key, factor, purpose) =>
      guarded(() => {
        const data = factorPairs(factor)
        const parameter = Buffer.alloc(16)
        parameter.writeBigUInt64LE(addressOf(data), 0)
        parameter.writeBigUInt64LE(BigInt(data.length), 8)
        const mechanism = { mechanism: pkcs11.CKM_DES3_ECB_ENCRYPT_DATA, parameter }
        const derived = library.C_DeriveKey(session, mechanism, key, secretKey(false, purpose))
        // The module reads the data behind the address: they must not be collected before it has.
        data.fill(0)
        return derived
      }),
    encrypt: (key, blocks) =>
      guarded(() => {
        library.C_EncryptInit(session, { mechanism: pkcs11.CKM_DES3_ECB }, key)
        const bytes = Buffer.from(blocks.buffer, blocks.byteOffset, blocks.length)
        return new Uint8Array(library.C_Encrypt(session, bytes, Buffer.alloc(blocks.length)))
      }),
    checkValue: (key) =>
      guarded(() => {
        const [attribute] = library.C_GetAttributeValue(session, key, [{ type: pkcs11.CKA_CHECK_VALUE }])
        return new Uint8Array((attribute as { value: Buffer }).value)
      }),
    destroy: (key) => guarded(() => library.C_DestroyObject(session, key)),
    close: () =>
      guarded(() => {
        library.C_CloseSession(session)
        leave()
      }),
  }
}

/** The binding is an optional package: a machine without a compiler lacks it and everything else still works. */
async function loadPkcs11(): Promise<typeof Pkcs11> {
  try {
    return (await import('pkcs11js')).default as unknown as typeof Pkcs11
  } catch {
    throw new HsmError('device', 'the package pkcs11js is not installed')
  }
}

/**
 * CKM_DES3_ECB_ENCRYPT_DATA takes address and length of the data (CK_KEY_DERIVATION_STRING_DATA), a structure that the binding cannot
 * build. With it the keys of province and city come to be inside the token; by encrypting they would pass through this process.
 */
async function loadAddressOf(): Promise<(bytes: Uint8Array<ArrayBuffer>) => bigint> {
  try {
    return (await import('node:ffi')).getRawPointer
  } catch {
    throw new HsmError('device', 'this runtime cannot tell the address of bytes')
  }
}
