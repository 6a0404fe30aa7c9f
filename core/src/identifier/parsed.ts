/**
 * Why a text is not the identifier it claims to be. A closed set, so that every screen and every error file can say
 * what to do; the text itself is never part of it (M11.9).
 */
export const identifierFaults = ['length', 'character', 'check', 'date', 'future-date', 'area', 'country'] as const
export type IdentifierFault = (typeof identifierFaults)[number]

export type Parsed<Value> =
  | { readonly valid: true; readonly value: Value }
  | { readonly valid: false; readonly fault: IdentifierFault }

export function parsed<Value>(value: Value): Parsed<Value> {
  return { valid: true, value }
}

export function faulty(fault: IdentifierFault): { readonly valid: false; readonly fault: IdentifierFault } {
  return { valid: false, fault }
}
