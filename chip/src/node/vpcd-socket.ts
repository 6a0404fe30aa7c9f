import { spawn } from 'node:child_process'
import { connect, Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface VpcdAddress {
  readonly host: string
  readonly port: number
  /** The network namespace where vpcd listens; without it here. */
  readonly namespace?: string
}

/** A connection to vpcd, paused. Rejects if nobody listens or the time is over. */
export function connectToVpcd({ namespace, ...address }: VpcdAddress, signal: AbortSignal): Promise<Socket> {
  return namespace === undefined ? connectHere(address, signal) : connectInside(namespace, address, signal)
}

function connectHere({ host, port }: VpcdAddress, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true })
    const abort = () => socket.destroy(signal.reason)
    socket.pause()
    signal.addEventListener('abort', abort)
    socket.once('close', () => signal.removeEventListener('abort', abort))
    socket.once('error', reject)
    socket.once('connect', () => {
      signal.removeEventListener('abort', abort)
      socket.off('error', reject)
      resolve(socket)
    })
    if (signal.aborted) abort()
  })
}

/**
 * A process can be in one network namespace only, and ours must stay where the database is. So a child goes inside, connects, hands the
 * open connection over and ends: a connection belongs to the namespace in which it was opened, whoever holds it.
 */
function connectInside(namespace: string, { host, port }: VpcdAddress, signal: AbortSignal): Promise<Socket> {
  const command = ['netns', 'exec', namespace, process.execPath, fileURLToPath(import.meta.url), host, String(port)]
  return new Promise((resolve, reject) => {
    const child = spawn('ip', command, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], signal })
    let complaint = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint += text
    })
    child.once('error', reject)
    child.once('message', (_, handle) => {
      if (handle instanceof Socket) resolve(handle.pause().setNoDelay(true))
      child.disconnect()
    })
    child.once('close', (code) =>
      reject(new Error(complaint.trim() || `no connection out of the network namespace ${namespace}: code ${code}`)),
    )
  })
}

if (import.meta.main) {
  const [host = '', port] = process.argv.slice(2)
  const patience = AbortSignal.timeout(10_000)
  connectHere({ host, port: Number(port) }, patience).then(
    (socket) => process.send?.('connected', socket),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`)
      process.exitCode = 1
      process.disconnect?.()
    },
  )
}
