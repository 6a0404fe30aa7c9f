import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Executor } from '../kernel/execute.ts'
import type { Reader } from '../kernel/read.ts'
import type { WalletIssuer } from './wallet-issuer.ts'

export interface WalletServerParts {
  readonly custodian: Custodian
  readonly executor: Executor
  readonly reader: Reader
  clock(): Instant
  /** Where wallets reach this server, asked after it listens. */
  publicUrl(): string
}

export interface WalletParts extends WalletServerParts {
  issuer(): WalletIssuer
}
