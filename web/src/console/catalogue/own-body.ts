import { useSession } from '../../client/client-context.tsx'

interface OwnBody {
  /** The body for which a department's staff act; null for the bureau, which acts for all. */
  readonly own: string | null
  /** Whether what this body owns is in the hands of whoever is signed in. */
  owns(organisationId: string | undefined): boolean
}

export function useOwnBody(): OwnBody {
  const session = useSession()
  const own = session?.role === 'department-user' ? session.organisationId : null
  return { own, owns: (organisationId) => own === null || own === organisationId }
}
