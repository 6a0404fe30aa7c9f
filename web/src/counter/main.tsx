import { lazyRouteComponent } from '@tanstack/react-router'
import { createClient } from '../client/client.ts'
import { DeskTheme } from '../ui/desk-theme.tsx'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { CounterFrame, CounterGate } from './counter-frame.tsx'

const routeTree = portalRoutes({
  frame: CounterFrame,
  gate: CounterGate,
  pages: {
    '/': lazyRouteComponent(() => import('./open-visit-page.tsx'), 'OpenVisitPage'),
    '/person/$personId': lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
    '/person/$personId/cards/$cardId/report-loss': lazyRouteComponent(
      () => import('./report-loss-page.tsx'),
      'ReportLossPage',
    ),
    '/person/$personId/cards/$cardId/loss-receipt': lazyRouteComponent(
      () => import('./loss-receipt-page.tsx'),
      'LossReceiptPage',
    ),
  },
})

const portal = { home: '/counter', clientId: 'yika-staff' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal), (page) => <DeskTheme>{page}</DeskTheme>)
