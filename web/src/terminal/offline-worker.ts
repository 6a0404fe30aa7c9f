// The service worker of /terminal: the page from the network where there is one, else as it was kept. It sees nothing but the page.

interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const cacheName = 'yika-terminal'
const home = '/terminal'

addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  const { pathname } = new URL(request.url)
  if (request.mode === 'navigate' && (pathname === home || pathname.startsWith(`${home}/`)))
    respondWith.call(
      event,
      fetch(request).catch(() => keptOr(home, request)),
    )
  // A file never changes under its name.
  else if (request.method === 'GET' && pathname.startsWith('/assets/'))
    respondWith.call(event, keptOr(pathname, request))
})

async function keptOr(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(path, { ignoreVary: true })
  return kept ?? fetch(request)
}
