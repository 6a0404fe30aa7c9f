import { useRead } from '../../client/use-calls.ts'
import { useSaid } from '../../ui/words.ts'

/** What is paid, by name. */
export function useProgrammeName(): (programmeId: string) => string {
  const said = useSaid()
  const { data } = useRead('settlement/benefit-programmes', {})
  const names = new Map(data?.programmes.map(({ programmeId, name }) => [programmeId, said(name)]))
  return (programmeId) => names.get(programmeId) ?? programmeId
}
