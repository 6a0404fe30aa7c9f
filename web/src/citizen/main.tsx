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
    '/apply/$personId/photo': lazyRouteComponent(() => import('./apply-photo-page.tsx'), 'ApplyPhotoPage'),
    '/apply/$personId/details': lazyRouteComponent(() => import('./apply-details-page.tsx'), 'ApplyDetailsPage'),
    '/apply/$personId/bank': lazyRouteComponent(() => import('./apply-bank-page.tsx'), 'ApplyBankPage'),
    '/apply/$personId/collection': lazyRouteComponent(
      () => import('./apply-collection-page.tsx'),
      'ApplyCollectionPage',
    ),
    '/apply/$personId/notices': lazyRouteComponent(() => import('./apply-notices-page.tsx'), 'ApplyNoticesPage'),
    '/apply/$personId/check': lazyRouteComponent(() => import('./apply-check-page.tsx'), 'ApplyCheckPage'),
    '/applications': lazyRouteComponent(() => import('./my-applications-page.tsx'), 'MyApplicationsPage'),
    '/applications/$personId/$applicationId': lazyRouteComponent(
      () => import('./application-page.tsx'),
      'ApplicationPage',
    ),
    '/applications/$personId/$applicationId/sent': lazyRouteComponent(
      () => import('./application-sent-page.tsx'),
      'ApplicationSentPage',
    ),
    '/applications/$personId/$applicationId/correct': lazyRouteComponent(
      () => import('./correct-application-page.tsx'),
      'CorrectApplicationPage',
    ),
    '/applications/$personId/$applicationId/withdraw': lazyRouteComponent(
      () => import('./withdraw-application-page.tsx'),
      'WithdrawApplicationPage',
    ),
    '/applications/$personId/$applicationId/leave': lazyRouteComponent(
      () => import('./leave-group-page.tsx'),
      'LeaveGroupPage',
    ),
    '/cards/$personId/$cardId/enable': lazyRouteComponent(() => import('./enable-card-page.tsx'), 'EnableCardPage'),
    '/cards/$personId/$cardId/received': lazyRouteComponent(
      () => import('./card-received-page.tsx'),
      'CardReceivedPage',
    ),
    '/contact': lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
    '/family': lazyRouteComponent(() => import('./family-page.tsx'), 'FamilyPage'),
    '/family/grant': lazyRouteComponent(() => import('./grant-proxy-page.tsx'), 'GrantProxyPage'),
    '/data': lazyRouteComponent(() => import('./my-data-page.tsx'), 'MyDataPage'),
    '/data/reads': lazyRouteComponent(() => import('./data-reads-page.tsx'), 'DataReadsPage'),
    '/data/corrections': lazyRouteComponent(() => import('./corrections-page.tsx'), 'CorrectionsPage'),
    '/data/correct/$item': lazyRouteComponent(() => import('./correct-item-page.tsx'), 'CorrectItemPage'),
    '/settings': lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
    '/cards/$personId/$cardId': lazyRouteComponent(() => import('./card-page.tsx'), 'CardPage'),
    '/cards/$personId/$cardId/report-loss': lazyRouteComponent(
      () => import('./report-loss-page.tsx'),
      'ReportLossPage',
    ),
    '/cards/$personId/$cardId/loss-receipt': lazyRouteComponent(
      () => import('./loss-receipt-page.tsx'),
      'LossReceiptPage',
    ),
    '/cards/$personId/$cardId/release-loss': lazyRouteComponent(
      () => import('./release-loss-page.tsx'),
      'ReleaseLossPage',
    ),
    '/cards/$personId/$cardId/pin': lazyRouteComponent(() => import('./pin-page.tsx'), 'PinPage'),
  },
})

const portal = { home: '/me', clientId: 'yika-citizen' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal))
