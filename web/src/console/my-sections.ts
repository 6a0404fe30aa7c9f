import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { type Section, sections } from './sections.ts'

/** The desks at which whoever is signed in finds work. */
export function useMySections(): readonly Section[] {
  const may = useMay()
  const session = useSession()
  return sections.filter(({ anyOf, departments }) => {
    if (!anyOf.some(may)) return false
    return session?.role !== 'department-user' || (departments?.includes(session.organisationId ?? '') ?? true)
  })
}
