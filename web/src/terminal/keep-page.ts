import workerAddress from './offline-worker.ts?worker&url'

const cacheName = 'yika-terminal'
const home = '/terminal'

/** The page itself outlives the network: a tablet that is switched on in a cellar still opens it. */
export async function keepPage(): Promise<void> {
  if (!('serviceWorker' in navigator) || !navigator.onLine) return
  await navigator.serviceWorker.register(workerAddress, { scope: home })
  const assets = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith('/assets/'))
  const cache = await caches.open(cacheName)
  await cache.addAll([home, ...new Set(assets)])
  const wanted = new Set([home, ...assets])
  for (const request of await cache.keys()) if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request)
}
