import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import type { Answer } from '../client/operations.ts'
import type { CallFailed } from '../client/problem.ts'
import { useAsk, useAskPages } from '../client/use-calls.ts'
import type { LyingCard } from './waiting-tag.tsx'

export type Parcel = Answer<'distribution/parcels'>['parcels'][number]
export type AtRisk = Answer<'application/promises-at-risk'>['applications'][number]
export type BankNotice = Answer<'card/bank-notices'>['notices'][number]

type Pages<
  Name extends 'distribution/parcels' | 'distribution/cards-in-distribution' | 'application/promises-at-risk',
> = ReturnType<typeof useAskPages<Name>>

export interface Work {
  readonly waiting: { readonly pages: Pages<'distribution/cards-in-distribution'>; readonly rows: readonly LyingCard[] }
  readonly missing: { readonly pages: Pages<'distribution/cards-in-distribution'>; readonly rows: readonly LyingCard[] }
  readonly sealed: { readonly pages: Pages<'distribution/cards-in-distribution'>; readonly rows: readonly LyingCard[] }
  readonly parcels: { readonly pages: Pages<'distribution/parcels'>; readonly rows: readonly Parcel[] }
  readonly promises: { readonly pages: Pages<'application/promises-at-risk'>; readonly rows: readonly AtRisk[] }
  readonly notices: {
    readonly asked: { readonly data: unknown; readonly error: CallFailed | null; refetch(): unknown }
    readonly rows: readonly BankNotice[]
  }
}

export type WorkList = keyof Work

/** What lies on the desks of an outlet. A count is the length of the list itself: the two can never differ. */
export function useWork(officeId: string): Work {
  const may = useMay()
  const bankId = useSession()?.bankId ?? null
  const lying = (state: 'waiting' | 'missing' | 'sealed') => ({ officeId, state, purpose: 'distribution' }) as const
  const waiting = useAskPages('distribution/cards-in-distribution', lying('waiting'))
  const missing = useAskPages('distribution/cards-in-distribution', lying('missing'))
  const sealed = useAskPages('distribution/cards-in-distribution', lying('sealed'))
  const parcels = useAskPages('distribution/parcels', { officeId, states: ['dispatched'] })
  const promises = useAskPages('application/promises-at-risk', { purpose: 'application' })
  const mayNotices = bankId !== null && may('card/bank-notices')
  const notices = useAsk('card/bank-notices', mayNotices ? { purpose: 'counter-service' } : undefined)
  const cardsOf = (pages: typeof waiting) => ({ pages, rows: pages.data?.pages.flatMap(({ cards }) => cards) ?? [] })
  return {
    waiting: cardsOf(waiting),
    parcels: { pages: parcels, rows: parcels.data?.pages.flatMap((page) => page.parcels) ?? [] },
    promises: { pages: promises, rows: promises.data?.pages.flatMap(({ applications }) => applications) ?? [] },
    missing: cardsOf(missing),
    sealed: cardsOf(sealed),
    notices: { asked: notices, rows: notices.data?.notices ?? [] },
  }
}
