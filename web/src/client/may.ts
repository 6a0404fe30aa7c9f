import { type RightsRow, rights } from '@yika/core/access/rights.ts'
import type { Role } from '@yika/core/access/role.ts'
import { useSession } from './client-context.tsx'
import type { CommandName, QueryName } from './operations.ts'

/** The server's own table of rights: what it would refuse to this role is not offered. */
export function mayAsk(role: Role | null, name: CommandName | QueryName): boolean {
  const row: RightsRow | undefined = (rights as Record<string, RightsRow>)[name.slice(name.indexOf('/') + 1)]
  return role !== null && row?.[role] !== undefined
}

export function useMay(): (name: CommandName | QueryName) => boolean {
  const session = useSession()
  return (name) => mayAsk(session?.role ?? null, name)
}
