import './terminal.css'
import { createRootRoute, createRoute, type RouteComponent, RouterProvider } from '@tanstack/react-router'
import { portalRouter } from '../ui/portal-router.tsx'
import { showPortal } from '../ui/start-portal.tsx'
import { keepPage } from './keep-page.ts'
import { ServePage } from './serve-page.tsx'
import { SettingsPage } from './settings-page.tsx'
import { TerminalProvider } from './terminal-context.tsx'
import { TerminalFrame } from './terminal-frame.tsx'

// All of it at once: without the network no further file can be had.
const pages: Readonly<Record<string, RouteComponent>> = {
  '/': ServePage,
  '/settings': SettingsPage,
}

const root = createRootRoute({ component: TerminalFrame })
const routeTree = root.addChildren(
  Object.entries(pages).map(([path, component]) => createRoute({ getParentRoute: () => root, path, component })),
)

showPortal(
  <TerminalProvider>
    <RouterProvider router={portalRouter(routeTree, '/terminal')} />
  </TerminalProvider>,
)
// Where a browser refuses, only a reload needs the network.
keepPage().catch(() => undefined)
