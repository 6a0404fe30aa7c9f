import { Link } from '@tanstack/react-router'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import { useRead } from '../client/use-calls.ts'
import { createWords, useSay } from '../ui/words.ts'
import type { Application } from './application.ts'

const words = createWords('instant-link', {
  zh: { make: '即时制卡' },
  en: { make: 'Make the card now' },
})

/** Article 7: at an instant outlet of the bank, for an application that nothing has been made for yet. */
export function InstantLink({ application }: { readonly application: Application }) {
  const may = useMay()
  const session = useSession()
  const { personId, applicationId, bankId, status, instantOutletId } = application
  const officeId = session?.officeId ?? null
  const own = may('production/issue-instantly') && bankId === session?.bankId && officeId !== null
  const begun = status === 'in-production' && instantOutletId === officeId
  return own && (status === 'accepted' || begun) ? (
    <ToInstant personId={personId} applicationId={applicationId} officeId={officeId} />
  ) : null
}

interface ToInstantProps {
  readonly personId: string
  readonly applicationId: string
  readonly officeId: string
}

function ToInstant({ personId, applicationId, officeId }: ToInstantProps) {
  const say = useSay(words)
  const { data } = useRead('bank/outlets', { outletId: officeId, limit: 1 })
  if (data?.outlets[0]?.instantIssue !== true) return null
  return (
    <Link
      className="button"
      to="/person/$personId/applications/$applicationId/instant"
      params={{ personId, applicationId }}
    >
      {say('make')}
    </Link>
  )
}
