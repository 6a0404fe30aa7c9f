import { insertCardFile } from '@yika/chip/node/insert-card-file.ts'
import { openPcscTerminal } from '@yika/chip/node/pcsc-terminal.ts'
import type { CardTerminal } from '@yika/chip/terminal/card-terminal.ts'
import { cardFileIn } from '../../server/src/simulator/drawer.ts'
import { readerWith } from '../../server/src/simulator/virtual-blank.ts'
import { StoryBroken } from './narrator.ts'
import type { Stage } from './stage.ts'

/** The card of the drawer in a reader: the virtual one of PC/SC where the story is told with `--pcsc`, otherwise in memory. */
export async function cardInReader(
  { factoryFloor, pcsc }: Pick<Stage, 'factoryFloor' | 'pcsc'>,
  cardNumber: string,
): Promise<{ readonly terminal: CardTerminal; remove(): Promise<void> }> {
  if (pcsc) {
    const { remove } = await insertCardFile(cardFileIn(factoryFloor.cards, cardNumber))
    return { terminal: await openPcscTerminal(/^Virtual PCD 00 00$/, { cardWithinMs: 5_000 }), remove }
  }
  const memory = factoryFloor.drawer.take(cardNumber)
  if (memory === undefined) throw new StoryBroken(`the factory has no card ${cardNumber}`)
  return { terminal: readerWith(memory), remove: async () => factoryFloor.drawer.put(cardNumber, memory) }
}
