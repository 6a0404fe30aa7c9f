import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { type BoundTelephone, boundTelephone, forgetTelephone, keepTelephone } from './bound-telephone.ts'

const name = 'this-telephone'

/** What this browser keeps for the e-card of the person; null when it is not bound. */
export function useTelephone(personId: string): UseQueryResult<BoundTelephone | null, Error> {
  return useQuery({ queryKey: [name, personId], queryFn: () => boundTelephone(personId) })
}

export function useTelephoneKeeper(): {
  keep(telephone: BoundTelephone): Promise<void>
  forget(personId: string): Promise<void>
} {
  const known = useQueryClient()
  const again = () => known.invalidateQueries({ queryKey: [name] })
  return {
    keep: (telephone) => keepTelephone(telephone).then(again),
    forget: (personId) => forgetTelephone(personId).then(again),
  }
}
