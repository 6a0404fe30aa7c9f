import { useRead } from '../client/use-calls.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** What can be asked of the system, by name: published with the article that each operation carries out. */
export function useOperationTitles(): ReadonlyMap<string, Bilingual> {
  const measures = useRead('policy/measures', {})
  return new Map(
    (measures.data?.articles ?? []).flatMap(({ operations }) => operations.map(({ name, title }) => [name, title])),
  )
}
