import { createRootRoute, createRoute, type RouteComponent } from '@tanstack/react-router'
import { SignedInPage } from './signed-in-page.tsx'

interface PortalRoutes {
  readonly frame: RouteComponent
  /** What stands between a visitor and the pages; shows them to whoever is signed in. */
  readonly gate: RouteComponent
  readonly pages: Readonly<Record<string, RouteComponent>>
}

/** The routes of a portal behind a sign-in: the address of return, and pages behind the gate. */
export function portalRoutes({ frame, gate, pages }: PortalRoutes) {
  const root = createRootRoute({ component: frame })
  const guarded = createRoute({ getParentRoute: () => root, id: 'guarded', component: gate })
  return root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/signed-in', component: SignedInPage }),
    guarded.addChildren(
      Object.entries(pages).map(([path, component]) => createRoute({ getParentRoute: () => guarded, path, component })),
    ),
  ])
}
