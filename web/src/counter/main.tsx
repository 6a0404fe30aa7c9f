import './counter.css'
import { createClient } from '../client/client.ts'
import { DeskTheme } from '../ui/desk-theme.tsx'
import { lazyPage } from '../ui/lazy-page.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { CounterFrame, CounterGate } from './counter-frame.tsx'

const routeTree = portalRoutes({
  frame: CounterFrame,
  gate: CounterGate,
  pages: {
    '/': lazyPage(() => import('./open-visit-page.tsx'), 'OpenVisitPage'),
    '/person/$personId': lazyPage(() => import('./person-page.tsx'), 'PersonPage'),
    '/person/$personId/cards/$cardId/report-loss': lazyPage(() => import('./report-loss-page.tsx'), 'ReportLossPage'),
    '/person/$personId/apply': lazyPage(() => import('./apply-page.tsx'), 'ApplyPage'),
    '/person/$personId/applications/$applicationId': lazyPage(
      () => import('./application-receipt-page.tsx'),
      'ApplicationReceiptPage',
    ),
    '/person/$personId/applications/$applicationId/withdraw': lazyPage(
      () => import('./withdraw-page.tsx'),
      'WithdrawPage',
    ),
    '/person/$personId/applications/$applicationId/instant': lazyPage(
      () => import('./instant-issue-page.tsx'),
      'InstantIssuePage',
    ),
    '/person/$personId/contact': lazyPage(() => import('./contact-page.tsx'), 'ContactPage'),
    '/person/$personId/cards/$cardId/collect': lazyPage(() => import('./collect-page.tsx'), 'CollectPage'),
    '/person/$personId/cards/$cardId/enable': lazyPage(() => import('./enable-page.tsx'), 'EnablePage'),
    '/person/$personId/cards/$cardId/activate': lazyPage(() => import('./activate-page.tsx'), 'ActivatePage'),
    '/person/$personId/cards/$cardId/release-loss': lazyPage(
      () => import('./release-loss-page.tsx'),
      'ReleaseLossPage',
    ),
    '/person/$personId/cards/$cardId/reset-pin': lazyPage(() => import('./reset-pin-page.tsx'), 'ResetPinPage'),
    '/person/$personId/cards/$cardId/unblock-pin': lazyPage(() => import('./unblock-pin-page.tsx'), 'UnblockPinPage'),
    '/person/$personId/cards/$cardId/cancel': lazyPage(() => import('./cancel-page.tsx'), 'CancelPage'),
    '/person/$personId/cards/$cardId/loss-receipt': lazyPage(
      () => import('./loss-receipt-page.tsx'),
      'LossReceiptPage',
    ),
    '/stock': lazyPage(() => import('./stock-page.tsx'), 'StockPage'),
    '/stock/receive/$transferId': lazyPage(() => import('./receive-blanks-page.tsx'), 'ReceiveBlanksPage'),
    '/stock/spoil': lazyPage(() => import('./spoil-blanks-page.tsx'), 'SpoilBlanksPage'),
    '/stock/destroy': lazyPage(() => import('./destroy-blanks-page.tsx'), 'DestroyBlanksPage'),
    '/stock/count': lazyPage(() => import('./count-blanks-page.tsx'), 'CountBlanksPage'),
    '/stock/sheet': lazyPage(() => import('./day-sheet-page.tsx'), 'DaySheetPage'),
    '/lists': lazyPage(() => import('./worklists-page.tsx'), 'WorklistsPage'),
    '/parcels/$parcelId': lazyPage(() => import('./receive-parcel-page.tsx'), 'ReceiveParcelPage'),
    '/inbox': lazyPage(() => import('./inbox-page.tsx'), 'InboxPage'),
    '/day': lazyPage(() => import('./day-end-page.tsx'), 'DayEndPage'),
  },
})

const portal = { home: '/counter', clientId: 'yika-staff' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal), (page) => <DeskTheme>{page}</DeskTheme>)
