import { useMay } from '../../client/may.ts'
import { useAsk, useRead } from '../../client/use-calls.ts'
import { useSaid } from '../../ui/words.ts'
import { useOrganisationName } from '../organisation-name.ts'
import { fundWords } from './fund-words.ts'

const most = 200
const shown = 8

/** Banks and institutions with which money is reconciled, by name. */
function usePartnerNames(): ReadonlyMap<string, string> {
  const said = useSaid()
  const may = useMay()
  const banks = useRead('bank/banks', {})
  const institutions = useAsk('service/institutions', may('service/institutions') ? { limit: most } : undefined)
  return new Map([
    ...(banks.data?.banks ?? []).map(({ bankId, name }) => [bankId, said(name)] as const),
    ...(institutions.data?.institutions ?? []).map(({ institutionId, name }) => [institutionId, said(name)] as const),
  ])
}

/** Whose account it is; a person stands there by the end of an identifier alone. */
export function useOwnerName(): (owner: string) => string {
  const said = useSaid()
  const partners = usePartnerNames()
  const organisation = useOrganisationName()
  return (owner) => {
    const fund = fundWords[owner]
    if (fund !== undefined) return said(fund)
    const known = partners.get(owner) ?? organisation(owner)
    return known === owner && owner.length > 2 * shown ? `…${owner.slice(-shown)}` : known
  }
}
