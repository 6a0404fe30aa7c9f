import { parseCommand } from '../apdu/command-apdu.ts'
import { parseResponse } from '../apdu/response-apdu.ts'
import { type CardTerminal, TerminalError, type TerminalFault } from '../terminal/card-terminal.ts'
import type { CapinfoCode } from './capinfo-code.ts'

/** Slot 0 is the contactless user's card, 1 the contact one, 2 and more are security modules. A reader may lack any of them. */
export type CapinfoSlots = Readonly<Record<number, CardTerminal>>

export interface CapinfoReset {
  readonly code: CapinfoCode
  /** The answer to reset; empty unless the code is 0. */
  readonly resp: Uint8Array
}

export interface CapinfoResponse {
  /** SW1 × 256 + SW2, or a code. 1 is a code, because no status word is so small. */
  readonly code: number
  /** The data in front of the status word. `61xx` and `6Cxx` are the caller's. */
  readonly resp: Uint8Array
}

/** The functions of the Beijing reader (`CapRHCardReader.dll`). */
export interface CapinfoReader {
  /** A handle, 0 or more, or −1100 while the reader is open. */
  ICC_Reader_Open(): Promise<number>
  ICC_Reader_Close(handle: number): Promise<CapinfoCode>
  ICC_Reader_Reset(handle: number, slot: number): Promise<CapinfoReset>
  ICC_Reader_PowerOff(handle: number, slot: number): Promise<CapinfoCode>
  ICC_Reader_Application(handle: number, slot: number, apdu: Uint8Array): Promise<CapinfoResponse>
  /** The code of the last function that failed. */
  ICC_Reader_GetLastError(): CapinfoCode
  /** At most 63 characters. */
  ICC_Reader_Version(): string
}

const faultCodes: Readonly<Record<TerminalFault, CapinfoCode>> = {
  'reader-gone': -8,
  'no-card': -2,
  'not-powered': -4,
  'no-answer': -3,
  timeout: 1,
}

const none = new Uint8Array()

/** The same slots in the shape of the Beijing interface: bytes in, status word out, nothing known about the card. */
export function capinfoReader(slots: CapinfoSlots, version: string): CapinfoReader {
  let opened: number | undefined
  let handles = 0
  let lastError: CapinfoCode = 0
  const powered = new Set<number>()

  const failed = <Code extends CapinfoCode>(code: Code): Code => {
    lastError = code
    return code
  }

  /** The terminal of a slot, or why there is none. */
  const terminalOf = (handle: number, slot: number): CardTerminal | CapinfoCode => {
    if (opened === undefined) return -1
    if (handle !== opened) return -10
    return (Object.hasOwn(slots, slot) ? slots[slot] : undefined) ?? -5
  }

  /** What the act answers, or the code of the terminal's fault. */
  async function orFault<Result>(slot: number, act: () => Promise<Result>): Promise<Result | CapinfoCode> {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof TerminalError)) throw error
      if (error.fault !== 'timeout') powered.delete(slot)
      return faultCodes[error.fault]
    }
  }

  const powerOff = async (slot: number): Promise<CapinfoCode> => {
    const done = await orFault(slot, async () => slots[slot]?.powerOff())
    powered.delete(slot)
    return done ?? 0
  }

  return {
    async ICC_Reader_Open() {
      if (opened !== undefined) return failed(-1100)
      opened = handles
      handles += 1
      return opened
    },
    async ICC_Reader_Close(handle) {
      if (opened === undefined) return failed(-1)
      if (handle !== opened) return failed(-10)
      for (const slot of [...powered]) await powerOff(slot)
      opened = undefined
      return 0
    },
    async ICC_Reader_Reset(handle, slot) {
      const terminal = terminalOf(handle, slot)
      const resp = typeof terminal === 'number' ? terminal : await orFault(slot, () => terminal.powerOn())
      if (typeof resp === 'number') return { code: failed(resp), resp: none }
      if (resp.length === 0) return { code: failed(-3), resp: none }
      powered.add(slot)
      return { code: 0, resp }
    },
    async ICC_Reader_PowerOff(handle, slot) {
      const terminal = terminalOf(handle, slot)
      if (typeof terminal === 'number') return failed(terminal)
      if (!powered.has(slot)) return failed(-4)
      const code = await powerOff(slot)
      return code === 0 ? 0 : failed(code)
    },
    async ICC_Reader_Application(handle, slot, apdu) {
      const terminal = terminalOf(handle, slot)
      if (typeof terminal === 'number') return { code: failed(terminal), resp: none }
      if (parseCommand(apdu) === undefined) return { code: failed(-6), resp: none }
      if (!powered.has(slot)) return { code: failed(-4), resp: none }
      const answer = await orFault(slot, () => terminal.transmit(apdu))
      if (typeof answer === 'number') return { code: failed(answer), resp: none }
      const response = parseResponse(answer)
      if (response === undefined) return { code: failed(-7), resp: none }
      return { code: response.status, resp: response.data }
    },
    ICC_Reader_GetLastError: () => lastError,
    ICC_Reader_Version: () => version.slice(0, 63),
  }
}
