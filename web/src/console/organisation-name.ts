import { useRead } from '../client/use-calls.ts'
import { useSaid } from '../ui/words.ts'

/** A body of Article 6 by its name; one that is not in the register stands for itself. */
export function useOrganisationName(): (organisationId: string) => string {
  const said = useSaid()
  const { data } = useRead('access/organisations', {})
  return (id) => {
    const found = data?.organisations.find(({ organisationId }) => organisationId === id)
    return found === undefined ? id : said(found.name)
  }
}

/** Factories, certificate systems: bodies that Article 6 does not name one by one. */
export function useOtherOrganisations(): readonly { readonly value: string; readonly label: string }[] {
  const said = useSaid()
  const { data } = useRead('access/organisations', {})
  return (data?.organisations ?? [])
    .filter(({ kind }) => kind === 'other')
    .map(({ organisationId, name }) => ({ value: organisationId, label: said(name) }))
}
