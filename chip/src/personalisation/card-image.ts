import type { SpecificationVersion } from '../profile/card-file.ts'

/** The contents of one file: records with tag and length as they are read, or bytes. */
export type ImageFile =
  | { readonly path: string; readonly records: readonly (Uint8Array | null)[] }
  | { readonly path: string; readonly bytes: Uint8Array }

/** Everything that personalisation writes into a chip and reads back; keys and PIN are written apart. */
export interface CardImage {
  readonly version: SpecificationVersion
  /** In the order of the profile; files without content are left out. */
  readonly files: readonly ImageFile[]
  /** The number of the bank's application, null without one. */
  readonly pan: string | null
}
