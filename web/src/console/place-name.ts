import { useRead } from '../client/use-calls.ts'
import { createWords, useSaid, useSay } from '../ui/words.ts'
import { useOrganisationName } from './organisation-name.ts'

/** The store of the bureau, from which blanks go out. */
export const bureauStore = 'bureau-store'

const words = createWords('place-name', { zh: { store: '市级卡基库' }, en: { store: 'Store of the bureau' } })
const outletsMost = 500

/** Where blanks lie, by name: the store, a factory, an outlet. */
export function usePlaceName(): (placeId: string) => string {
  const say = useSay(words)
  const said = useSaid()
  const organisation = useOrganisationName()
  const { data } = useRead('bank/outlets', { limit: outletsMost })
  const outlets = new Map(
    data?.outlets.map(({ outletId, name }) => [outletId, said({ zh: name.zh, en: name.en ?? name.zh })]),
  )
  return (placeId) => (placeId === bureauStore ? say('store') : (outlets.get(placeId) ?? organisation(placeId)))
}
