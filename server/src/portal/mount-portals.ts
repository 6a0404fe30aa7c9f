import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomToken } from '../kernel/custody/random-code.ts'
import { page, pagePolicy } from '../kernel/page.ts'
import { type Asset, type PortalFiles, readPortalFiles } from './portal-files.ts'

const hidden = { schema: { hide: true } as object }
const year = 'public, max-age=31536000, immutable'

/**
 * Serves the portals: every address of a portal is its one page, what the page needs lies under /assets and never changes
 * under its name. A page may run our scripts and talk to this server, nothing else.
 */
export function mountPortals(app: FastifyInstance, files: PortalFiles | undefined = readPortalFiles()): void {
  if (files === undefined) {
    app.get('/', hidden, async (_request, reply) =>
      reply.code(503).type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(notBuilt),
    )
    return
  }
  for (const { html, home, pages } of files.portals) {
    for (const address of [home, ...pages]) {
      app.get(address, hidden, async (_request, reply) => sendPage(reply, html, reached(home)))
    }
  }
  app.get('/assets/:name', hidden, async (request, reply) => {
    const asset = files.assets.get((request.params as { name: string }).name)
    return asset === undefined ? reply.callNotFound() : sendAsset(request, reply, asset)
  })
  const open = files.portals.find(({ home }) => home === '/')
  app.get('/*', hidden, async (request, reply) =>
    open !== undefined && readsPages(request)
      ? sendPage(reply.code(404), open.html, reached(open.home))
      : reply.callNotFound(),
  )
}

/** A person who mistyped an address gets the portal, which says so in both languages; programs get the problem. */
function readsPages({ url, headers }: FastifyRequest): boolean {
  return !/^\/(?:v1|assets)\//.test(url) && (headers.accept ?? '').includes('text/html')
}

const notBuilt = page(
  'Yika 一卡',
  '<h1>Yika 一卡</h1><p>门户尚未构建：<code>npm run prepare</code> · The portals are not built.</p>',
)

/** The program beside the card reader of a desk; a browser finds it on its own machine, nowhere else. */
const readerOfDesk = 'ws://127.0.0.1:12342'
const withReader = ['/counter', '/terminal']

/** Whom the pages of a portal may talk to. */
const reached = (home: string): string => (withReader.includes(home) ? `'self' ${readerOfDesk}` : "'self'")

/** Styles that a component of the counters brings carry the nonce of this one answer. */
function sendPage(reply: FastifyReply, html: string, connectTo: string): FastifyReply {
  const nonce = randomToken()
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connectTo}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy.join('; '))
    .send(html.replace('%style-nonce%', nonce))
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? ''
  reply.type(asset.type).header('cache-control', year).header('vary', 'accept-encoding')
  // The worker of the terminal page lies among the assets and keeps that page alone.
  if (request.headers['service-worker'] === 'script') reply.header('service-worker-allowed', '/terminal')
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(asset.brotli)
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(asset.gzip)
  return reply.send(asset.plain)
}
