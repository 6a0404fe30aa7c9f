/** One number of a table of uses, with over how many people it was counted. */
export interface Counted {
  readonly uses: number
  readonly persons: number
}

export interface Cell extends Counted {
  readonly group: string
}

export interface DisclosureRules {
  /** Numbers over fewer people are held back. */
  readonly minimumCell: number
  readonly rounding: number
}

export interface Disclosed {
  readonly total: number | null
  readonly cells: readonly { readonly group: string; readonly uses: number | null }[]
}

/**
 * Article 11, M5.9: a row of cells and their total, so that neither a number nor what is left of the total after the others are taken away
 * speaks of fewer people than the rules allow. Where a cell is held back the smallest of the tellable ones is held back with it: that one
 * alone has people enough.
 */
export function discloseCells(total: Counted, cells: readonly Cell[], rules: DisclosureRules): Disclosed {
  const { minimumCell, rounding } = rules
  const tellable = ({ persons }: Counted) => persons >= minimumCell
  const small = cells.filter((cell) => !tellable(cell))
  const least = cells.filter(tellable).toSorted((a, b) => a.persons - b.persons)[0]
  const hidden = new Set(small.length === 0 || least === undefined ? small : [...small, least])
  const rounded = (uses: number) => Math.round(uses / rounding) * rounding
  return {
    total: tellable(total) ? rounded(total.uses) : null,
    cells: cells.map((cell) => ({ group: cell.group, uses: hidden.has(cell) ? null : rounded(cell.uses) })),
  }
}
