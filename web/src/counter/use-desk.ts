import { useSession } from '../client/client-context.tsx'
import type { Desk } from './card-deeds.ts'
import { anyVisit } from './visit.ts'

/** Who asks and from where, as far as this tab knows. */
export function useDesk(applicationOpen = false): Desk {
  const session = useSession()
  return {
    role: session?.role ?? null,
    bankId: session?.bankId ?? null,
    presenter: anyVisit()?.presenter ?? 'holder',
    applicationOpen,
  }
}
