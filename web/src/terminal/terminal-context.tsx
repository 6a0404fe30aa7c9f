import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { openDatabase, type TerminalDatabase } from './database.ts'
import { type Device, enrolDevice, knownDevice } from './device.ts'
import { openTerminal, type Terminal, type TerminalState } from './terminal.ts'

/** The device as far as it is known: not looked yet, a browser that cannot be a terminal, none, or this one. */
export type Held =
  | { readonly is: 'opening' }
  | { readonly is: 'unable' }
  | { readonly is: 'new'; enrol(terminalId: string): Promise<void> }
  | { readonly is: 'enrolled'; readonly device: Device; readonly terminal: Terminal; forget(): Promise<void> }

const TerminalContext = createContext<Held>({ is: 'opening' })

export const useHeld = (): Held => useContext(TerminalContext)

export function useTerminalState(terminal: Terminal): TerminalState {
  return useSyncExternalStore(terminal.watch, terminal.state)
}

interface Opened {
  readonly database: TerminalDatabase
  readonly device: Device | undefined
  readonly terminal: Terminal | undefined
}

async function opened(database: TerminalDatabase): Promise<Opened> {
  const device = await knownDevice(database)
  return { database, device, terminal: device === undefined ? undefined : await openTerminal(device, database) }
}

/** Once for the page, however often it is shown. */
let opening: Promise<Opened> | undefined

export function TerminalProvider({ children }: { readonly children: ReactNode }) {
  const [found, setFound] = useState<Opened | 'unable'>()
  useEffect(() => {
    // Without a secure address a browser has neither a key nor a place to keep it.
    opening ??= crypto.subtle === undefined ? Promise.reject(new Error('not secure')) : openDatabase().then(opened)
    opening.then(setFound, () => setFound('unable'))
  }, [])
  const terminal = found === 'unable' ? undefined : found?.terminal
  useEffect(() => terminal?.start(), [terminal])
  const again = useCallback(async (database: TerminalDatabase) => {
    opening = opened(database)
    setFound(await opening)
  }, [])
  return <TerminalContext value={heldOf(found, again)}>{children}</TerminalContext>
}

function heldOf(found: Opened | 'unable' | undefined, again: (database: TerminalDatabase) => Promise<void>): Held {
  if (found === undefined) return { is: 'opening' }
  if (found === 'unable') return { is: 'unable' }
  const { database, device, terminal } = found
  if (device === undefined || terminal === undefined)
    return {
      is: 'new',
      async enrol(terminalId) {
        await enrolDevice(database, terminalId)
        await again(database)
      },
    }
  return {
    is: 'enrolled',
    device,
    terminal,
    async forget() {
      await database.clear()
      await again(database)
    },
  }
}
