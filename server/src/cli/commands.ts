import { backupCommand } from './backup.ts'
import { cardInsert } from './card/card-insert.ts'
import { cardList } from './card/card-list.ts'
import { cardRead } from './card/card-read.ts'
import { readerCommand } from './card/reader.ts'
import type { CliCommand } from './cli-command.ts'
import { doctorCommand } from './doctor.ts'
import { importCards } from './import-cards.ts'
import { importResidents } from './import-residents.ts'
import { restoreCommand } from './restore.ts'
import { sampleCommand } from './sample.ts'
import { serveCommand } from './serve.ts'
import { simulateCommand } from './simulate.ts'

/** Every word of the command line, in the order in which `yika --help` shows them. */
export const commands: readonly CliCommand[] = [
  serveCommand,
  doctorCommand,
  importResidents,
  importCards,
  backupCommand,
  restoreCommand,
  sampleCommand,
  simulateCommand,
  cardList,
  cardInsert,
  cardRead,
  readerCommand,
]
