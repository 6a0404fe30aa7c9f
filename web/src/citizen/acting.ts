import { useParams } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useSession } from '../client/client-context.tsx'
import { type Helped, useHelpedPersons } from './use-helped-persons.ts'

const place = 'yika.acting'
const listeners = new Set<() => void>()

/** Kept in this tab as an identifier; signing out forgets it. */
export function actFor(personId: string | undefined): void {
  if (personId === undefined) sessionStorage.removeItem(place)
  else sessionStorage.setItem(place, personId)
  for (const listener of listeners) listener()
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export interface Acting {
  readonly personId: string
  readonly isSelf: boolean
  /** Undefined for oneself. */
  readonly helped: Helped | undefined
}

/** M9.3: whose things the pages show: whoever stands in the address, or was chosen last, or oneself. */
export function useActing(): Acting {
  const self = useSession()?.personId ?? ''
  const { personId: named } = useParams({ strict: false }) as { personId?: string }
  const chosen = useSyncExternalStore(watch, () => sessionStorage.getItem(place)) ?? undefined
  const persons = useHelpedPersons()
  const wanted = named ?? chosen
  const helped = persons?.find(({ personId }) => personId === wanted)
  // A relation that has ended leads back to oneself; an address is answered by the server.
  const ended = persons !== undefined && helped === undefined && named === undefined
  const personId = wanted === undefined || ended ? self : wanted
  return { personId, isSelf: personId === self, helped }
}
