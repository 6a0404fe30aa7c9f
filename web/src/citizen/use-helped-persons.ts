import { useQueries } from '@tanstack/react-query'
import { useClient } from '../client/client-context.tsx'
import type { Input } from '../client/operations.ts'
import { useAsk } from '../client/use-calls.ts'

export interface Helped {
  readonly personId: string
  readonly name: string
  readonly kind: 'guardian' | 'proxy'
  readonly scope: readonly string[]
}

const purpose = 'own-affairs'
const reveal = ['name'] as const

/**
 * Whom the reader helps now, as a guardian or as a proxy; undefined until it is known. Whoever is only mentioned is masked,
 * and two children of one name look the same: where the helper may, the whole name is asked for.
 */
export function useHelpedPersons(): readonly Helped[] | undefined {
  const client = useClient()
  const relations = useAsk('holder/my-relations', { purpose, reveal: [...reveal] }).data?.relations
  const open = (relations ?? []).filter(({ side, endedAt }) => side === 'helps' && endedAt === null)
  const named = useQueries({
    queries: open.map(({ otherPersonId: personId, scope }) => {
      const input: Input<'holder/person'> = { personId, purpose, reveal: [...reveal] }
      return {
        queryKey: ['holder/person', input],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.query('holder/person', input, signal),
        enabled: scope.includes('all') || scope.includes('person'),
      }
    }),
  })
  if (relations === undefined) return undefined
  return open.map(({ otherPersonId: personId, otherName, kind, scope }, index) => ({
    ...{ personId, kind, scope },
    name: named[index]?.data?.name ?? otherName ?? '',
  }))
}
