import { useDraft } from '../../client/use-draft.ts'

/** What somebody is about to put into a purse, in fen; zero while nothing is chosen. Forgotten when it is done. */
export function useAmountToTopUp(cardId: string): readonly [number, (fen: number) => void, () => void] {
  return useDraft(`top-up.${cardId}`, 0)
}
