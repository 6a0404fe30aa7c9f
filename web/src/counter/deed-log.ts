import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

export interface LoggedDeed {
  /** `card/report-loss`; nothing of whom it concerned. */
  readonly name: string
  readonly at: string
}

const place = 'yika.deeds'
const most = 1000

/** What was done in this tab since the sign-in; gone with it. */
export function loggedDeeds(): readonly LoggedDeed[] {
  return JSON.parse(sessionStorage.getItem(place) ?? '[]') as readonly LoggedDeed[]
}

/** Writes every answered command down, by its name and the time. */
export function useDeedLog(): void {
  const known = useQueryClient()
  useEffect(
    () =>
      known.getMutationCache().subscribe((heard) => {
        if (heard.type !== 'updated' || heard.action.type !== 'success') return
        const [name] = heard.mutation.options.mutationKey ?? []
        if (typeof name !== 'string') return
        const deeds = [...loggedDeeds(), { name, at: new Date().toISOString() }].slice(-most)
        sessionStorage.setItem(place, JSON.stringify(deeds))
      }),
    [known],
  )
}
