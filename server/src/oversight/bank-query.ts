import * as operations from '@yika/core/oversight/schema.ts'
import { told } from '@yika/core/oversight/small-cells.ts'
import type { Query } from '../kernel/query.ts'
import {
  batchesInHand,
  declinedLines,
  instantCards,
  namedBanks,
  promisesOfBanks,
  refusalsOfBanks,
  returnedFiles,
  stockOfBanks,
} from './bank-store.ts'
import { type FigureParts, figureOfDays } from './figures.ts'

/** Article 7: the banks side by side. Every row is one bank's, so small numbers are held back for everybody. */
export function bankQuery(parts: FigureParts): Query {
  return figureOfDays(parts, operations.bankFigures, async (db, window, { place, now, policy }) => {
    const least = policy.number('statistics.minimum-cell')
    const banks = await namedBanks(db, place.bankId)
    const ids = banks.map(({ bankId }) => bankId)
    const returned = await returnedFiles(db, window)
    const declined = await declinedLines(db, window)
    const inHand = await batchesInHand(db)
    const promises = await promisesOfBanks(db, window)
    const refusals = await refusalsOfBanks(db, window, ids)
    const stocks = await stockOfBanks(db)
    const instant = await instantCards(db, window)
    return {
      at: now,
      fewerThan: least,
      banks: banks.map(({ bankId, nameZh, nameEn }) => {
        const its = <Row extends { readonly bankId: string }>(rows: readonly Row[]) =>
          rows.find((row) => row.bankId === bankId)
        const [p50, p90, longest] = its(returned)?.days ?? []
        const hand = its(inHand)
        const stock = its(stocks)
        return {
          bankId,
          name: { zh: nameZh, en: nameEn },
          accounts: {
            opened: told(its(returned)?.opened ?? 0, least),
            failed: told(its(returned)?.failed ?? 0, least),
          },
          declined: declined
            .filter((row) => row.bankId === bankId)
            .map(({ state, count }) => ({ state, count: told(count, least) })),
          daysInHand: p50 === undefined || p90 === undefined || longest === undefined ? null : { p50, p90, longest },
          inHand: { batches: hand?.batches ?? 0, lines: told(hand?.lines ?? 0, least), since: hand?.since ?? null },
          promises: { kept: told(its(promises)?.kept ?? 0, least), late: told(its(promises)?.late ?? 0, least) },
          refusals: refusals
            .filter((row) => row.bankId === bankId)
            .map(({ code, count }) => ({ code, count: told(count, least) })),
          stock: {
            onHand: stock?.onHand ?? 0,
            outlets: stock?.outlets ?? 0,
            outletsWithout: stock?.outletsWithout ?? 0,
          },
          instantCards: told(its(instant)?.count ?? 0, least),
        }
      }),
    }
  })
}
