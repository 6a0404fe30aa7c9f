import type { Command } from '../../kernel/command.ts'
import { type BatchParts, benefitBatchCommands } from './batch-commands.ts'
import { benefitPaymentCommands } from './payment-commands.ts'
import { benefitProgrammeCommands } from './programme-commands.ts'

/** Articles 2 and 5: pensions, allowances and subsidies, from the programme to the account. */
export function benefitCommands(parts: BatchParts): readonly Command[] {
  return [...benefitProgrammeCommands, ...benefitBatchCommands(parts), ...benefitPaymentCommands]
}
