import { lazyRouteComponent } from '@tanstack/react-router'
import { createClient } from '../client/client.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { CitizenFrame, CitizenGate } from './citizen-frame.tsx'

const routeTree = portalRoutes({
  frame: CitizenFrame,
  gate: CitizenGate,
  pages: {
    '/': lazyRouteComponent(() => import('./my-cards-page.tsx'), 'MyCardsPage'),
    '/apply': lazyRouteComponent(() => import('./apply-page.tsx'), 'ApplyPage'),
    '/apply/$personId': lazyRouteComponent(() => import('./apply-tasks-page.tsx'), 'ApplyTasksPage'),
    '/apply/$personId/kind': lazyRouteComponent(() => import('./apply-kind-page.tsx'), 'ApplyKindPage'),
    '/applications': lazyRouteComponent(() => import('./my-applications-page.tsx'), 'MyApplicationsPage'),
    '/cards/$cardId/report-loss': lazyRouteComponent(() => import('./report-loss-page.tsx'), 'ReportLossPage'),
    '/cards/$cardId/loss-receipt': lazyRouteComponent(() => import('./loss-receipt-page.tsx'), 'LossReceiptPage'),
  },
})

const portal = { home: '/me', clientId: 'yika-citizen' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal))
