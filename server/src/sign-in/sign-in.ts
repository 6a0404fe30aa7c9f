import type { Actor } from '@yika/core/access/actor.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { actorOfAccount, actorOfClient } from './account.ts'
import { createProvider } from './create-provider.ts'
import type { SignInParts } from './parts.ts'
import { purgeSignIn } from './purge.ts'
import { signInRoutes } from './sign-in-routes.ts'

export interface SignIn {
  /** The actor of a bearer token; undefined without one, or when token or account have ended. */
  authenticate(request: FastifyRequest): Promise<Actor | undefined>
  /** The provider under /oidc and the pages under /sign-in. */
  mount(app: FastifyInstance): void
  /** Waits for messages that are on their way. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Below five seconds, so that a dismissal takes effect within five on every process (ASVS 8.3.2). */
const rememberedMs = 4_000
const rememberedMost = 50_000
const purgeEveryMs = 10 * 60_000

export function createSignIn(parts: SignInParts): SignIn {
  let made: Promise<Provider> | undefined
  // Made at the first request: only then is the address known under which this server is reached.
  const provider = () => {
    made ??= createProvider(parts)
    return made
  }

  const remembered = new Map<string, { readonly actor: Promise<Actor | undefined>; readonly until: number }>()
  function authenticate(request: FastifyRequest): Promise<Actor | undefined> {
    const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) return Promise.resolve(undefined)
    const now = performance.now()
    const known = remembered.get(token)
    if (known !== undefined && known.until > now) return known.actor
    if (remembered.size >= rememberedMost) remembered.clear()
    const actor = actorOfToken(token)
    remembered.set(token, { actor, until: now + rememberedMs })
    actor.catch(() => remembered.delete(token))
    return actor
  }

  async function actorOfToken(value: string): Promise<Actor | undefined> {
    const { AccessToken, ClientCredentials } = await provider()
    const ofPerson = await AccessToken.find(value)
    if (ofPerson?.accountId !== undefined) return actorOfAccount(parts, ofPerson.accountId)
    const ofSystem = await ClientCredentials.find(value)
    return ofSystem?.clientId === undefined ? undefined : actorOfClient(parts, ofSystem.clientId)
  }

  const underway = new Set<Promise<void>>()
  function deliver(work: () => Promise<void>): void {
    const delivery = work()
      .catch((error: Error) => parts.report(error))
      .finally(() => underway.delete(delivery))
    underway.add(delivery)
  }
  const settled = async () => {
    await Promise.all(underway)
  }

  const purging = setInterval(() => deliver(() => purgeSignIn(parts)), purgeEveryMs)
  purging.unref()

  return {
    authenticate,
    settled,
    mount(app) {
      app.register(async (scope) => signInRoutes(scope, parts, { provider, authenticate, deliver }))
      app.register(async (scope) => mountProvider(scope, parts, provider))
    },
    async close() {
      clearInterval(purging)
      await settled()
    },
  }
}

/** The provider reads the request itself: nothing in front of it parses the body. */
function mountProvider(scope: FastifyInstance, parts: SignInParts, provider: () => Promise<Provider>): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/oidc/*', { schema: { hide: true } as object }, async (request, reply) => {
    const handle = (await provider()).callback()
    const { host, protocol } = new URL(parts.publicUrl())
    const { raw } = request
    raw.headers.host = host
    raw.headers['x-forwarded-host'] = host
    raw.headers['x-forwarded-proto'] = protocol.replace(':', '')
    Object.assign(raw, { originalUrl: raw.url, url: (raw.url ?? '').slice('/oidc'.length) })
    reply.hijack()
    await handle(raw, reply.raw)
  })
}
