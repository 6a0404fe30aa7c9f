import { statusWords } from '../apdu/status-word.ts'
import type { FilePlace } from './card-layout.ts'
import type { Chip } from './chip.ts'

/** The file that a command means: of that short identifier, which it makes the current one, or the current one for 0. */
export function lookUpFile({ layout, session }: Chip, sfi: number): FilePlace | number {
  if (sfi === 0) return session.file ?? statusWords.conditionsNotSatisfied
  const file = layout.directories[session.directory]?.bySfi.get(sfi)
  if (file === undefined) return statusWords.fileNotFound
  session.file = file
  return file
}
