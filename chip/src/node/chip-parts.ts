import { randomBytes } from 'node:crypto'
import type { ChipParts } from '../card/virtual-card.ts'
import { desSuite } from '../cipher/des-suite.ts'
import { smSuite } from '../cipher/sm-suite.ts'
import { nodeBlockCiphers } from './block-ciphers.ts'
import { plainBytes } from './plain-bytes.ts'

/** The suites and the chance of this runtime. */
export const chipParts: ChipParts = {
  suites: { des: desSuite(nodeBlockCiphers), sm: smSuite(nodeBlockCiphers) },
  random: (length) => plainBytes(randomBytes(length)),
}
