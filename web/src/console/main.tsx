import { createClient } from '../client/client.ts'
import { DeskTheme } from '../ui/desk-theme.tsx'
import { lazyPage } from '../ui/lazy-page.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { ConsoleFrame, ConsoleGate } from './console-frame.tsx'

const routeTree = portalRoutes({
  frame: ConsoleFrame,
  gate: ConsoleGate,
  pages: {
    '/': lazyPage(() => import('./home-page.tsx'), 'HomePage'),
    '/figures': lazyPage(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
    '/batches': lazyPage(() => import('./batches-page.tsx'), 'BatchesPage'),
    '/batches/form': lazyPage(() => import('./form-batch-page.tsx'), 'FormBatchPage'),
    '/batches/$batchId': lazyPage(() => import('./batch-page.tsx'), 'BatchPage'),
    '/chip-keys': lazyPage(() => import('./chip-keys-page.tsx'), 'ChipKeysPage'),
    '/factory-keys': lazyPage(() => import('./factory-keys-page.tsx'), 'FactoryKeysPage'),
    '/blanks': lazyPage(() => import('./blanks-page.tsx'), 'BlanksPage'),
    '/blanks/$placeId': lazyPage(() => import('./blank-place-page.tsx'), 'BlankPlacePage'),
    '/parcels': lazyPage(() => import('./parcels-page.tsx'), 'ParcelsPage'),
    '/parcels/form': lazyPage(() => import('./form-parcel-page.tsx'), 'FormParcelPage'),
    '/parcels/$parcelId': lazyPage(() => import('./parcel-page.tsx'), 'ParcelPage'),
    '/lying-cards': lazyPage(() => import('./lying-cards-page.tsx'), 'LyingCardsPage'),
    '/policy': lazyPage(() => import('./policy-page.tsx'), 'PolicyPage'),
    '/policy/figures/$key': lazyPage(() => import('./figure-page.tsx'), 'FigurePage'),
    '/audit': lazyPage(() => import('./audit-page.tsx'), 'AuditPage'),
    '/audit/$entryId': lazyPage(() => import('./audit-row-page.tsx'), 'AuditRowPage'),
    '/inbox': lazyPage(() => import('./inbox-page.tsx'), 'InboxPage'),
    '/review/$personId/$applicationId': lazyPage(() => import('./review-page.tsx'), 'ReviewPage'),
    '/import': lazyPage(() => import('./import/import-page.tsx'), 'ImportPage'),
    '/services': lazyPage(() => import('./catalogue/services-page.tsx'), 'ServicesPage'),
    '/services/publish': lazyPage(() => import('./catalogue/publish-service-page.tsx'), 'PublishServicePage'),
    '/services/$serviceId': lazyPage(() => import('./catalogue/service-page.tsx'), 'ServicePage'),
    '/institutions': lazyPage(() => import('./catalogue/institutions-page.tsx'), 'InstitutionsPage'),
    '/institutions/$institutionId': lazyPage(() => import('./catalogue/institution-page.tsx'), 'InstitutionPage'),
    '/integrations': lazyPage(() => import('./catalogue/integrations-page.tsx'), 'IntegrationsPage'),
    '/integrations/$migrationId': lazyPage(() => import('./catalogue/migration-page.tsx'), 'MigrationPage'),
    '/terminals': lazyPage(() => import('./terminals/terminals-page.tsx'), 'TerminalsPage'),
    '/terminals/acknowledgements': lazyPage(
      () => import('./terminals/acknowledgements-page.tsx'),
      'AcknowledgementsPage',
    ),
    '/terminals/$terminalId': lazyPage(() => import('./terminals/terminal-page.tsx'), 'TerminalPage'),
    '/banks': lazyPage(() => import('./banks/banks-page.tsx'), 'BanksPage'),
    '/banks/$bankId': lazyPage(() => import('./banks/outlets-of-bank-page.tsx'), 'OutletsOfBankPage'),
    '/banks/$bankId/open': lazyPage(() => import('./banks/outlet-form-page.tsx'), 'OutletFormPage'),
    '/banks/$bankId/outlets/$outletId': lazyPage(() => import('./banks/outlet-form-page.tsx'), 'OutletFormPage'),
    '/organisations': lazyPage(() => import('./staff/organisations-page.tsx'), 'OrganisationsPage'),
    '/organisations/$organisationId': lazyPage(() => import('./staff/staff-page.tsx'), 'StaffPage'),
    '/settlement': lazyPage(() => import('./money/settlement-page.tsx'), 'SettlementPage'),
    '/settlement/claims': lazyPage(() => import('./money/claims-page.tsx'), 'ClaimsPage'),
    '/settlement/claims/take': lazyPage(() => import('./money/take-claim-page.tsx'), 'TakeClaimPage'),
    '/settlement/catalogue': lazyPage(() => import('./money/catalogue-page.tsx'), 'CataloguePage'),
    '/ledger': lazyPage(() => import('./money/ledger-page.tsx'), 'LedgerPage'),
    '/ledger/budgets': lazyPage(() => import('./money/budgets-page.tsx'), 'BudgetsPage'),
    '/ledger/$kind/$owner': lazyPage(() => import('./money/account-page.tsx'), 'AccountPage'),
    '/transfers/$transferId': lazyPage(() => import('./money/transfer-page.tsx'), 'TransferPage'),
    '/benefits': lazyPage(() => import('./money/benefits-page.tsx'), 'BenefitsPage'),
    '/benefits/open': lazyPage(() => import('./money/open-batch-page.tsx'), 'OpenBatchPage'),
    '/benefits/programmes': lazyPage(() => import('./money/programmes-page.tsx'), 'ProgrammesPage'),
    '/benefits/programmes/publish': lazyPage(
      () => import('./money/publish-programme-page.tsx'),
      'PublishProgrammePage',
    ),
    '/benefits/$benefitBatchId': lazyPage(() => import('./money/benefit-batch-page.tsx'), 'BenefitBatchPage'),
    '/reconciliation': lazyPage(() => import('./money/reconciliation-page.tsx'), 'ReconciliationPage'),
    '/reconciliation/$exceptionId': lazyPage(() => import('./money/exception-page.tsx'), 'ExceptionPage'),
    '/travel': lazyPage(() => import('./money/travel-page.tsx'), 'TravelPage'),
    '/policy/guide': lazyPage(() => import('./guide-list-page.tsx'), 'GuideListPage'),
    '/policy/guide/$item': lazyPage(() => import('./guide-text-page.tsx'), 'GuideTextPage'),
    '/policy/interpretations': lazyPage(() => import('./interpretations-page.tsx'), 'InterpretationsPage'),
  },
})

const portal = { home: '/console', clientId: 'yika-staff' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal), (page) => <DeskTheme>{page}</DeskTheme>)
