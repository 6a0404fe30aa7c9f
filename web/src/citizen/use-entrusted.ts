import type { QueryName } from '../client/operations.ts'
import { useActing } from './acting.ts'

/** M9.3: a proxy is shown what was entrusted, a guardian and oneself everything. */
export function useEntrusted(): (name: QueryName) => boolean {
  const { isSelf, helped } = useActing()
  const scope = helped?.scope ?? []
  return (name) => isSelf || scope.includes('all') || scope.includes(name.slice(name.indexOf('/') + 1))
}
