import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { createCardFile } from '@yika/chip/node/card-file.ts'

/** Where the virtual cards of a simulated factory lie, each under its card number: the memory of its chip. */
export interface Drawer {
  /** In the place of what lay there. */
  put(cardNumber: string, memory: Uint8Array): void
  /** A copy; undefined if there is no such card. */
  take(cardNumber: string): Uint8Array | undefined
}

export function drawerInMemory(): Drawer {
  const cards = new Map<string, Uint8Array>()
  return {
    put: (cardNumber, memory) => void cards.set(cardNumber, memory.slice()),
    take: (cardNumber) => cards.get(cardNumber)?.slice(),
  }
}

/** The file of a card, which a reader opens with `openCardFile`. */
export const cardFileIn = (directory: string, cardNumber: string): string => path.join(directory, `${cardNumber}.card`)

/** Files that outlive the process; each is there whole or not at all. Keys lie in them: the folder is nobody else's. */
export function drawerIn(directory: string): Drawer {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return {
    put(cardNumber, memory) {
      const file = cardFileIn(directory, cardNumber)
      const fresh = `${file}.fresh`
      rmSync(fresh, { force: true })
      createCardFile(fresh, memory)
      renameSync(fresh, file)
    },
    take(cardNumber) {
      try {
        return new Uint8Array(readFileSync(cardFileIn(directory, cardNumber)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
