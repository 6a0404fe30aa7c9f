import { useAsk } from '../client/use-calls.ts'

export interface Helped {
  readonly personId: string
  readonly name: string
  readonly kind: 'guardian' | 'proxy'
  readonly scope: readonly string[]
}

/** Whom the reader helps now, as a guardian or as a proxy; undefined until it is known. */
export function useHelpedPersons(): readonly Helped[] | undefined {
  const asked = useAsk('holder/my-relations', { purpose: 'own-affairs', reveal: ['name'] })
  return asked.data?.relations
    .filter(({ side, endedAt }) => side === 'helps' && endedAt === null)
    .map(({ otherPersonId, otherName, kind, scope }) => ({
      ...{ personId: otherPersonId, name: otherName ?? '', kind, scope },
    }))
}
