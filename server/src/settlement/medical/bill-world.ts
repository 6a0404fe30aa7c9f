import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Ground } from '@yika/core/holder/ground.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import type { BillAsked, BillKnown, MedicalBooks, PastAgreement } from '@yika/core/settlement/medical/medical-bill.ts'
import type { MedicalItem } from '@yika/core/settlement/medical/medical-item.ts'
import type { MedicalSettlement } from '@yika/core/settlement/medical/medical-settlement.ts'
import { type MedicalYear, medicalYearKey } from '@yika/core/settlement/medical/medical-year.ts'
import { medicalAccount } from '@yika/core/settlement/medical/move-shares.ts'
import type { Use } from '@yika/core/use/use.ts'
import { groundsOfPersons, lockPersons } from '../../holder/store.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, loadBalances } from '../../ledger/store.ts'
import { institutionById } from '../../service/catalogue-store.ts'
import { type UseKey, usesByIds } from '../../use/store.ts'
import { numberKey, rowsOfNumbers } from '../number-store.ts'
import type { SettlementParts } from './medical-parts.ts'
import { itemsOfCodes, medicalAgreements, settlementStates, yearsOf } from './store.ts'

/** A bill with whose it is and who asks: what a batch is loaded for. */
export interface LoadedFor {
  readonly personId: string
  readonly institutionId: string
  readonly use: UseKey | null
  readonly billNumbers: readonly string[]
  readonly codes: readonly string[]
  readonly years: readonly number[]
}

/** What bills are judged by; in a list the streams fold into it line by line. */
export interface BillWorld extends LedgerWorld {
  readonly person: ReadonlyMap<string, Stored<Person>>
  readonly grounds: ReadonlyMap<string, readonly Ground[]>
  readonly uses: ReadonlyMap<string, Stored<Use>>
  readonly institutions: ReadonlyMap<string, Institution>
  readonly agreements: ReadonlyMap<string, readonly PastAgreement[]>
  readonly items: ReadonlyMap<string, readonly MedicalItem[]>
  readonly bills: Map<string, BillKnown>
  readonly 'medical-year': Map<string, Stored<MedicalYear>>
  readonly 'medical-settlement': Map<string, Stored<MedicalSettlement>>
}

/** Persons first, in key order; then everything that belongs to them side by side. */
export async function loadBills(tx: Transaction, asked: readonly LoadedFor[]): Promise<BillWorld> {
  const personIds = [...new Set(asked.map(({ personId }) => personId))]
  const institutionIds = asked.map(({ institutionId }) => institutionId)
  const person = await lockPersons(tx, personIds)
  const years = asked.flatMap(({ personId, years }) => years.map((year) => ({ personId, year })))
  const known = asked.flatMap(({ personId }) => (person.has(personId) ? [medicalAccount(personId)] : []))
  const [grounds, uses, institutions, agreements, items, bills, year, balances] = await Promise.all([
    groundsOfPersons(tx, personIds),
    usesByIds(
      tx,
      asked.flatMap(({ use }) => (use === null ? [] : [use])),
    ),
    institutionById(tx, institutionIds),
    medicalAgreements(tx, institutionIds),
    itemsOfCodes(
      tx,
      asked.flatMap(({ codes }) => codes),
    ),
    billsOfNumbers(tx, asked),
    yearsOf(tx, years),
    loadBalances(tx, known),
  ])
  return {
    ...{ person, uses, institutions, agreements, items, bills, balances },
    grounds: Map.groupBy(grounds.values(), ({ personId }) => personId),
    'medical-year': year,
    'medical-settlement': new Map(),
    transfer: new Map(),
  }
}

async function billsOfNumbers(tx: Transaction, asked: readonly LoadedFor[]): Promise<Map<string, BillKnown>> {
  const numbers = asked.flatMap(({ institutionId, billNumbers }) =>
    billNumbers.map((number) => ({ institutionId, kind: 'bill' as const, number })),
  )
  const rows = await rowsOfNumbers(tx, numbers)
  if (rows.size === 0) return new Map()
  const keys = [...rows.values()].map(({ personId, id }) => ({ personId, settlementId: id }))
  const states = await settlementStates(tx, keys)
  return new Map(
    [...rows].flatMap(([key, { id }]) => {
      const state = states.get(id)
      return state === undefined ? [] : [[key, state]]
    }),
  )
}

/** The books of one bill out of those of the batch. */
export function booksOf(
  world: BillWorld,
  { cite }: Pick<SettlementParts, 'cite'>,
  of: {
    readonly personId: string
    readonly institutionId: string
    readonly billNumber: string
    readonly servedOn: Day
  },
): MedicalBooks {
  const { personId, institutionId, billNumber: number, servedOn } = of
  const person = world.person.get(personId)
  return {
    insured: person === undefined ? undefined : { person, grounds: world.grounds.get(personId) ?? [] },
    institution: world.institutions.get(institutionId),
    agreements: world.agreements.get(institutionId) ?? [],
    versions: world.items,
    bill: world.bills.get(numberKey({ institutionId, kind: 'bill', number })),
    year: world['medical-year'].get(medicalYearKey(personId, yearOfDay(servedOn))),
    ...{ balances: world.balances, cite },
  }
}

export function yearOfDay(day: Day): number {
  return Number(day.slice(0, 4))
}

/** The institution for which a system or a terminal speaks. */
export function institutionOf(actor: Actor): string {
  return actor.officeId ?? ''
}

export function askedBill(input: {
  readonly billNumber: string
  readonly servedOn: string
  readonly lines: BillAsked['lines']
  readonly emergency?: true
  readonly referred?: true
  readonly useAccount?: boolean
}): BillAsked {
  const { billNumber, servedOn, lines, emergency = false, referred = false, useAccount = true } = input
  return { billNumber, servedOn: servedOn as Day, lines, emergency, referred, useAccount }
}
