import { createClient } from '../client/client.ts'
import { lazyPage } from '../ui/lazy-page.ts'
import { portalRouter } from '../ui/portal-router.tsx'
import { portalRoutes } from '../ui/portal-routes.tsx'
import { startPortal } from '../ui/start-portal.tsx'
import { CitizenFrame, CitizenGate } from './citizen-frame.tsx'

const routeTree = portalRoutes({
  frame: CitizenFrame,
  gate: CitizenGate,
  pages: {
    '/': lazyPage(() => import('./my-cards-page.tsx'), 'MyCardsPage'),
    '/apply': lazyPage(() => import('./apply-page.tsx'), 'ApplyPage'),
    '/apply/$personId': lazyPage(() => import('./apply-tasks-page.tsx'), 'ApplyTasksPage'),
    '/apply/$personId/kind': lazyPage(() => import('./apply-kind-page.tsx'), 'ApplyKindPage'),
    '/apply/$personId/photo': lazyPage(() => import('./apply-photo-page.tsx'), 'ApplyPhotoPage'),
    '/apply/$personId/details': lazyPage(() => import('./apply-details-page.tsx'), 'ApplyDetailsPage'),
    '/apply/$personId/bank': lazyPage(() => import('./apply-bank-page.tsx'), 'ApplyBankPage'),
    '/apply/$personId/collection': lazyPage(() => import('./apply-collection-page.tsx'), 'ApplyCollectionPage'),
    '/apply/$personId/notices': lazyPage(() => import('./apply-notices-page.tsx'), 'ApplyNoticesPage'),
    '/apply/$personId/check': lazyPage(() => import('./apply-check-page.tsx'), 'ApplyCheckPage'),
    '/applications': lazyPage(() => import('./my-applications-page.tsx'), 'MyApplicationsPage'),
    '/applications/$personId/$applicationId': lazyPage(() => import('./application-page.tsx'), 'ApplicationPage'),
    '/applications/$personId/$applicationId/sent': lazyPage(
      () => import('./application-sent-page.tsx'),
      'ApplicationSentPage',
    ),
    '/applications/$personId/$applicationId/correct': lazyPage(
      () => import('./correct-application-page.tsx'),
      'CorrectApplicationPage',
    ),
    '/applications/$personId/$applicationId/withdraw': lazyPage(
      () => import('./withdraw-application-page.tsx'),
      'WithdrawApplicationPage',
    ),
    '/applications/$personId/$applicationId/leave': lazyPage(() => import('./leave-group-page.tsx'), 'LeaveGroupPage'),
    '/cards/$personId/$cardId/enable': lazyPage(() => import('./enable-card-page.tsx'), 'EnableCardPage'),
    '/cards/$personId/$cardId/received': lazyPage(() => import('./card-received-page.tsx'), 'CardReceivedPage'),
    '/contact': lazyPage(() => import('./contact-page.tsx'), 'ContactPage'),
    '/family': lazyPage(() => import('./family-page.tsx'), 'FamilyPage'),
    '/family/grant': lazyPage(() => import('./grant-proxy-page.tsx'), 'GrantProxyPage'),
    '/data': lazyPage(() => import('./my-data-page.tsx'), 'MyDataPage'),
    '/data/reads': lazyPage(() => import('./data-reads-page.tsx'), 'DataReadsPage'),
    '/data/corrections': lazyPage(() => import('./corrections-page.tsx'), 'CorrectionsPage'),
    '/data/correct/$item': lazyPage(() => import('./correct-item-page.tsx'), 'CorrectItemPage'),
    '/money': lazyPage(() => import('./money/money-page.tsx'), 'MoneyPage'),
    '/money/$personId/transfers/$transferId': lazyPage(() => import('./money/transfer-page.tsx'), 'TransferPage'),
    '/money/$personId/$kind/$owner/$month': lazyPage(() => import('./money/statement-page.tsx'), 'StatementPage'),
    '/medical': lazyPage(() => import('./money/medical-page.tsx'), 'MedicalPage'),
    '/medical/$personId/$year': lazyPage(() => import('./money/medical-page.tsx'), 'MedicalPage'),
    '/medical/$personId/$year/$settlementId': lazyPage(() => import('./money/bill-page.tsx'), 'BillPage'),
    '/benefits': lazyPage(() => import('./money/benefits-page.tsx'), 'BenefitsPage'),
    '/fees': lazyPage(() => import('./money/fees-page.tsx'), 'FeesPage'),
    '/fees/$personId/$feeId': lazyPage(() => import('./money/fee-page.tsx'), 'FeePage'),
    '/fees/$personId/$feeId/pay': lazyPage(() => import('./money/pay-fee-page.tsx'), 'PayFeePage'),
    '/fees/$personId/$feeId/paid': lazyPage(() => import('./money/fee-paid-page.tsx'), 'FeePaidPage'),
    '/travel': lazyPage(() => import('./money/travel-page.tsx'), 'TravelPage'),
    '/travel/$personId/$month': lazyPage(() => import('./money/travel-page.tsx'), 'TravelPage'),
    '/travel/$personId/top-ups/$transferId': lazyPage(() => import('./money/topped-up-page.tsx'), 'ToppedUpPage'),
    '/travel/$personId/cards/$cardId/top-up': lazyPage(() => import('./money/top-up-page.tsx'), 'TopUpPage'),
    '/travel/$personId/cards/$cardId/top-up/confirm': lazyPage(
      () => import('./money/confirm-top-up-page.tsx'),
      'ConfirmTopUpPage',
    ),
    '/travel/$personId/cards/$cardId/transfer': lazyPage(
      () => import('./money/transfer-purse-page.tsx'),
      'TransferPursePage',
    ),
    '/e-card': lazyPage(() => import('./e-card/e-card-page.tsx'), 'ECardPage'),
    '/e-card/devices': lazyPage(() => import('./e-card/devices-page.tsx'), 'DevicesPage'),
    '/e-card/pin': lazyPage(() => import('./e-card/e-card-pin-page.tsx'), 'ECardPinPage'),
    '/e-card/wallet': lazyPage(() => import('./e-card/wallet-page.tsx'), 'WalletPage'),
    '/uses': lazyPage(() => import('./uses/uses-page.tsx'), 'UsesPage'),
    '/uses/$month': lazyPage(() => import('./uses/uses-page.tsx'), 'UsesPage'),
    '/uses/loss/$personId/$cardId': lazyPage(() => import('./uses/uses-around-loss-page.tsx'), 'UsesAroundLossPage'),
    '/services': lazyPage(() => import('./catalogue/my-services-page.tsx'), 'MyServicesPage'),
    '/services/$serviceId': lazyPage(() => import('./catalogue/my-service-page.tsx'), 'MyServicePage'),
    '/settings': lazyPage(() => import('./settings-page.tsx'), 'SettingsPage'),
    '/cards/$personId/$cardId': lazyPage(() => import('./card-page.tsx'), 'CardPage'),
    '/cards/$personId/$cardId/report-loss': lazyPage(() => import('./report-loss-page.tsx'), 'ReportLossPage'),
    '/cards/$personId/$cardId/loss-receipt': lazyPage(() => import('./loss-receipt-page.tsx'), 'LossReceiptPage'),
    '/cards/$personId/$cardId/release-loss': lazyPage(() => import('./release-loss-page.tsx'), 'ReleaseLossPage'),
    '/cards/$personId/$cardId/pin': lazyPage(() => import('./pin-page.tsx'), 'PinPage'),
  },
})

const portal = { home: '/me', clientId: 'yika-citizen' } as const
startPortal(portalRouter(routeTree, portal.home), createClient(portal))
