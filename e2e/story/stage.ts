import type * as bank from '@yika/core/bank/schema.ts'
import type { AnswerOf } from '@yika/core/operation/operation.ts'
import type { FactoryFloor } from './factory-floor.ts'
import type { Narrator, Party } from './narrator.ts'
import type { StoryPeople } from './people.ts'
import type { RunningCity } from './running-city.ts'
import type { SignIn } from './sign-in.ts'

export type Outlet = AnswerOf<typeof bank.outlets>['outlets'][number]
export type Bank = AnswerOf<typeof bank.banks>['banks'][number]

/** Who plays: staff of the offices, and the systems that connect. */
export interface Cast {
  readonly securityAdministrator: Party
  readonly auditor: Party
  readonly bureau: Party
  readonly secondBureau: Party
  readonly production: Party
  readonly secondProduction: Party
  readonly district: Party
  readonly employer: Party
  readonly clerk: Party
  readonly supervisor: Party
  readonly otherClerk: Party
  readonly bank: Party
  readonly factory: Party
  readonly register: Party
}

/** What every scene plays on. */
export interface Stage {
  readonly url: string
  readonly city: Pick<RunningCity, 'liveLater'>
  readonly story: Narrator
  readonly signIn: SignIn
  readonly cast: Cast
  readonly people: StoryPeople
  readonly bank: Bank
  readonly otherBank: Bank
  /** An outlet of the bank with a printer for instant cards; clerk and supervisor sit here. */
  readonly outlet: Outlet
  readonly otherOutlet: Outlet
  readonly factoryFloor: FactoryFloor
  /** Whether cards are read in the virtual reader of PC/SC instead of in memory. */
  readonly pcsc: boolean
  /** Identifiers in the register, by index of the sample person; filled by the scene of the import. */
  readonly personIds: Map<number, string>
}

export const factoryId = 'sample-factory'
