import * as access from './access/schema.ts'
import * as application from './application/schema.ts'
import * as bank from './bank/schema.ts'
import * as card from './card/schema.ts'
import * as distribution from './distribution/schema.ts'
import * as eCard from './e-card/schema.ts'
import * as holder from './holder/schema.ts'
import * as ledger from './ledger/schema.ts'
import { closed } from './operation/closed.ts'
import type { Operation } from './operation/operation.ts'
import * as oversight from './oversight/schema.ts'
import * as policy from './policy/schema.ts'
import * as blank from './production/blank-schema.ts'
import * as chipKey from './production/chip-key-schema.ts'
import * as production from './production/schema.ts'
import * as reconciliation from './reconciliation/schema.ts'
import * as cardApplication from './service/card-application-schema.ts'
import * as catalogue from './service/catalogue-schema.ts'
import * as integration from './service/integration-schema.ts'
import * as service from './service/schema.ts'
import * as benefit from './settlement/benefit-schema.ts'
import * as fee from './settlement/fee-schema.ts'
import * as medical from './settlement/medical-schema.ts'
import * as statusList from './status-list/schema.ts'
import * as terminal from './terminal/schema.ts'
import * as travel from './travel/schema.ts'
import * as use from './use/schema.ts'

const chapters = {
  ...{ policy, service, bank, holder, application, production, distribution, card, access, oversight },
  ...{ terminal, statusList, eCard, use, ledger, medical, fee, benefit, travel, reconciliation },
  ...{ catalogue, cardApplication, integration, blank, chipKey },
}

type Chapters = typeof chapters
type Exported = { [C in keyof Chapters]: Chapters[C][keyof Chapters[C]] }[keyof Chapters]
export type Listed = Extract<Exported, Operation>

function isOperation(value: unknown): value is Listed {
  return typeof value === 'object' && value !== null && 'kind' in value && 'chapter' in value && 'article' in value
}

/** The one list of operations: routes, typed client, OpenAPI and the table of rights are held against it. */
export const operations: readonly Operation[] = Object.values(chapters)
  .flatMap((chapter): Listed[] => Object.values(chapter).filter(isOperation))
  .map((operation) => ({ ...operation, input: closed(operation.input) }))
