import type { Day, Instant } from '../calendar/instant.ts'

export type PlaceKind = 'store' | 'factory' | 'outlet'

/**
 * The blanks of one place (M13.5, M14.8). What was issued to the place is good, spoiled, returned or handed on, found
 * missing by two persons, or still in the drawer: `onHand` is that remainder and is never below zero.
 */
export interface BlankStock {
  readonly placeId: string
  readonly placeKind: PlaceKind
  /** Everything that ever came in: deliveries and hand-overs received. */
  readonly issued: number
  readonly good: number
  readonly spoiled: number
  /** Handed on to another place, or back. */
  readonly returned: number
  /** Differences of counts, settled by two persons; negative when blanks turned up. */
  readonly missing: number
  readonly onHand: number
  /** Spoiled blanks that were destroyed before two persons; the rest of the spoiled ones lies in the drawer. */
  readonly destroyed: number
  readonly destructionCount: number | null
  readonly destructionProposedBy: string | null
  /** The last closing count and its difference from the books: counted − expected. */
  readonly closedOn: Day | null
  readonly difference: number
  readonly countedBy: string | null
  readonly changedAt: Instant
}

export interface BlankStockEventData {
  'blanks-issued': { readonly placeKind: PlaceKind; readonly count: number; readonly source: string }
  'blanks-used': { readonly good: number; readonly spoiled: number; readonly batchId: string }
  'blanks-spoiled': { readonly count: number; readonly reason: string }
  /** A card that had counted as good was found bad afterwards. */
  'good-card-spoiled': { readonly cardId: string }
  'blanks-returned': { readonly count: number; readonly transferId: string }
  'destruction-proposed': { readonly count: number; readonly proposedBy: string }
  'destruction-declined': { readonly reason: string; readonly declinedBy: string }
  'blanks-destroyed': { readonly count: number; readonly proposedBy: string; readonly confirmedBy: string }
  'stock-day-closed': {
    readonly day: Day
    readonly counted: number
    readonly expected: number
    readonly countedBy: string
  }
  'difference-settled': { readonly missing: number; readonly reason: string; readonly settledBy: string }
}

export type BlankStockEventName = keyof BlankStockEventData
export type BlankStockEvent = {
  readonly [Name in BlankStockEventName]: {
    readonly stream: 'blank-stock'
    readonly id: string
    readonly personId: null
    readonly name: Name
    readonly data: BlankStockEventData[Name]
  }
}[BlankStockEventName]

export function blankStockEvent<Name extends BlankStockEventName>(
  placeId: string,
  name: Name,
  data: BlankStockEventData[Name],
): BlankStockEvent {
  return { stream: 'blank-stock', id: placeId, personId: null, name, data } as BlankStockEvent
}

const empty = {
  issued: 0,
  good: 0,
  spoiled: 0,
  returned: 0,
  missing: 0,
  onHand: 0,
  destroyed: 0,
  destructionCount: null,
  destructionProposedBy: null,
  closedOn: null,
  difference: 0,
  countedBy: null,
} as const

export function evolveBlankStock(stock: BlankStock | undefined, event: BlankStockEvent, at: Instant): BlankStock {
  if (stock === undefined) {
    if (event.name !== 'blanks-issued') throw new Error(`${event.name} at a place that never had blanks`)
    const { placeKind } = event.data
    return balanced({ ...empty, placeId: event.id, placeKind, issued: event.data.count, changedAt: at })
  }
  return balanced({ ...stock, ...change(stock, event), changedAt: at })
}

function change(stock: BlankStock, event: BlankStockEvent): Partial<BlankStock> {
  switch (event.name) {
    case 'blanks-issued':
      return { issued: stock.issued + event.data.count }
    case 'blanks-used':
      return { good: stock.good + event.data.good, spoiled: stock.spoiled + event.data.spoiled }
    case 'blanks-spoiled':
      return { spoiled: stock.spoiled + event.data.count }
    case 'good-card-spoiled':
      return { good: stock.good - 1, spoiled: stock.spoiled + 1 }
    case 'blanks-returned':
      return { returned: stock.returned + event.data.count }
    case 'destruction-proposed':
      return { destructionCount: event.data.count, destructionProposedBy: event.data.proposedBy }
    case 'destruction-declined':
      return { destructionCount: null, destructionProposedBy: null }
    case 'blanks-destroyed':
      return {
        destroyed: stock.destroyed + event.data.count,
        destructionCount: null,
        destructionProposedBy: null,
      }
    case 'stock-day-closed':
      return {
        closedOn: event.data.day,
        difference: event.data.counted - event.data.expected,
        countedBy: event.data.countedBy,
      }
    case 'difference-settled':
      return { missing: stock.missing + event.data.missing, difference: 0 }
  }
}

/** The equation of custody. A decision that would break it is a bug, and the constraint of the table says so, too. */
function balanced(stock: BlankStock): BlankStock {
  const onHand = stock.issued - stock.good - stock.spoiled - stock.returned - stock.missing
  if (onHand < 0 || stock.destroyed > stock.spoiled) throw new Error(`the blanks of ${stock.placeId} do not balance`)
  return { ...stock, onHand }
}
