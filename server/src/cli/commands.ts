import type { CliCommand } from './cli-command.ts'

/** A word of the command line: what the overview says, and where the rest is, which is loaded when it is wanted. */
interface CliWord {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<CliCommand>
}

/** Every word of the command line, in the order in which `yika --help` shows them. */
export const commands: readonly CliWord[] = [
  {
    name: 'serve',
    summary: 'Start the platform',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'doctor',
    summary: 'Explain every setting and look for what is wrong',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'import residents',
    summary: 'Register people from a CSV file or a workbook',
    load: async () => (await import('./import-residents.ts')).importResidents,
  },
  {
    name: 'import cards',
    summary: 'Bring in cards that were issued before',
    load: async () => (await import('./import-cards.ts')).importCards,
  },
  {
    name: 'import benefits',
    summary: 'Bring in the lines of a batch of benefit payments',
    load: async () => (await import('./import-benefits.ts')).importBenefits,
  },
  {
    name: 'backup',
    summary: 'Keep all tables and photos, without the keys, while work goes on',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: 'Load a backup into an empty database',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  {
    name: 'sample',
    summary: 'Write or load a sample city of any size',
    load: async () => (await import('./sample.ts')).sampleCommand,
  },
  {
    name: 'simulate',
    summary: 'Play banks and factory against a running server',
    load: async () => (await import('./simulate.ts')).simulateCommand,
  },
  {
    name: 'day',
    summary: 'Play a day of the sample city and look whether the books balance',
    load: async () => (await import('./day.ts')).dayCommand,
  },
  {
    name: 'card list',
    summary: 'List the virtual cards that there are',
    load: async () => (await import('./card/card-list.ts')).cardList,
  },
  {
    name: 'card insert',
    summary: 'Put a virtual card into a virtual PC/SC reader',
    load: async () => (await import('./card/card-insert.ts')).cardInsert,
  },
  {
    name: 'card read',
    summary: 'Read the card in a reader as a service hall does',
    load: async () => (await import('./card/card-read.ts')).cardRead,
  },
  {
    name: 'reader',
    summary: 'Let pages of this machine use the card reader',
    load: async () => (await import('./card/reader.ts')).readerCommand,
  },
]
