import type { Command } from '../kernel/command.ts'
import { applyCommands } from './apply-commands.ts'
import { groupCommands } from './group-commands.ts'
import { type PhotoParts, photoCommand } from './photo-command.ts'
import { reviewCommands } from './review-commands.ts'

/** Everything that changes applications, photos and collective applications (Articles 3, 4, 7, 8, 12). */
export function applicationCommands(parts: PhotoParts): readonly Command[] {
  return [photoCommand(parts), ...applyCommands(parts), ...reviewCommands, ...groupCommands(parts)]
}
