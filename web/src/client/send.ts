import { CallFailed, connectionLost, isUncertain, type Problem, problemFrom } from './problem.ts'

/** One request; every failure is a `CallFailed`, also that of the network. */
export async function send(address: string, request: RequestInit): Promise<unknown> {
  const answered = await fetch(address, request).catch((): undefined => undefined)
  if (answered === undefined) throw new CallFailed(connectionLost)
  const body: unknown = await answered.json().catch(() => undefined)
  if (!answered.ok) throw new CallFailed(problemFrom(answered.status, body))
  if (body === undefined) throw new CallFailed(problemFrom(0, body))
  return body
}

export interface FetchedText {
  readonly text: string
  /** To be named when the same is asked for again. */
  readonly tag: string | null
}

/** A document of the office as it stands; undefined where it is the one that the caller has. */
export async function fetchText(address: string, tag: string | null = null): Promise<FetchedText | undefined> {
  const headers = tag === null ? {} : { 'if-none-match': tag }
  const answered = await fetch(address, { headers, cache: 'no-store' }).catch((): undefined => undefined)
  if (answered === undefined) throw new CallFailed(connectionLost)
  if (answered.status === 304) return undefined
  if (!answered.ok) throw new CallFailed(problemFrom(answered.status, await answered.json().catch(() => undefined)))
  return { text: await answered.text(), tag: answered.headers.get('etag') }
}

const patienceMs = [400, 1600]

/** What may be sent again is: a short breakdown of the network is nobody's business. */
export async function sendPatiently(
  address: string,
  request: RequestInit,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<unknown> {
  for (const ms of patienceMs) {
    const sent = await send(address, request).then(
      (answer) => ({ answer }),
      (failed: unknown) => ({ failed }),
    )
    if ('answer' in sent) return sent.answer
    if (!mayPass(sent.failed) || request.signal?.aborted) throw sent.failed
    await wait(ms)
  }
  return send(address, request)
}

function mayPass(failed: unknown): boolean {
  return failed instanceof CallFailed && isUncertain(failed.problem) && !isOurs(failed.problem)
}

/** A fault of the server does not pass by asking again at once. */
function isOurs({ status }: Problem): boolean {
  return status === 500
}
