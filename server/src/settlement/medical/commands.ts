import type { Command } from '../../kernel/command.ts'
import { atWorkingTerminal } from '../../terminal/at-working-terminal.ts'
import { billCommands } from './bill-commands.ts'
import { claimCommands } from './claim-commands.ts'
import { medicalListCommands } from './list-commands.ts'
import type { SettlementParts } from './medical-parts.ts'
import { stayCommands } from './stay-commands.ts'
import { takeBackCommands } from './take-back-commands.ts'

/** Medical settlement (Articles 2, 5): bills, stays, claims by hand, and the lists of the medical security office. */
export function medicalCommands(parts: SettlementParts): readonly Command[] {
  return [
    ...atWorkingTerminal([...billCommands(parts), ...stayCommands(parts)]),
    ...takeBackCommands(parts),
    ...claimCommands(parts),
    ...medicalListCommands(parts),
  ]
}
