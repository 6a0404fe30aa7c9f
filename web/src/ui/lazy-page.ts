import { lazyRouteComponent } from '@tanstack/react-router'

/**
 * A page in a file of its own. The router reloads when a file is gone, which is right after a new release; off line it would
 * leave the portal for the browser's own error page. There the router's page for a broken page stands, and nothing is lost.
 */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch((failed: unknown) => {
        if (navigator.onLine) throw failed
        throw new Error('off line')
      }),
    name,
  )
