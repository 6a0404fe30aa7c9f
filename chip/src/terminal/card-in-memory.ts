import type { VirtualCard } from '../card/virtual-card.ts'
import { type CardTerminal, TerminalError } from './card-terminal.ts'

/** A reader without a reader: the virtual card lies in the same process. */
export function cardInMemory(card: VirtualCard, name = 'memory'): CardTerminal {
  let powered = false
  const powerOn = async () => {
    powered = true
    return card.powerOn()
  }
  return {
    name,
    powerOn,
    reset: powerOn,
    async powerOff() {
      powered = false
      card.powerOff()
    },
    async transmit(command) {
      if (!powered) throw new TerminalError('not-powered', 'the card has no power')
      return card.transmit(command)
    },
    async close() {
      if (powered) card.powerOff()
      powered = false
    },
  }
}
