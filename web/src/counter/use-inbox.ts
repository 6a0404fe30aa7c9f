import { physicalWords } from '@yika/core/card/status-words.ts'
import { useSession } from '../client/client-context.tsx'
import { useMay } from '../client/may.ts'
import type { Bilingual } from '../client/problem.ts'
import { useAsk } from '../client/use-calls.ts'
import type { InboxItem } from './inbox-item.ts'
import { type Stock, useStock, useTransfers } from './use-stock.ts'

const blanks = (count: number): Bilingual => ({ zh: `在库 ${count} 张`, en: `${count} on hand` })
const kept = (count: number): Bilingual => ({ zh: `待销毁 ${count} 张`, en: `${count} to be destroyed` })

/** Everything at this outlet that waits for a second person. */
export function useInbox(placeId: string) {
  const may = useMay()
  const session = useSession()
  const stocks = useStock(placeId)
  const transfers = useTransfers(placeId)
  const bankId = session?.bankId ?? null
  const mayCards = bankId !== null && may('distribution/card-destructions')
  const cards = useAsk('distribution/card-destructions', mayCards ? { bankId, purpose: 'distribution' } : undefined)
  const own = (id: string | null) => id !== null && id === session?.staffId
  const [stock] = stocks.data?.stocks ?? []

  const items: readonly InboxItem[] = [
    ...(stock === undefined ? [] : ofStock(stock)),
    ...(transfers.data?.transfers ?? [])
      .filter((one) => one.received === null && one.toPlaceId === placeId)
      .map(
        (one): InboxItem => ({
          ...{ key: one.transferId, what: 'transfer', subject: one.transferId.slice(-8), reason: null },
          from: blanks(stock?.onHand ?? 0),
          to: blanks((stock?.onHand ?? 0) + one.offered),
          ...{ by: one.offeredBy, at: one.changedAt, own: own(one.offeredBy), wantsReason: false },
          may: may('production/receive-blanks'),
        }),
      ),
    ...(cards.data?.cards ?? []).map(
      (one): InboxItem => ({
        ...{ key: `${one.personId} ${one.cardId}`, what: 'card', subject: one.cardNumber ?? '', reason: one.reason },
        from: physicalWords[one.physical as keyof typeof physicalWords],
        to: physicalWords.destroyed,
        ...{ by: one.proposedBy, at: one.proposedAt, own: own(one.proposedBy), wantsReason: false },
        may: may('distribution/confirm-card-destruction'),
      }),
    ),
  ]
  const reads = [stocks, transfers, ...(mayCards ? [cards] : [])]
  return {
    items,
    isRead: reads.every(({ data }) => data !== undefined),
    error: reads.find(({ error }) => error !== null)?.error ?? null,
    again: () => Promise.all(reads.map(({ refetch }) => refetch())),
  }

  function ofStock(one: Stock): readonly InboxItem[] {
    const { difference, onHand, countedBy, destructionCount, destructionProposedBy: by, spoiled, destroyed } = one
    const held = spoiled - destroyed
    return [
      ...(difference === 0
        ? []
        : [
            {
              ...{ key: 'difference', what: 'difference' as const, subject: '', reason: null },
              ...{ from: blanks(onHand), to: blanks(onHand + difference), by: countedBy, at: null },
              ...{ own: own(countedBy), may: may('production/settle-stock-difference'), wantsReason: true },
            },
          ]),
      ...(destructionCount === null
        ? []
        : [
            {
              ...{ key: 'destruction', what: 'destruction' as const, subject: '', reason: null },
              ...{ from: kept(held), to: kept(held - destructionCount), by, at: null },
              ...{ own: own(by), may: may('production/confirm-blank-destruction'), wantsReason: false },
            },
          ]),
    ]
  }
}
