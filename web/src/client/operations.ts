import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import type { Listed } from '@yika/core/operations.ts'

// Types only: the list of operations is the contract, and none of its schemas reaches a browser.

type OfKind<Kind extends Listed['kind']> = Extract<Listed, { readonly kind: Kind }>

type ByPath<Operations extends Listed> = {
  readonly [O in Operations as `${O['chapter']}/${O['name']}`]: O
}

/** `card/report-loss` → its operation; the name is also the end of its address. */
export type Commands = ByPath<OfKind<'command'>>
export type Queries = ByPath<OfKind<'query'>>
export type PublicReads = ByPath<OfKind<'public'>>

export type CommandName = keyof Commands
export type QueryName = keyof Queries
export type PublicName = keyof PublicReads

type Named = Commands & Queries & PublicReads

export type Input<Name extends keyof Named> = InputOf<Named[Name]>
export type Answer<Name extends keyof Named> = AnswerOf<Named[Name]>
