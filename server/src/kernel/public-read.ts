import type { Refused } from '@yika/core/decision/decision.ts'
import type { AnswerOf, InputOf, Operation } from '@yika/core/operation/operation.ts'
import type { Database } from './database/database.ts'

/** A read of what Article 12 publishes: no sign-in, no audit, nothing personal. */
export interface PublicRead<O extends Operation = Operation> {
  readonly operation: O
  answer(db: Database, input: InputOf<O>): Promise<AnswerOf<O> | Refused>
}

export function publicRead<O extends Operation>(definition: PublicRead<O>): PublicRead {
  return definition as unknown as PublicRead
}
