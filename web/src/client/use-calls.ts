import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useClient } from './client-context.tsx'
import type { Answer, CommandName, Input, PublicName, QueryName } from './operations.ts'
import { tellOtherTabs } from './other-tabs.ts'
import type { CallFailed } from './problem.ts'

/** A public read, kept as long as the page is open. */
export function useRead<Name extends PublicName>(
  name: Name,
  input: Input<Name>,
): UseQueryResult<Answer<Name>, CallFailed> {
  const client = useClient()
  return useQuery({ queryKey: [name, input], queryFn: ({ signal }) => client.read(name, input, signal) })
}

/** A read of personal or internal data; `undefined` as input asks nothing yet. `againMs` says how soon an answer is old. */
export function useAsk<Name extends QueryName>(
  name: Name,
  input: Input<Name> | undefined,
  { againMs }: { readonly againMs?: (answer: Answer<Name>) => number | undefined } = {},
): UseQueryResult<Answer<Name>, CallFailed> {
  const client = useClient()
  return useQuery<Answer<Name>, CallFailed>({
    queryKey: [name, input],
    queryFn: ({ signal }) => client.query(name, input as Input<Name>, signal),
    enabled: input !== undefined,
    refetchInterval: ({ state: { data } }) => (data === undefined ? undefined : againMs?.(data)) ?? false,
  })
}

export type Deed<Name extends CommandName> = UseMutationResult<Answer<Name>, CallFailed, Input<Name>>

/** A command; when it is answered, everything that was read before is read again, in the other tabs too. */
export function useDo<Name extends CommandName>(name: Name): Deed<Name> {
  const client = useClient()
  const known = useQueryClient()
  return useMutation({
    mutationKey: [name],
    mutationFn: (input: Input<Name>) => client.command(name, input),
    onSuccess() {
      tellOtherTabs()
      return known.invalidateQueries()
    },
  })
}

/** Where a page ended: a key, or the position of a line. */
type Place = string | number

type PagedName = {
  [Name in QueryName]: Answer<Name> extends { readonly next: Place | null } ? Name : never
}[QueryName]
type PagedPublicName = {
  [Name in PublicName]: Answer<Name> extends { readonly next: Place | null } ? Name : never
}[PublicName]

type Pages<Page> = UseInfiniteQueryResult<InfiniteData<Page, Place | undefined>, CallFailed>

/** Page after page by key, as far as somebody scrolls. */
export function useAskPages<Name extends PagedName>(name: Name, input: Input<Name>): Pages<Answer<Name>> {
  const client = useClient()
  return usePages<Answer<Name>>([name, 'pages', input], (after, signal) =>
    client.query(name, { ...input, ...(after === undefined ? {} : { after }) }, signal),
  )
}

export function useReadPages<Name extends PagedPublicName>(name: Name, input: Input<Name>): Pages<Answer<Name>> {
  const client = useClient()
  return usePages<Answer<Name>>([name, 'pages', input], (after, signal) =>
    client.read(name, { ...input, ...(after === undefined ? {} : { after }) }, signal),
  )
}

function usePages<Page>(
  queryKey: readonly unknown[],
  page: (after: Place | undefined, signal: AbortSignal) => Promise<Page>,
): Pages<Page> {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as Place | undefined,
    getNextPageParam: (last) => (last as { readonly next: Place | null }).next ?? undefined,
  }) as Pages<Page>
}
