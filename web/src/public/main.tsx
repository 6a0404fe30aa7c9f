import { createRootRoute, createRoute } from '@tanstack/react-router'
import { createClient } from '../client/client.ts'
import { lazyPage } from '../ui/lazy-page.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { HomePage } from './home-page.tsx'
import { PublicFrame } from './public-frame.tsx'

const root = createRootRoute({ component: PublicFrame })

const pages = {
  '/': HomePage,
  '/guide': lazyPage(() => import('./guide-page.tsx'), 'GuidePage'),
  '/guide/$item': lazyPage(() => import('./guide-item-page.tsx'), 'GuideItemPage'),
  '/outlets': lazyPage(() => import('./outlets-page.tsx'), 'OutletsPage'),
  '/services': lazyPage(() => import('./services-page.tsx'), 'ServicesPage'),
  '/services/$serviceId': lazyPage(() => import('./service-page.tsx'), 'ServicePage'),
  '/terminals': lazyPage(() => import('./terminals-page.tsx'), 'TerminalsPage'),
  '/verify': lazyPage(() => import('./verify-page.tsx'), 'VerifyPage'),
  '/measures': lazyPage(() => import('./measures-page.tsx'), 'MeasuresPage'),
  '/measures/$article': lazyPage(() => import('./article-page.tsx'), 'ArticlePage'),
  '/figures': lazyPage(() => import('./figures-page.tsx'), 'FiguresPage'),
  '/help': lazyPage(() => import('./help-page.tsx'), 'HelpPage'),
}

const routeTree = root.addChildren(
  Object.entries(pages).map(([path, component]) => createRoute({ getParentRoute: () => root, path, component })),
)

const portal = { home: '/', clientId: 'yika-citizen' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal))
