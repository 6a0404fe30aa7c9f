import { roleWords } from '@yika/core/access/role-words.ts'
import { useSession } from '../client/client-context.tsx'
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
