import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import { sampleItems } from '@yika/core/settlement/medical/sample-items.ts'
import { previewSettlement, reverseSettlement, settleBillOperation } from '@yika/core/settlement/medical-schema.ts'
import { decideUse } from '@yika/core/use/schema.ts'
import type { SamplePerson } from '../../sample/sample-person.ts'
import type { ApiClient } from '../api-client.ts'
import type { ChipPocket } from './chip-pocket.ts'
import type { DayJournal } from './day-journal.ts'
import type { DayTerminal } from './day-parties.ts'
import type { Doing } from './plan-day.ts'
import { sendOnce } from './send-once.ts'

export interface DeskCounts {
  allowed: number
  /** Reasons of a no, and codes of refusals. */
  refused: Record<string, number>
  settled: number
  reversed: number
}

/** What an institution has in its own books at the end of the day: reference → fen, what was taken back negative. */
export type OwnBooks = Map<string, number>

/** A place where people stand in front of a terminal that is on line. */
export interface Desk {
  /** Asks the one question; the name of the decision when the answer is yes. */
  ask(
    person: SamplePerson,
    terminal: DayTerminal,
    serviceId: string,
    key: string,
  ): Promise<{ readonly allowed: boolean; readonly decisionId: string; readonly reason: string }>
  /** A bill at a hospital or a pharmacy, with its preview; sometimes the hospital's system takes it back, and it is settled again. */
  treat(
    person: SamplePerson,
    at: { readonly terminal: DayTerminal; readonly hospital: ApiClient },
    doing: Extract<Doing, { does: 'clinic' | 'pharmacy' }>,
    key: string,
    own: OwnBooks,
  ): Promise<void>
  readonly counts: DeskCounts
}

const items = sampleItems()

export function desk(pocket: ChipPocket, journal: DayJournal): Desk {
  const counts: DeskCounts = { allowed: 0, refused: {}, settled: 0, reversed: 0 }
  const no = (code: string) => {
    counts.refused[code] = (counts.refused[code] ?? 0) + 1
  }

  const ask: Desk['ask'] = async (person, { client, terminalId }, serviceId, key) => {
    const cardNumber = person.card?.cardNumber ?? ''
    const shown = async () => {
      const at = instantOf(Date.now())
      const carrier = serviceId === 'medical-settlement' ? 'contact-chip' : 'contactless-chip'
      return pocket.show(cardNumber, { terminalId, at, carrier })
    }
    const { result, sent } = await sendOnce(journal, client, decideUse, `${key}/decide`, async () => ({
      serviceId,
      presentation: await shown(),
      purpose: serviceId === 'medical-settlement' ? ('settlement' as const) : ('card-use' as const),
    }))
    if (sent.presentation.by === 'chip') await pocket.shownBefore(cardNumber, sent.presentation.counter)
    const allowed = result.ok && result.answer.allowed
    const reason = result.ok ? (result.answer.reason?.code ?? '') : result.refusal.code
    if (allowed) counts.allowed += 1
    else no(reason)
    return { allowed, decisionId: result.ok ? result.answer.decisionId : '', reason }
  }

  async function settle(terminal: DayTerminal, bill: Bill, key: string, own: OwnBooks): Promise<boolean> {
    const { result: preview } = await sendOnce(
      journal,
      terminal.client,
      previewSettlement,
      `${key}/preview`,
      () => bill,
    )
    if (!preview.ok) {
      no(preview.refusal.code)
      return false
    }
    const { result } = await sendOnce(journal, terminal.client, settleBillOperation, `${key}/settle`, () => ({
      ...bill,
      preview: preview.answer.preview,
    }))
    if (!result.ok) {
      no(result.refusal.code)
      return false
    }
    counts.settled += 1
    own.set(bill.billNumber, result.answer.amount)
    return true
  }

  return {
    counts,
    ask,
    async treat(person, { terminal, hospital }, doing, key, own) {
      const decided = await ask(person, terminal, 'medical-settlement', key)
      if (!decided.allowed) return
      const billNumber = key.replaceAll(/[^A-Za-z0-9-]/g, '-')
      const lines = doing.bill.map((amount, place) => ({
        code: items[(person.index + place * 7) % items.length]?.code ?? '',
        quantity: 1,
        amount,
      }))
      const bill = (number: string): Bill => ({
        ...{ decisionId: decided.decisionId, billNumber: number, lines },
        servedOn: dayOf(instantOf(Date.now())),
      })
      const done = await settle(terminal, bill(billNumber), key, own)
      if (!done || doing.does === 'pharmacy' || !doing.reversed) return
      const { result } = await sendOnce(journal, hospital, reverseSettlement, `${key}/reverse`, () => ({
        billNumber,
        reason: '录入有误',
      }))
      if (!result.ok) return no(result.refusal.code)
      counts.reversed += 1
      own.set(`${billNumber}/reversed`, -(own.get(billNumber) ?? 0))
      await settle(terminal, bill(`${billNumber}-2`), `${key}/again`, own)
    },
  }
}

interface Bill {
  readonly decisionId: string
  readonly billNumber: string
  readonly servedOn: string
  readonly lines: { readonly code: string; readonly quantity: number; readonly amount: number }[]
}
