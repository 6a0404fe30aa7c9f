import type { Instant } from '@yika/core/calendar/instant.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import type { Database } from '../kernel/database/database.ts'

/** What signing in needs to know of a person in the register. */
export interface CitizenEntry {
  readonly personId: string
  readonly district: string
  /** The registered telephone; without one no code can be sent. */
  readonly phone: string | null
}

/** The register of residents as signing in sees it. A deceased person is not in it. */
export interface CitizenRegister {
  /** The number in any form that people type. */
  byIdentityNumber(identityNumber: string): Promise<CitizenEntry | undefined>
  byPersonId(personId: string): Promise<CitizenEntry | undefined>
}

export interface SignInParts {
  readonly db: Database
  readonly custodian: Custodian
  clock(): Instant
  /** Figures of the rules in minutes or counts (`session.lifetime`, `one-time-code.tries`, …). */
  figure(key: string): number
  readonly citizens: CitizenRegister
  sendMessage(message: {
    readonly personId: string
    readonly phone: string
    readonly use: string
    readonly text: string
  }): Promise<void>
  /** Where people reach this server, asked after it listens. */
  publicUrl(): string
  /** A failure after the answer: it has no caller to be told. */
  report(error: Error): void
}
