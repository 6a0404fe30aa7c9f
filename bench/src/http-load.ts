import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { clonedPerson } from './cloned-city.ts'
import { drive, pace, percentile } from './drive.ts'

/** What the generator found; it runs in a process of its own and prints this as one line. */
export interface HttpLoad {
  readonly acknowledged: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

/** What the generator is told. */
export interface HttpLoadOrder {
  readonly url: string
  readonly token: string
  /** First person of the cloned city that nobody has touched. */
  readonly from: number
  /** Connections; all of them busy, unless a rate is given. */
  readonly inFlight: number
  /** Requests per second, sent whatever the answers do. */
  readonly rate?: number
  readonly seconds: number
  /** What is sent in place of loss reports: a line of the file each, to one address. */
  readonly posts?: { readonly path: string; readonly file: string; readonly keys: string }
}

if (process.argv[1] === import.meta.filename) {
  const order = JSON.parse(process.argv[2] ?? '{}') as HttpLoadOrder
  const agent = new Agent({ keepAlive: true, maxSockets: order.inFlight })
  const { posts } = order
  const lines = posts === undefined ? [] : readFileSync(posts.file, 'utf8').split('\n')
  const request = (sequence: number) =>
    posts === undefined
      ? reportLoss(order, agent, order.from + sequence)
      : post(order, agent, { path: posts.path, body: lines[sequence] ?? '', key: `${posts.keys}-${sequence}` })
  const { rate } = order
  const run = await (rate === undefined
    ? drive(order.inFlight, order.seconds, request)
    : pace(rate, order.seconds, request))
  const { acknowledged, seconds, milliseconds } = run
  const found: HttpLoad = {
    acknowledged,
    seconds,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
  }
  console.log(JSON.stringify(found))
  agent.destroy()
}

function reportLoss(order: HttpLoadOrder, agent: Agent, n: number): Promise<void> {
  const body = JSON.stringify({ ...clonedPerson(n), functions: 'social', kind: 'provisional', channel: 'hotline' })
  return post(order, agent, { path: '/v1/card/report-loss', body, key: `bench-http-${n}` })
}

function post(
  { url, token }: HttpLoadOrder,
  agent: Agent,
  { path, body, key }: { readonly path: string; readonly body: string; readonly key: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${url}${path}`,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
          'idempotency-key': key,
        },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => {
          if (answer.statusCode === 200) resolve()
          else reject(new Error(`answered ${answer.statusCode}`))
        })
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}
