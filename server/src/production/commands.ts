import type { Command } from '../kernel/command.ts'
import { batchCommands } from './batch-commands.ts'
import { blankCommands } from './blank-commands.ts'
import type { ChipParts } from './chip-parts.ts'
import { factoryKeyCommands } from './factory-key-commands.ts'
import { instantCommands } from './instant-commands.ts'

export function productionCommands(parts: ChipParts): readonly Command[] {
  return [...batchCommands(parts), ...instantCommands(parts), ...blankCommands, ...factoryKeyCommands]
}
