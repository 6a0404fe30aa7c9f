import type { Answer } from '../client/operations.ts'

export type Visit = Answer<'holder/open-visit'>

const place = 'yika.counter.visit'

/** Who stands at this counter: the case for which everything about the person is read. Kept in this tab only. */
export function currentVisit(personId: string): Visit | undefined {
  const visit = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Visit | null
  return visit?.personId === personId ? visit : undefined
}

export function keepVisit(visit: Visit): void {
  sessionStorage.setItem(place, JSON.stringify(visit))
}

export function forgetVisit(): void {
  sessionStorage.removeItem(place)
}
