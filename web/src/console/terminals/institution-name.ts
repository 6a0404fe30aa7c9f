import { useMay } from '../../client/may.ts'
import { useAsk } from '../../client/use-calls.ts'
import { useSaid } from '../../ui/words.ts'

const most = 200

/** An institution by its name; where the names may not be asked for, or there are more than one page, by its short name. */
export function useInstitutionName(): (institutionId: string) => string {
  const said = useSaid()
  const may = useMay()
  const { data } = useAsk('service/institutions', may('service/institutions') ? { limit: most } : undefined)
  return (id) => {
    const found = data?.institutions.find(({ institutionId }) => institutionId === id)
    return found === undefined ? id : said(found.name)
  }
}
