import { randomBytes } from 'node:crypto'
import type { ChipParts } from '../card/virtual-card.ts'
import { desSuite } from '../cipher/des-suite.ts'
import { smSuite } from '../cipher/sm-suite.ts'
import type { TapDigest } from '../terminal/tap-challenge.ts'
import { nodeBlockCiphers } from './block-ciphers.ts'
import { plainBytes } from './plain-bytes.ts'
import { sm3 } from './sm3.ts'

/** The suites, the chance and the digest of this runtime. */
export const chipParts: ChipParts & { readonly digest: TapDigest } = {
  suites: { des: desSuite(nodeBlockCiphers), sm: smSuite(nodeBlockCiphers) },
  random: (length) => plainBytes(randomBytes(length)),
  digest: sm3,
}
