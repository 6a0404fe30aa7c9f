import type { Role } from './role.ts'
import type { Scope } from './scope.ts'

export type RightsRow = Partial<Record<Role, Scope>>

/** The one table of rights: operation × role → scope. What is not written here is forbidden (Articles 6, 11). */
export const rights = {
  // bank
  'admit-bank': { 'bureau-officer': 'any' },
  'withdraw-bank': { 'bureau-officer': 'any' },
  'change-bank-services': { 'bureau-officer': 'any' },
  'open-outlet': { 'bureau-officer': 'any', 'district-officer': 'district', 'bank-supervisor': 'bank' },
  'change-outlet': { 'bureau-officer': 'any', 'district-officer': 'district', 'bank-supervisor': 'bank' },
  'close-outlet': { 'bureau-officer': 'any', 'district-officer': 'district', 'bank-supervisor': 'bank' },
  // holder
  // card
  'send-enable-code': { citizen: 'represented' },
  'enable-social': {
    citizen: 'represented',
    'bank-clerk': 'visit-bank',
    'bank-supervisor': 'visit-bank',
    'district-officer': 'visit',
  },
  'activate-finance': { 'bank-clerk': 'visit-bank', 'bank-supervisor': 'visit-bank' },
  'report-loss': {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
    'bureau-officer': 'any',
  },
  'release-loss': {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
  },
  'warn-loss-lapse': { system: 'any' },
  'lapse-loss': { system: 'any' },
  'lock-card': { 'bureau-officer': 'any' },
  'request-unlock': { 'bureau-officer': 'any' },
  'unlock-card': { 'bureau-officer': 'any' },
  'cancel-card': {
    'bank-clerk': 'visit-bank',
    'bank-supervisor': 'visit-bank',
    'district-officer': 'visit',
    'bureau-officer': 'any',
    'production-manager': 'any',
    system: 'any',
  },
  'record-bank-state': { 'bank-system': 'bank' },
  'set-initial-pin': { factory: 'any', 'production-manager': 'any' },
  'change-pin': { citizen: 'represented' },
  'verify-pin': { citizen: 'self', 'department-user': 'any' },
  'start-pin-reset': {
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
  },
  'set-pin': { citizen: 'represented' },
  'unblock-pin': {
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
  },
  'import-card': { 'bureau-officer': 'any', system: 'any' },
  'fill-card-numbers': { 'production-manager': 'any', system: 'any' },
  card: {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
    'bureau-officer': 'any',
  },
  'my-cards': { citizen: 'self' },
  'card-status': {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
    'bureau-officer': 'any',
  },
  'cards-of-person': {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
    'bureau-officer': 'any',
  },
  'loss-receipts': {
    citizen: 'represented',
    'bank-clerk': 'visit',
    'bank-supervisor': 'visit',
    'district-officer': 'visit',
    'bureau-officer': 'any',
    auditor: 'any',
  },
  'foreign-card': {
    'bank-clerk': 'any',
    'bank-supervisor': 'any',
    'district-officer': 'any',
    'bureau-officer': 'any',
    'department-user': 'any',
  },
  // application
  // production
  // distribution
  // service
  'propose-guide-item': { 'bureau-officer': 'any' },
  // policy
  'propose-policy-value': { 'bureau-officer': 'any' },
  'approve-policy-value': { 'bureau-officer': 'any' },
  'withdraw-policy-proposal': { 'bureau-officer': 'any' },
  'policy-history': { 'bureau-officer': 'any', 'district-officer': 'any', auditor: 'any' },
  'policy-proposals': { 'bureau-officer': 'any', auditor: 'any' },
  'unverified-policy-values': { 'bureau-officer': 'any', auditor: 'any' },
  // access
} as const satisfies Record<string, RightsRow>
