import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import type { Client } from './client.ts'
import { onDoneElsewhere } from './other-tabs.ts'
import type { Session } from './session.ts'

const ClientContext = createContext<Client | undefined>(undefined)

const freshMs = 10_000

/** What was read is kept for a moment; a failure that a person must see is not tried again behind their back. */
const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: freshMs, retry: false, networkMode: 'always', throwOnError: false },
    mutations: { retry: false, networkMode: 'always' },
  },
})

onDoneElsewhere(() => void queryClient.invalidateQueries())

export function ClientProvider({ client, children }: { readonly client: Client; readonly children: ReactNode }) {
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </ClientContext>
  )
}

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === undefined) throw new Error('no ClientProvider above this component')
  return client
}

/** Who is signed in; undefined when nobody is. */
export function useSession(): Session | undefined {
  const { sessions } = useClient()
  return useSyncExternalStore(sessions.watch, sessions.current)
}
