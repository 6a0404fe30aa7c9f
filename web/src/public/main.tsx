import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { createClient } from '../client/client.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { HomePage } from './home-page.tsx'
import { PublicFrame } from './public-frame.tsx'

const root = createRootRoute({ component: PublicFrame })

const pages = {
  '/': HomePage,
  '/guide': lazyRouteComponent(() => import('./guide-page.tsx'), 'GuidePage'),
  '/guide/$item': lazyRouteComponent(() => import('./guide-item-page.tsx'), 'GuideItemPage'),
  '/outlets': lazyRouteComponent(() => import('./outlets-page.tsx'), 'OutletsPage'),
  '/verify': lazyRouteComponent(() => import('./verify-page.tsx'), 'VerifyPage'),
  '/measures': lazyRouteComponent(() => import('./measures-page.tsx'), 'MeasuresPage'),
  '/measures/$article': lazyRouteComponent(() => import('./article-page.tsx'), 'ArticlePage'),
  '/figures': lazyRouteComponent(() => import('./figures-page.tsx'), 'FiguresPage'),
  '/help': lazyRouteComponent(() => import('./help-page.tsx'), 'HelpPage'),
}

const routeTree = root.addChildren(
  Object.entries(pages).map(([path, component]) => createRoute({ getParentRoute: () => root, path, component })),
)

const portal = { home: '/', clientId: 'yika-citizen' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal))
