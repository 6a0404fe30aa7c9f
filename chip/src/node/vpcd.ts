import { existsSync } from 'node:fs'
import type { VirtualCard } from '../card/virtual-card.ts'
import { encodeFrame, frameCutter, vpcdControl } from './vpcd-frames.ts'
import { connectToVpcd } from './vpcd-socket.ts'

/** The two places of a virtual reader: the holder's card and the security module of the terminal. */
export const vpcdPorts = { user: 35_963, psam: 35_964 } as const
export type VpcdSlot = keyof typeof vpcdPorts

/** Where chip/pcsc/up starts pcscd. */
const vpcdNamespace = 'yika-pcsc'

export interface Insertion {
  readonly card: VirtualCard
  readonly slot: VpcdSlot
  /** The network namespace of vpcd, used if it exists; null connects from here. */
  readonly namespace?: string | null
  readonly host?: string
  readonly port?: number
  readonly connectWithinMs?: number
  /** Ends insertion and inserted card. */
  readonly signal?: AbortSignal
  /** The card lies in the reader no more. The error says why, unless it was `remove` or the signal. */
  readonly onRemoved?: (reason: Error | undefined) => void
}

export interface Inserted {
  readonly slot: VpcdSlot
  /** Takes the card out; resolves when it has no power any more. */
  remove(): Promise<void>
  /** Resolves when the card is out, for whatever reason. */
  readonly removed: Promise<void>
}

/** Puts a card into a slot of vpcd, where pcscd and with it every PC/SC program sees it. Rejects if nobody listens there. */
export async function insertIntoVpcd(insertion: Insertion): Promise<Inserted> {
  const { card, slot, host = '127.0.0.1', port = vpcdPorts[slot], namespace = vpcdNamespace, signal } = insertion
  const limit = AbortSignal.timeout(insertion.connectWithinMs ?? 5_000)
  const inside = namespace !== null && existsSync(`/run/netns/${namespace}`)
  const socket = await connectToVpcd(
    { host, port, ...(inside ? { namespace } : {}) },
    signal === undefined ? limit : AbortSignal.any([limit, signal]),
  )

  let reason: Error | undefined
  let wanted = false
  const remove = () => {
    wanted = true
    socket.destroySoon()
    return removed
  }
  const removed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      signal?.removeEventListener('abort', remove)
      card.powerOff()
      insertion.onRemoved?.(wanted ? undefined : (reason ?? new Error('pcscd closed the connection')))
      resolve()
    })
  })
  socket.on('error', (error) => {
    reason ??= error
  })

  const answer = answering(card)
  const cut = frameCutter()
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const body of cut(chunk)) {
        const answered = answer(body)
        if (answered !== undefined) socket.write(encodeFrame(answered))
      }
    } catch (error) {
      // Only a card without power throws. It can say nothing more, so it is out of the reader.
      reason ??= error as Error
      socket.destroy()
    }
  })
  signal?.addEventListener('abort', remove)
  if (signal?.aborted) remove()
  socket.resume()
  return { slot, remove, removed }
}

/** pcscd waits for an answer without a limit, so even a command to a card without power gets one. */
const noPower = Uint8Array.of(0x6f, 0x00)

/** What a card does with the frames of vpcd. pcscd asks for the ATR before it switches power on, so that asking gives power too. */
function answering(card: VirtualCard): (body: Uint8Array) => Uint8Array | undefined {
  let atr: Uint8Array | undefined
  const powerOn = () => {
    atr = card.powerOn()
    return atr
  }
  return (body) => {
    if (body.length > 1) return atr === undefined ? noPower : card.transmit(body)
    if (body[0] === vpcdControl.atr) return atr ?? powerOn()
    if (body[0] === vpcdControl.powerOn || body[0] === vpcdControl.reset) powerOn()
    if (body[0] === vpcdControl.powerOff) {
      atr = undefined
      card.powerOff()
    }
    return undefined
  }
}
