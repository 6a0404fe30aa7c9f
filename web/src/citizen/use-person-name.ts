import { usePerson } from './use-person.ts'

/** The whole name, asked for by itself: whoever is only mentioned in an answer about somebody else is masked. */
export function usePersonName(personId: string, masked: string): string {
  return usePerson(personId, ['name']).data?.name ?? masked
}
