import type { Directory } from '../key/card-key.ts'

export const specificationVersions = ['1.00', '2.00', '3.00'] as const
export type SpecificationVersion = (typeof specificationVersions)[number]

/** Who may: everybody, nobody, who knows the PIN, who has proved a key (`DF01/UK1`), or a combination of these. */
export type Condition =
  | 'free'
  | 'never'
  | 'pin'
  | { readonly key: string }
  | { readonly anyOf: readonly Condition[] }
  | { readonly allOf: readonly Condition[] }

/** `cn` BCD filled with F, `an` text filled with 00, `b` binary. */
export type ItemType = 'cn' | 'an' | 'b'

export interface Item {
  readonly tag: number
  readonly length: number
  readonly type: ItemType
  readonly zh: string
  readonly en: string
  /** Where reading this record is stricter or freer than reading the file. */
  readonly read?: Condition
  /** Items of a B-TLV record: the value holds them one after another, each with tag and length of its own. */
  readonly items?: readonly Item[]
}

interface FileBase {
  readonly directory: Directory
  /** `0xef05`; the short identifier is its low five bits. */
  readonly fid: number
  readonly zh: string
  readonly en: string
  readonly read: Condition
  readonly write: Condition
}

export interface LinearFile extends FileBase {
  readonly structure: 'linear'
  /** Record n holds item n: tag, length, value. */
  readonly items: readonly Item[]
}

export interface TransparentFile extends FileBase {
  readonly structure: 'transparent'
  readonly size: number
}

export interface CyclicFile extends FileBase {
  readonly structure: 'cyclic'
  readonly recordLength: number
  readonly records: number
}

export type CardFile = LinearFile | TransparentFile | CyclicFile

/** `3F00EF05`, `3F00DF01EF05`: as file addresses of drivers write it. */
export function filePath({ directory, fid }: Pick<CardFile, 'directory' | 'fid'>): string {
  const name = fid.toString(16).toUpperCase()
  return directory === 'SSSE' ? `3F00${name}` : `3F00${directory}${name}`
}
