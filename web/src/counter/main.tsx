import './counter.css'
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
    '/person/$personId/apply': lazyRouteComponent(() => import('./apply-page.tsx'), 'ApplyPage'),
    '/person/$personId/applications/$applicationId': lazyRouteComponent(
      () => import('./application-receipt-page.tsx'),
      'ApplicationReceiptPage',
    ),
    '/person/$personId/applications/$applicationId/withdraw': lazyRouteComponent(
      () => import('./withdraw-page.tsx'),
      'WithdrawPage',
    ),
    '/person/$personId/applications/$applicationId/instant': lazyRouteComponent(
      () => import('./instant-issue-page.tsx'),
      'InstantIssuePage',
    ),
    '/person/$personId/contact': lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
    '/person/$personId/cards/$cardId/collect': lazyRouteComponent(() => import('./collect-page.tsx'), 'CollectPage'),
    '/person/$personId/cards/$cardId/enable': lazyRouteComponent(() => import('./enable-page.tsx'), 'EnablePage'),
    '/person/$personId/cards/$cardId/activate': lazyRouteComponent(() => import('./activate-page.tsx'), 'ActivatePage'),
    '/person/$personId/cards/$cardId/release-loss': lazyRouteComponent(
      () => import('./release-loss-page.tsx'),
      'ReleaseLossPage',
    ),
    '/person/$personId/cards/$cardId/reset-pin': lazyRouteComponent(
      () => import('./reset-pin-page.tsx'),
      'ResetPinPage',
    ),
    '/person/$personId/cards/$cardId/unblock-pin': lazyRouteComponent(
      () => import('./unblock-pin-page.tsx'),
      'UnblockPinPage',
    ),
    '/person/$personId/cards/$cardId/cancel': lazyRouteComponent(() => import('./cancel-page.tsx'), 'CancelPage'),
    '/person/$personId/cards/$cardId/loss-receipt': lazyRouteComponent(
      () => import('./loss-receipt-page.tsx'),
      'LossReceiptPage',
    ),
    '/stock': lazyRouteComponent(() => import('./stock-page.tsx'), 'StockPage'),
    '/stock/receive/$transferId': lazyRouteComponent(() => import('./receive-blanks-page.tsx'), 'ReceiveBlanksPage'),
    '/stock/spoil': lazyRouteComponent(() => import('./spoil-blanks-page.tsx'), 'SpoilBlanksPage'),
    '/stock/destroy': lazyRouteComponent(() => import('./destroy-blanks-page.tsx'), 'DestroyBlanksPage'),
    '/stock/count': lazyRouteComponent(() => import('./count-blanks-page.tsx'), 'CountBlanksPage'),
    '/stock/sheet': lazyRouteComponent(() => import('./day-sheet-page.tsx'), 'DaySheetPage'),
    '/lists': lazyRouteComponent(() => import('./worklists-page.tsx'), 'WorklistsPage'),
    '/parcels/$parcelId': lazyRouteComponent(() => import('./receive-parcel-page.tsx'), 'ReceiveParcelPage'),
    '/inbox': lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
    '/day': lazyRouteComponent(() => import('./day-end-page.tsx'), 'DayEndPage'),
  },
})

const portal = { home: '/counter', clientId: 'yika-staff' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal), (page) => <DeskTheme>{page}</DeskTheme>)
