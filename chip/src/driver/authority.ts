import type { CardKey } from '../key/card-key.ts'

/** Who can speak for the keys of the city beside the card: the security module in the reader. Ends with a code where it cannot. */
export interface Authority {
  /** The data of EXTERNAL AUTHENTICATE. */
  externalData(key: CardKey, challenge: Uint8Array, data: Uint8Array): Promise<Uint8Array>
  /** A whole command: the header up to Lc, the data enciphered if there are any, the MAC. */
  secured(key: CardKey, challenge: Uint8Array, header: Uint8Array, data: Uint8Array): Promise<Uint8Array>
}
