import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { operations } from '@yika/core/operations.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { citizenRegister } from './citizen-register.ts'
import type { Config } from './config.ts'
import { mountWallets } from './e-card/wallet-routes.ts'
import { createHttp, type HttpParts } from './http.ts'
import { httpLimits } from './http-limits.ts'
import { pagePolicy } from './kernel/page.ts'
import { mountOutboxPage } from './message/outbox-page.ts'
import { metrics } from './metrics.ts'
import { mountDocumentKeys } from './mount-document-keys.ts'
import { mountStatusLists } from './mount-status-lists.ts'
import { openApi } from './openapi.ts'
import { openPlatform, type Platform } from './platform.ts'
import { mountPortals } from './portal/mount-portals.ts'
import { referencePage } from './reference-page.ts'
import { sampleCardContents } from './sample-card-contents.ts'
import { sampleInstitutions } from './service/sample-institutions.ts'
import { createSignIn, type SignIn } from './sign-in/sign-in.ts'
import { mountSampleBooks } from './simulator/sample-books-route.ts'
import { mountSampleChips } from './simulator/sample-chips-route.ts'
import { mountSampleParties } from './simulator/sample-parties-route.ts'

export interface RunningServer {
  readonly platform: Platform
  readonly signIn: SignIn
  readonly http: FastifyInstance
  /** Where people reach it, `http://127.0.0.1:8080`. */
  readonly url: string
  close(): Promise<void>
}

/** What a test sees or makes smaller; whoever starts the server for people leaves it out. */
export type ServerOptions = Config & Pick<HttpParts, 'limits' | 'logTo'>

/**
 * Opens the platform and serves it; `prepare` runs on the open platform before anybody can reach it. Only where it answers true is the city
 * the sample, and only then can anybody play its parties.
 */
export async function startServer(
  config: ServerOptions,
  report: (error: unknown, incident?: string) => void,
  prepare: (platform: Platform) => Promise<unknown> = async () => {},
): Promise<RunningServer> {
  // Known when somebody listens: a free port is found only then.
  const reached = { url: config.publicUrl ?? '' }
  const platform = await openPlatform({ ...config, report, pagesAt: () => reached.url })
  try {
    const isSample = (await prepare(platform)) === true
    return await serve({ ...config, simulate: config.simulate && isSample }, report, platform, reached)
  } catch (error) {
    await platform.close()
    throw error
  }
}

async function serve(
  config: ServerOptions,
  report: (error: unknown, incident?: string) => void,
  platform: Platform,
  reached: { url: string },
): Promise<RunningServer> {
  const { db, custodian, outbox, clock, figure } = platform
  const publicUrl = () => reached.url
  const signIn = createSignIn({
    db,
    custodian,
    clock,
    figure,
    citizens: citizenRegister(db, custodian),
    sendMessage: (message) => outbox.send(message),
    publicUrl,
    report,
  })
  const http = createHttp(
    {
      db,
      executor: platform.executor,
      reader: platform.reader,
      publicReads: platform.publicReads,
      authenticate: (request) => signIn.authenticate(request),
      logLevel: config.logLevel,
      report,
      encrypted: config.publicUrl?.startsWith('https:') ?? false,
      ...(config.logTo === undefined ? {} : { logTo: config.logTo }),
      ...(config.limits === undefined ? {} : { limits: config.limits }),
    },
    operations,
  )
  addPages(http, platform, publicUrl)
  signIn.mount(http)
  mountWallets(http, { ...platform, publicUrl })
  mountDocumentKeys(http, custodian.documents)
  mountStatusLists(http, platform.statusLists, publicUrl)
  mountPortals(http)
  mountOutboxPage(http, outbox, { publicUrl, settled: () => signIn.settled() })
  if (config.simulate) {
    const contents = (numbers: readonly string[]) => sampleCardContents(db, custodian, numbers)
    mountSampleChips(http, { chipHsm: custodian.chipHsm, publicUrl, contents })
    mountSampleBooks(http, { reader: platform.reader, publicUrl, clock })
    mountSampleParties(http, { executor: platform.executor, publicUrl, institutions: sampleInstitutions })
  }
  await http.listen({ host: config.host, port: config.port })
  const { port } = http.server.address() as AddressInfo
  reached.url = config.publicUrl ?? `http://${config.host}:${port}`
  await platform.work()
  return {
    platform,
    signIn,
    http,
    url: reached.url,
    async close() {
      await http.close()
      await signIn.close()
      await platform.close()
    },
  }
}

/** What is there beside the operations: health, figures, descriptions. */
function addPages(http: FastifyInstance, platform: Platform, publicUrl: () => string): void {
  const html = (body: () => string) => async (_request: FastifyRequest, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(body())
  const { register } = metrics(http)
  http.get('/healthz', async () => ({ status: 'alive' }))
  http.get('/readyz', async (_request, reply) => {
    const asked = platform.db`select 1`.then(
      () => true,
      () => false,
    )
    // A driver that cannot connect waits and tries again; whoever asks wants to know now.
    const answered = await Promise.race([asked, wait(httpLimits.readyMs, false, { ref: false })])
    return reply.code(answered ? 200 : 503).send({ status: answered ? 'ready' : 'database unreachable' })
  })
  http.get('/metrics', async (_request, reply) => reply.type(register.contentType).send(await register.metrics()))
  http.get('/openapi.json', async () => openApi(operations, publicUrl()))
  http.get(
    '/docs',
    html(() => referencePage(operations)),
  )
}
