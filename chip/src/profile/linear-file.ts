import type { Directory } from '../key/card-key.ts'
import type { Condition, Item, ItemType, LinearFile } from './card-file.ts'

export function item(tag: number, length: number, type: ItemType, zh: string, en: string): Item {
  return { tag, length, type, zh, en }
}

/** A B-TLV item: as long as the items in it with their tags and lengths. */
export function nestedItem(tag: number, zh: string, en: string, items: readonly Item[]): Item {
  const length = items.reduce((sum, inner) => sum + 2 + inner.length, 0)
  return { tag, length, type: 'b', zh, en, items }
}

export const proved = (key: string): Condition => ({ key })

/** A linear file of a directory; `read` and `write` are its conditions. */
export function linearFile(
  directory: Directory,
  fid: number,
  [zh, en]: readonly [zh: string, en: string],
  access: { readonly read: Condition; readonly write: Condition },
  items: readonly Item[],
): LinearFile {
  return { directory, fid, structure: 'linear', zh, en, ...access, items }
}
