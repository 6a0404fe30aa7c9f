import type { PartyKey } from './client-assertion.ts'
import type { OpeningKey } from './opening-key.ts'

/** A simulated party as it signs in, and what it is to the office. */
export type Party = { readonly clientId: string; readonly key: PartyKey } & (
  | { readonly plays: 'bank'; readonly bankId: string; readonly bankCode: string }
  | { readonly plays: 'certifier'; readonly organisationId: string }
  | { readonly plays: 'factory'; readonly organisationId: string; readonly openingKey: OpeningKey }
)

export type PartyOf<Plays extends Party['plays']> = Extract<Party, { readonly plays: Plays }>
