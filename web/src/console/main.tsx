import { lazyRouteComponent } from '@tanstack/react-router'
import { createClient } from '../client/client.ts'
import { DeskTheme } from '../ui/desk-theme.tsx'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { ConsoleFrame, ConsoleGate } from './console-frame.tsx'

const routeTree = portalRoutes({
  frame: ConsoleFrame,
  gate: ConsoleGate,
  pages: {
    '/': lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
    '/figures': lazyRouteComponent(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
    '/batches': lazyRouteComponent(() => import('./batches-page.tsx'), 'BatchesPage'),
    '/batches/form': lazyRouteComponent(() => import('./form-batch-page.tsx'), 'FormBatchPage'),
    '/batches/$batchId': lazyRouteComponent(() => import('./batch-page.tsx'), 'BatchPage'),
    '/chip-keys': lazyRouteComponent(() => import('./chip-keys-page.tsx'), 'ChipKeysPage'),
    '/factory-keys': lazyRouteComponent(() => import('./factory-keys-page.tsx'), 'FactoryKeysPage'),
    '/blanks': lazyRouteComponent(() => import('./blanks-page.tsx'), 'BlanksPage'),
    '/blanks/$placeId': lazyRouteComponent(() => import('./blank-place-page.tsx'), 'BlankPlacePage'),
    '/parcels': lazyRouteComponent(() => import('./parcels-page.tsx'), 'ParcelsPage'),
    '/parcels/form': lazyRouteComponent(() => import('./form-parcel-page.tsx'), 'FormParcelPage'),
    '/parcels/$parcelId': lazyRouteComponent(() => import('./parcel-page.tsx'), 'ParcelPage'),
    '/lying-cards': lazyRouteComponent(() => import('./lying-cards-page.tsx'), 'LyingCardsPage'),
    '/policy': lazyRouteComponent(() => import('./policy-page.tsx'), 'PolicyPage'),
    '/policy/figures/$key': lazyRouteComponent(() => import('./figure-page.tsx'), 'FigurePage'),
    '/audit': lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
    '/audit/$entryId': lazyRouteComponent(() => import('./audit-row-page.tsx'), 'AuditRowPage'),
    '/inbox': lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
    '/review/$personId/$applicationId': lazyRouteComponent(() => import('./review-page.tsx'), 'ReviewPage'),
    '/import': lazyRouteComponent(() => import('./import/import-page.tsx'), 'ImportPage'),
    '/banks': lazyRouteComponent(() => import('./banks/banks-page.tsx'), 'BanksPage'),
    '/banks/$bankId': lazyRouteComponent(() => import('./banks/outlets-of-bank-page.tsx'), 'OutletsOfBankPage'),
    '/banks/$bankId/open': lazyRouteComponent(() => import('./banks/outlet-form-page.tsx'), 'OutletFormPage'),
    '/banks/$bankId/outlets/$outletId': lazyRouteComponent(
      () => import('./banks/outlet-form-page.tsx'),
      'OutletFormPage',
    ),
    '/organisations': lazyRouteComponent(() => import('./staff/organisations-page.tsx'), 'OrganisationsPage'),
    '/organisations/$organisationId': lazyRouteComponent(() => import('./staff/staff-page.tsx'), 'StaffPage'),
    '/policy/guide': lazyRouteComponent(() => import('./guide-list-page.tsx'), 'GuideListPage'),
    '/policy/guide/$item': lazyRouteComponent(() => import('./guide-text-page.tsx'), 'GuideTextPage'),
    '/policy/interpretations': lazyRouteComponent(() => import('./interpretations-page.tsx'), 'InterpretationsPage'),
  },
})

const portal = { home: '/console', clientId: 'yika-staff' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal), (page) => <DeskTheme>{page}</DeskTheme>)
