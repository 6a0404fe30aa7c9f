import { useAsk, useRead } from '../../client/use-calls.ts'
import type { OpenService } from './bound-telephone.ts'

/** What the e-card of the person opens today; undefined while that is being read. */
export function useECardServices(personId: string): readonly OpenService[] | undefined {
  const mine = useAsk('service/my-services', { personId, purpose: 'own-affairs' })
  const all = useRead('service/card-services', {})
  if (mine.data === undefined || all.data === undefined) return undefined
  const usable = new Set(mine.data.services.flatMap(({ serviceId, usable }) => (usable ? serviceId : [])))
  return all.data.fields.flatMap(({ services }) =>
    services.flatMap(({ serviceId, name, carriers }) =>
      usable.has(serviceId) && carriers.some(({ carrier }) => carrier === 'e-card') ? { serviceId, name } : [],
    ),
  )
}
