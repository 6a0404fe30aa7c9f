import { accept, type Decision, type DecisionContext } from '../decision/decision.ts'
import { issuingArea } from '../holder/person.ts'
import { cardNumberOf } from '../identifier/card-number.ts'

/** A run of card numbers that the issuing area has opened; each body of eight characters gets its check character. */
export interface CardNumberRange {
  readonly rangeId: string
  readonly issuingArea: string
  readonly prefix: string
  readonly first: number
  readonly count: number
}

export interface CardNumberRangeEvent {
  readonly stream: 'card-number-range'
  readonly id: string
  readonly personId: null
  readonly name: 'card-numbers-opened'
  readonly data: Omit<CardNumberRange, 'rangeId'>
}

/** Letters and digits before the counted part: eight in all. */
const bodyLength = 8

export function numbersOf({ prefix, first, count }: Omit<CardNumberRange, 'rangeId' | 'issuingArea'>): string[] {
  const digits = bodyLength - prefix.length
  return Array.from({ length: count }, (_, step) =>
    cardNumberOf(`${prefix}${String(first + step).padStart(digits, '0')}`),
  )
}

/** Article 3: new cards take their numbers from the ranges of the issuing area, each number once. */
export function openCardNumbers(
  command: { readonly prefix: string; readonly first: number; readonly count: number },
  context: DecisionContext,
): Decision<CardNumberRangeEvent, { readonly first: string; readonly last: string; readonly count: number }> {
  const { prefix, first, count } = command
  const last = first + count - 1
  if (String(last).length > bodyLength - prefix.length) {
    return { accepted: false, code: 'card-number-invalid' }
  }
  const [firstNumber] = numbersOf({ prefix, first, count: 1 })
  const [lastNumber] = numbersOf({ prefix, first: last, count: 1 })
  return accept(
    [
      {
        stream: 'card-number-range',
        id: context.newId(),
        personId: null,
        name: 'card-numbers-opened',
        data: { issuingArea, prefix, first, count },
      },
    ],
    { first: firstNumber as string, last: lastNumber as string, count },
  )
}

export function evolveCardNumberRange(
  range: CardNumberRange | undefined,
  event: CardNumberRangeEvent,
): CardNumberRange {
  if (range !== undefined) throw new Error(`range ${event.id} is open already`)
  return { rangeId: event.id, ...event.data }
}
