import type { BlobStore } from '../kernel/blob/blob-store.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'
import type { KernelParts } from '../kernel/parts.ts'

/** What production needs to order cards, to help with writing them and to judge what was written. */
export interface ChipParts extends Pick<KernelParts, 'clock' | 'policyReader'> {
  readonly db: Database
  readonly custodian: Custodian
  readonly blobs: BlobStore
}
