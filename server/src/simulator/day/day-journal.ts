import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** What a terminal is about to send, with the key under which it is the same deed for ever. */
export interface Sending {
  readonly key: string
  readonly input: object
}

/**
 * The journal of the terminals of one day. What is sent on line is written here first and kept by the disk, as a terminal does it whose
 * power may go: after a kill the same words are sent again under the same key. What follows from the plan alone is not kept.
 */
export interface DayJournal {
  /** What was sent under this key before, if the day was cut off. */
  earlier(key: string): Sending | undefined
  /** What was answered to it. */
  answerTo(key: string): unknown
  /** Before they are sent. */
  write(sendings: readonly Sending[]): void
  answered(key: string, answer: unknown): void
  close(): void
}

type Line = { readonly sends: Sending } | { readonly answered: string; readonly answer: unknown }

export function openDayJournal(file: string): DayJournal {
  const sent = new Map<string, Sending>()
  const answers = new Map<string, unknown>()
  for (const line of existsSync(file) ? wholeLines(readFileSync(file, 'utf8')) : []) {
    if ('sends' in line) sent.set(line.sends.key, line.sends)
    else answers.set(line.answered, line.answer)
  }
  const handle = openSync(file, 'a', 0o600)
  const append = (lines: readonly Line[]) => {
    writeSync(handle, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
  // A line that the kill cut off would swallow the next one.
  writeSync(handle, '\n')
  return {
    earlier: (key) => sent.get(key),
    answerTo: (key) => answers.get(key),
    write(sendings) {
      append(sendings.map((sends) => ({ sends })))
      fsyncSync(handle)
    },
    answered(key, answer) {
      answers.set(key, answer)
      append([{ answered: key, answer }])
    },
    close: () => closeSync(handle),
  }
}

/** The lines that are there whole; the last one may have been cut off. */
function wholeLines(text: string): readonly Line[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Line]
    } catch {
      return []
    }
  })
}
