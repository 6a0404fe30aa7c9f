import { useAsk } from '../client/use-calls.ts'

/** The whole name, asked for by itself: whoever is only mentioned in an answer about somebody else is masked. */
export function usePersonName(personId: string, masked: string): string {
  const asked = useAsk('holder/person', { personId, purpose: 'own-affairs', reveal: ['name'] })
  return asked.data?.name ?? masked
}
