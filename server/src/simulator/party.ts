import type { PartyKey } from './client-assertion.ts'

/** A simulated party as it signs in, and what it is to the office. */
export type Party = { readonly clientId: string; readonly key: PartyKey } & (
  | { readonly plays: 'bank'; readonly bankId: string; readonly bankCode: string }
  | { readonly plays: 'certifier' | 'factory'; readonly organisationId: string }
)

export type PartyOf<Plays extends Party['plays']> = Extract<Party, { readonly plays: Plays }>
