import { headerBytes } from '../card/card-layout.ts'
import { readMemoryHeader } from '../card/memory-header.ts'
import { openCard } from '../card/open-card.ts'
import type { VirtualCard } from '../card/virtual-card.ts'
import type { Memory } from '../memory/memory.ts'
import { openPsam } from '../psam/open-psam.ts'
import { readPsam } from '../psam/psam-memory.ts'
import { openCardFile } from './card-file.ts'
import { chipParts } from './chip-parts.ts'
import { type Inserted, type Insertion, insertIntoVpcd } from './vpcd.ts'

type FileInsertion = Omit<Insertion, 'card' | 'slot'> & Partial<Pick<Insertion, 'slot'>>

/**
 * Puts the card or the PSAM of a file into a reader; without a wish it lies where its kind belongs. The file is in use until the card is
 * out. Rejects with `FileInUse` while it lies in another reader.
 */
export async function insertCardFile(path: string, options: FileInsertion = {}): Promise<Inserted> {
  const { memory, close } = openCardFile(path)
  try {
    const { card, slot } = chipIn(path, memory)
    const inserted = await insertIntoVpcd({
      ...{ card, slot, ...options },
      onRemoved(reason) {
        close()
        options.onRemoved?.(reason)
      },
    })
    return inserted
  } catch (error) {
    close()
    throw error
  }
}

function chipIn(path: string, memory: Memory): { readonly card: VirtualCard; readonly slot: 'user' | 'psam' } {
  if (readMemoryHeader(memory.read(0, headerBytes)) !== undefined) {
    return { card: openCard(memory, chipParts), slot: 'user' }
  }
  if (readPsam(memory) !== undefined) return { card: openPsam(memory, chipParts), slot: 'psam' }
  throw new Error(`${path} holds neither card nor PSAM`)
}
