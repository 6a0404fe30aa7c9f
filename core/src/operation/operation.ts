import type { Static, TObject, TSchema } from 'typebox'
import type { ArticleNumber } from '../refusal/article.ts'

export type Chapter =
  | 'access'
  | 'application'
  | 'bank'
  | 'card'
  | 'distribution'
  | 'e-card'
  | 'holder'
  | 'ledger'
  | 'oversight'
  | 'policy'
  | 'production'
  | 'reconciliation'
  | 'service'
  | 'settlement'
  | 'status-list'
  | 'terminal'
  | 'travel'
  | 'use'

/**
 * One thing that can be asked of Yika over the wire; the list of all of them is operations.ts.
 *
 * - `command` changes something: POST, needs an Idempotency-Key, goes through the kernel.
 * - `query` reads personal or internal data: POST (so that no number stands in a URL), audited and masked.
 * - `public` reads what Article 12 publishes: GET, no sign-in, no audit.
 */
export interface Operation<Input extends TObject = TObject, Answer extends TSchema = TSchema> {
  readonly name: string
  readonly kind: 'command' | 'query' | 'public'
  readonly chapter: Chapter
  readonly article: ArticleNumber
  readonly title: { readonly zh: string; readonly en: string }
  /** An address of its own under `/v1`, where outside parties know the operation by one. */
  readonly path?: `/v1/${string}`
  readonly input: Input
  readonly answer: Answer
}

export type InputOf<O> = O extends Operation<infer Input, TSchema> ? Static<Input> : never
export type AnswerOf<O> = O extends Operation<TObject, infer Answer> ? Static<Answer> : never

/** The path of an operation under the API: chapter and name, unless it has an address of its own. */
export function pathOf(operation: Operation): string {
  return operation.path ?? `/v1/${operation.chapter}/${operation.name}`
}
