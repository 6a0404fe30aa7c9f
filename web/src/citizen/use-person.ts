import type { UseQueryResult } from '@tanstack/react-query'
import type { PersonalField } from '@yika/core/access/personal-field.ts'
import { useSession } from '../client/client-context.tsx'
import type { Answer } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { useAsk } from '../client/use-calls.ts'

const purpose = 'own-affairs'

/** The entry of the register of oneself, or of somebody whom one helps. */
export function usePerson(
  personId: string,
  reveal: readonly PersonalField[] = [],
): UseQueryResult<Answer<'holder/my-dossier'>, CallFailed> {
  const isSelf = useSession()?.personId === personId
  const shown = reveal.length === 0 ? {} : { reveal: [...reveal] }
  const mine = useAsk('holder/my-dossier', isSelf ? { purpose, ...shown } : undefined)
  const theirs = useAsk('holder/person', isSelf ? undefined : { personId, purpose, ...shown })
  return isSelf ? mine : theirs
}
