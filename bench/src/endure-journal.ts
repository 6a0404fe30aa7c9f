import { type FileHandle, open, readFile } from 'node:fs/promises'

/** A command as its client keeps it: enough to send it again. */
export interface SentCommand {
  readonly key: string
  readonly role: string
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

/** What came back, word for word. */
export interface Acknowledgement {
  readonly status: number
  readonly body: string
}

export interface JournaledCommand extends SentCommand {
  readonly acknowledged?: Acknowledgement
}

export interface Journal {
  readonly file: string
  /** Answers when it lies on the disk: only then may the command be sent. */
  sent(command: SentCommand): Promise<void>
  acknowledged(key: string, acknowledgement: Acknowledgement): Promise<void>
  close(): Promise<void>
}

/** The clients' own memory. Lines that arrive while the last ones go to the disk are written together. */
export async function openJournal(file: string): Promise<Journal> {
  const handle = await open(file, 'a')
  let waiting: string[] = []
  let flushing: Promise<void> = Promise.resolve()
  const append = (entry: object): Promise<void> => {
    waiting.push(`${JSON.stringify(entry)}\n`)
    if (waiting.length === 1) {
      flushing = flushing.then(() => {
        const lines = waiting
        waiting = []
        return flush(handle, lines)
      })
    }
    return flushing
  }
  return {
    file,
    sent: (command) => append({ sent: command }),
    acknowledged: (key, acknowledgement) => append({ acknowledged: key, ...acknowledgement }),
    async close() {
      await flushing
      await handle.close()
    },
  }
}

async function flush(handle: FileHandle, lines: readonly string[]): Promise<void> {
  await handle.appendFile(lines.join(''))
  await handle.datasync()
}

type Line =
  | { readonly sent: SentCommand }
  | { readonly acknowledged: string; readonly status: number; readonly body: string }

/** Every command of the journal by its key. */
export async function readJournal(file: string): Promise<ReadonlyMap<string, JournaledCommand>> {
  const commands = new Map<string, JournaledCommand>()
  for (const text of (await readFile(file, 'utf8')).split('\n')) {
    if (text === '') continue
    const line = JSON.parse(text) as Line
    if ('sent' in line) {
      commands.set(line.sent.key, line.sent)
      continue
    }
    const { acknowledged: key, status, body } = line
    const command = commands.get(key)
    if (command === undefined) throw new Error(`the journal acknowledges ${key}, which it never sent`)
    commands.set(key, { ...command, acknowledged: { status, body } })
  }
  return commands
}
