import type { Command } from '../kernel/command.ts'
import { batchCommands } from './batch-commands.ts'
import { blankCommands } from './blank-commands.ts'
import { instantCommands } from './instant-commands.ts'
import type { FileParts } from './returned-file.ts'

export function productionCommands(parts: FileParts): readonly Command[] {
  return [...batchCommands(parts), ...instantCommands(parts), ...blankCommands]
}
