import type { ChipSuiteId } from '../cipher/chip-suite.ts'

/** Version 0 of every key of a card is the transport key, the same in all places of the card, until the keys of the city replace it. */
export const transportVersion = 0

/** Which key of which card. */
export interface HsmKey {
  readonly suite: ChipSuiteId
  /** The version of the city's master keys that the card was given; 0 for the transport key. */
  readonly version: number
  /** As in key/card-key.ts: `SSSE/IRK`. */
  readonly key: string
  /** Six digits of the issuing area. */
  readonly area: string
  /** Eight bytes, the end of the card's reset information. */
  readonly factor: Uint8Array
}

export interface Challenge extends HsmKey {
  readonly challenge: Uint8Array
  readonly data: Uint8Array
}

export interface MessageToSecure extends HsmKey {
  /** Eight bytes that the MAC is bound to: the challenge of the card. */
  readonly challenge: Uint8Array
  /** Covered by the MAC in front of the data as they are sent. */
  readonly header: Uint8Array
  readonly plaintext: Uint8Array
  /** Whether the data are sent enciphered. */
  readonly encipher: boolean
}

export interface SecuredMessage {
  /** The data as they are sent: enciphered, or the plaintext. */
  readonly data: Uint8Array
  /** Four bytes over header and data. */
  readonly mac: Uint8Array
}

/** What a PSAM is given, its key enciphered under the transport key of that PSAM. */
export interface KeyForPsam {
  readonly suite: ChipSuiteId
  readonly version: number
  readonly usage: number
  readonly index: number
  readonly enciphered: Uint8Array
}

export interface KeysToReplace {
  readonly suite: ChipSuiteId
  /** The version that the card shall have, 1 or more. */
  readonly version: number
  /** The version that it has. */
  readonly present: number
  readonly area: string
  readonly factor: Uint8Array
}

/**
 * The machine that holds the master keys (password service of the bureau). They are born in it and never leave it; what comes out is
 * good for one card and one challenge. Everything takes lists, because a batch is personalised with one call of the cipher per key.
 * The services 246, 244 and 245 are those of the national driver interface. Rejects with `HsmError`.
 */
export interface ChipHsm {
  /** 246 内部认证: what a genuine card answers. */
  internalAuthentication(requests: readonly Challenge[]): Promise<readonly Uint8Array[]>
  /** 244 外部认证: the data of EXTERNAL AUTHENTICATE. */
  externalAuthentication(requests: readonly Challenge[]): Promise<readonly Uint8Array[]>
  /** 245 安全认证. */
  secureMessage(requests: readonly MessageToSecure[]): Promise<readonly SecuredMessage[]>
  /** For each card the WRITE KEY commands of all its keys, in the order of `cardKeys`, under the card's present master key. */
  replaceKeys(requests: readonly KeysToReplace[]): Promise<readonly (readonly Uint8Array[])[]>
  /** The master of the transport keys, enciphered with SM2 for the maker of blanks, whose public key is given (uncompressed, 65 bytes). */
  transportKeyFor(suite: ChipSuiteId, publicKey: Uint8Array): Promise<Uint8Array>
  /** The keys of a version for a terminal of an area, of the level of province or city; national roots (usage 6x) stay where they are. */
  psamKeys(suite: ChipSuiteId, version: number, area: string, transportKey: Uint8Array): Promise<readonly KeyForPsam[]>
  /** Makes the master keys of a version; does nothing if they exist. */
  generate(suite: ChipSuiteId, version: number): Promise<void>
  /** First three bytes of the zero block under each master key: what two custodians compare. */
  checkValues(suite: ChipSuiteId, version: number): Promise<Readonly<Record<string, string>>>
  /** No card of this version can be spoken to afterwards. */
  destroy(suite: ChipSuiteId, version: number): Promise<void>
  close(): Promise<void>
}

/** `request-malformed`: an area, factor, challenge or version that no card has, or a public key that is no point of the curve. */
export type HsmFault = 'request-malformed' | 'key-unknown' | 'version-unknown' | 'suite-not-held' | 'device'

export class HsmError extends Error {
  readonly fault: HsmFault

  constructor(fault: HsmFault, message: string) {
    super(message)
    this.fault = fault
  }
}
