import type { AnswerOf, InputOf } from '@yika/core/operation/operation.ts'
import type { Listed } from '@yika/core/operations.ts'

// The list of operations is the contract by its types; none of its schemas reaches a browser.

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

type OwnPaths = {
  readonly [Name in keyof Named as Named[Name] extends { readonly path: string } ? Name : never]: Named[Name] extends {
    readonly path: infer Path
  }
    ? Path
    : never
}

/** What stands at an address of its own; does not compile when one is missing or another. */
const ownPaths: OwnPaths = { 'use/decide-use': '/v1/decisions' }

export function addressOf(name: string): string {
  return (ownPaths as Readonly<Record<string, string>>)[name] ?? `/v1/${name}`
}
