import { TerminalError } from '../terminal/card-terminal.ts'

export type Pcsc = typeof import('pcsc-mini/build/addon.node.js')

/**
 * Loaded when a reader is wanted and not before: a machine without readers need not have the library of PC/SC. What is loaded is the
 * binding without its watcher of readers, which can block the whole process when it is stopped while a reader changes (version 0.1.3).
 */
export async function loadPcsc(): Promise<Pcsc> {
  try {
    return (await import('pcsc-mini/build/addon.node.js')).default
  } catch (cause) {
    const { message } = cause as Error
    const advice = message.includes('libpcsclite')
      ? 'the library of PC/SC is missing: apt-get install libpcsclite1 pcscd'
      : `the binding of PC/SC cannot be loaded: ${message.split('\n')[0]}`
    throw new TerminalError('reader-gone', advice)
  }
}
