import { useSession } from '../client/client-context.tsx'
import { roleWords } from './role-words.ts'
import { SignOutButton } from './sign-out-button.tsx'
import { Tag } from './tag.tsx'
import { useSaid } from './words.ts'

/** As whom one works here, and the way out. */
export function StaffBadge() {
  const said = useSaid()
  const role = useSession()?.role ?? null
  return (
    <>
      {role !== null && <Tag>{said(roleWords[role])}</Tag>}
      <SignOutButton />
    </>
  )
}
