import { useSyncExternalStore } from 'react'

/** Where the program beside the reader listens; the policy of the counter's pages allows no other place outside. */
const address = 'ws://127.0.0.1:12342'
const place = 'yika.reader.session'

/** What a function of the national driver answered: 0 and its text, or a negative code. */
export interface ReaderAnswer {
  readonly code: number
  readonly text: string
}

/** Why there is no reader: nothing listens, the code was wrong, another page has it, the reader went away. */
export type ReaderFault = 'absent' | 'not-paired' | 'taken' | 'gone'

export interface ReaderState {
  readonly state: 'none' | 'connecting' | 'connected' | 'simulated'
  readonly fault?: ReaderFault
}

const listeners = new Set<() => void>()
let current: ReaderState = { state: 'none' }
let socket: WebSocket | undefined
/** The middleware works one call at a time and answers in order. */
let waiting: ((answer: ReaderAnswer) => void)[] = []

function set(next: ReaderState): void {
  current = next
  for (const listener of listeners) listener()
}

export function useReader(): ReaderState {
  return useSyncExternalStore(watch, () => current)
}

export const readerNow = (): ReaderState => current

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** With the code that the middleware shows; the session that it gives outlives a reload of this tab. */
export function pairReader(code: string): void {
  connect({ pair: code.trim() })
}

/** Comes back to the reader with which this tab was paired. */
export function resumeReader(): void {
  const session = sessionStorage.getItem(place)
  if (session !== null && current.state === 'none') connect({ session })
}

/** Numbers are typed where a reader would read them; every page that uses it says so. */
export function simulateReader(): void {
  socket?.close()
  set({ state: 'simulated' })
}

export function leaveReader(): void {
  sessionStorage.removeItem(place)
  socket?.close()
  set({ state: 'none' })
}

/** One function of the driver by name; −12 when the reader is gone meanwhile. */
export function callReader(name: string, parameters: Readonly<Record<string, string | number>>): Promise<ReaderAnswer> {
  const open = socket
  if (open === undefined || current.state !== 'connected') return Promise.resolve({ code: -12, text: '' })
  return new Promise((resolve) => {
    waiting.push(resolve)
    open.send(JSON.stringify({ function: name, ...parameters }))
  })
}

/** What the office answers when the station that makes a card asks; undefined for what it may not ask. */
export type AnswerForOffice = (operation: string, input: object) => Promise<object> | undefined

let office: AnswerForOffice | undefined

/** The station beside the reader makes a card; what it asks meanwhile is answered here, in the name of who is signed in. */
export async function makeCardInReader(order: object, answers: AnswerForOffice): Promise<ReaderAnswer> {
  const open = socket
  if (open === undefined || current.state !== 'connected') return { code: -12, text: '' }
  office = answers
  try {
    return await new Promise((resolve) => {
      waiting.push(resolve)
      open.send(JSON.stringify({ function: 'makeCard', order }))
    })
  } finally {
    office = undefined
  }
}

async function answerQuestion(asker: WebSocket, { question, operation = '', input = {} }: Heard): Promise<void> {
  const body = await Promise.resolve(office?.(operation, input)).catch(() => undefined)
  if (asker.readyState === WebSocket.OPEN) asker.send(JSON.stringify({ answer: question, body }))
}

const faultOf: Readonly<Record<number, ReaderFault>> = { 4401: 'not-paired', 4408: 'not-paired', 4409: 'taken' }

function connect(greeting: { readonly pair: string } | { readonly session: string }): void {
  socket?.close()
  set({ state: 'connecting' })
  const opened = new WebSocket(address)
  socket = opened
  opened.onopen = () => opened.send(JSON.stringify(greeting))
  opened.onmessage = ({ data }) => {
    const heard = JSON.parse(String(data)) as Heard
    if (heard.question === undefined) hear(heard)
    else void answerQuestion(opened, heard)
  }
  opened.onclose = ({ code }) => {
    if (socket !== opened) return
    socket = undefined
    for (const answer of waiting) answer({ code: -12, text: '' })
    waiting = []
    if (current.state === 'simulated' || current.state === 'none') return
    const fault = faultOf[code] ?? (current.state === 'connecting' ? 'absent' : 'gone')
    if (fault === 'not-paired') sessionStorage.removeItem(place)
    set({ state: 'none', fault })
  }
}

interface Heard {
  readonly paired?: boolean
  readonly session?: string
  readonly success?: string
  readonly pOutInfo?: string
  readonly question?: number
  readonly operation?: string
  readonly input?: object
}

function hear({ paired, session, success = '-11', pOutInfo = '' }: Heard): void {
  if (paired === true) {
    if (session !== undefined) sessionStorage.setItem(place, session)
    set({ state: 'connected' })
    return
  }
  waiting.shift()?.({ code: success === '1' ? 0 : Number(success), text: pOutInfo })
}
