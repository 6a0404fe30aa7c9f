import { type NationalDriver, nationalDriver } from '@yika/chip/driver/national-driver.ts'
import { chipParts } from '@yika/chip/node/chip-parts.ts'
import { openPcscTerminal } from '@yika/chip/node/pcsc-terminal.ts'
import { type CardTerminal, TerminalError } from '@yika/chip/terminal/card-terminal.ts'
import { UsageError } from '../cli-command.ts'
import { terminalPinPad } from './terminal-pin-pad.ts'

/** What `card read` and `reader` say in the same way. */
export const readerOptions = {
  reader: { type: 'string', default: '00 00$' },
  psam: { type: 'string' },
  terminal: { type: 'string', default: '110000000001' },
  device: { type: 'string', default: 'yika' },
} as const

export const readerHelp = `  --reader PATTERN   the reader of the holder's card, a regular expression on its name (default: the first, "00 00$")
  --psam PATTERN     the slot of the security module; without one, 3.00 cards need the key machine of the server
  --terminal NUMBER  终端机编号, up to twelve digits (default 110000000001)
  --device NAME      终端设备号 (default yika)`

export interface OpenDriver {
  readonly driver: NationalDriver
  close(): Promise<void>
}

/** The readers by their names, and the driver over them. A reader that is not there is an error of the user. */
export async function openDriver(wanted: {
  readonly reader: string
  readonly psam: string | undefined
  readonly terminal: string
  readonly device: string
}): Promise<OpenDriver> {
  const open: CardTerminal[] = []
  const close = async () => {
    for (const terminal of open) await terminal.close()
  }
  try {
    const user = await openPcscTerminal(pattern('reader', wanted.reader))
    open.push(user)
    const psam = wanted.psam === undefined ? undefined : await openPcscTerminal(pattern('psam', wanted.psam))
    if (psam !== undefined) open.push(psam)
    const driver = nationalDriver({
      ...{ user, ...chipParts, pinPad: terminalPinPad },
      ...(psam === undefined ? {} : { psam }),
      terminalNumber: wanted.terminal,
      deviceNumber: wanted.device,
    })
    return { driver, close }
  } catch (error) {
    await close()
    if (error instanceof TerminalError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

/** The station of an instant outlet is a reader of its own; undefined where there is none. */
export async function openStation(wanted: string | undefined): Promise<CardTerminal | undefined> {
  if (wanted === undefined) return undefined
  try {
    return await openPcscTerminal(pattern('station', wanted))
  } catch (error) {
    if (error instanceof TerminalError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

function pattern(option: string, text: string): RegExp {
  try {
    return new RegExp(text)
  } catch {
    throw new UsageError(`--${option} is no regular expression: ${text}`)
  }
}
