import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { HospitalStay } from '@yika/core/settlement/medical/hospital-stay.ts'
import { emptyYear, medicalYearKey } from '@yika/core/settlement/medical/medical-year.ts'
import {
  addCharges,
  admit,
  dischargeAndSettle,
  type StayBooks,
} from '@yika/core/settlement/medical/stay-in-hospital.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import { transferStream } from '../../ledger/store.ts'
import { openDecisionToken } from '../../use/decision-token.ts'
import type { UseKey } from '../../use/store.ts'
import { type NumberedRow, numberKey, rowsOfNumbers } from '../number-store.ts'
import { billConflicts } from './bill-commands.ts'
import { type BillWorld, booksOf, institutionOf, loadBills, yearOfDay } from './bill-world.ts'
import type { SettlementParts } from './medical-parts.ts'
import { hospitalStayStream, medicalSettlementStream, medicalYearStream, staysOf } from './store.ts'

interface World extends BillWorld {
  readonly numbered: ReadonlyMap<string, NumberedRow>
  readonly 'hospital-stay': Map<string, Stored<HospitalStay>>
}

/** What the three commands of a stay are loaded for. */
interface AboutStay {
  readonly institutionId: string
  readonly admissionNumber: string
  readonly use: UseKey | null
  readonly billNumber: string | null
  readonly codes: readonly string[]
  readonly days: readonly string[]
}

const admissionOf = ({ institutionId, admissionNumber }: Pick<AboutStay, 'institutionId' | 'admissionNumber'>) => ({
  institutionId,
  kind: 'admission' as const,
  number: admissionNumber,
})

async function loadStays(tx: Transaction, about: readonly AboutStay[]): Promise<World> {
  const numbered = await rowsOfNumbers(tx, about.map(admissionOf))
  const personOf = (one: AboutStay) => one.use?.personId ?? numbered.get(numberKey(admissionOf(one)))?.personId
  const world = await loadBills(
    tx,
    about.flatMap((one) => {
      const personId = personOf(one)
      if (personId === undefined) return []
      const { institutionId, use, billNumber, codes } = one
      // A period of a long stay may end in the year before.
      const years = one.days.flatMap((day) => [yearOfDay(day as Day) - 1, yearOfDay(day as Day)])
      return [{ personId, institutionId, use, codes, years, billNumbers: billNumber === null ? [] : [billNumber] }]
    }),
  )
  const stays = await staysOf(tx, [...world.person.keys()], [...numbered.values()])
  return { ...world, numbered, 'hospital-stay': stays }
}

function stayBooks(world: World, parts: SettlementParts, about: AboutStay, servedOn: Day): StayBooks {
  const row = world.numbered.get(numberKey(admissionOf(about)))
  const stays = [...world['hospital-stay'].values()]
  const stay =
    row === undefined
      ? stays.find(
          ({ institutionId, admissionNumber }) =>
            institutionId === about.institutionId && admissionNumber === about.admissionNumber,
        )
      : world['hospital-stay'].get(row.id)
  const personId = about.use?.personId ?? stay?.personId ?? ''
  const { institutionId, billNumber } = about
  const { year: _, ...books } = booksOf(world, parts, {
    personId,
    institutionId,
    billNumber: billNumber ?? '',
    servedOn,
  })
  return {
    ...books,
    stay,
    use: about.use === null ? undefined : world.uses.get(about.use.useId),
    open: stays.filter((one) => one.personId === personId && one.status === 'open'),
    years: (year) => world['medical-year'].get(medicalYearKey(personId, year)) ?? emptyYear(personId, year),
  }
}

function subject(world: World, about: AboutStay) {
  const personId = about.use?.personId ?? world.numbered.get(numberKey(admissionOf(about)))?.personId
  return { ...(personId === undefined ? {} : { personId }), officeId: about.institutionId }
}

type Admit = InputOf<typeof schema.admitOperation> & AboutStay
type Charge = InputOf<typeof schema.addChargesOperation> & AboutStay
type Discharge = InputOf<typeof schema.dischargeAndSettleOperation> & AboutStay

const conflicts = { ...billConflicts, hospital_stay_open: 'stay-open-already' } as const

/** Article 2: a stay from admission to its bills. */
export function stayCommands(parts: SettlementParts): readonly Command[] {
  const load = (tx: Transaction, requests: readonly { readonly input: AboutStay }[]) =>
    loadStays(
      tx,
      requests.map(({ input }) => input),
    )
  const about = (actor: Actor, of: Partial<AboutStay>): Omit<AboutStay, 'admissionNumber'> => ({
    ...{ use: null, billNumber: null, codes: [], days: [] },
    ...of,
    institutionId: institutionOf(actor),
  })
  return [
    command<typeof schema.admitOperation, World, Admit>({
      operation: schema.admitOperation,
      async prepare(input, actor): Promise<Admit | Refused> {
        const use = openDecisionToken(parts.custodian, institutionOf(actor), input.decisionId)
        return use === undefined ? refuse('decision-unknown') : { ...input, ...about(actor, { use }) }
      },
      load,
      subject,
      decide(world, input, context) {
        const { institutionId, admissionNumber, emergency = false, referred = false } = input
        const admittedOn = input.admittedOn as Day
        const books = stayBooks(world, parts, input, admittedOn)
        const personId = input.use?.personId ?? ''
        return admit(books, { personId, institutionId, admissionNumber, admittedOn, emergency, referred }, context)
      },
      conflicts: { ...conflicts, settlement_number_pkey: 'admission-number-used' },
      streams: [hospitalStayStream],
    }),
    command<typeof schema.addChargesOperation, World, Charge>({
      operation: schema.addChargesOperation,
      prepare: async (input, actor) => ({ ...input, ...about(actor, { codes: input.lines.map(({ code }) => code) }) }),
      load,
      subject,
      decide(world, input, context) {
        const day = input.day as Day
        return addCharges(stayBooks(world, parts, input, day), { day, lines: input.lines }, context)
      },
      conflicts,
      streams: [hospitalStayStream],
    }),
    command<typeof schema.dischargeAndSettleOperation, World, Discharge>({
      operation: schema.dischargeAndSettleOperation,
      prepare: async (input, actor) => ({
        ...input,
        ...about(actor, { days: [input.dischargedOn] }),
        billNumber: input.billNumber,
      }),
      load,
      subject,
      decide(world, input, context) {
        const { billNumber, useAccount = true } = input
        const dischargedOn = input.dischargedOn as Day
        const books = stayBooks(world, parts, input, dischargedOn)
        const decision = dischargeAndSettle(books, { billNumber, dischargedOn, useAccount }, context)
        if (!decision.accepted) return decision
        return { ...decision, answer: { bills: decision.answer.bills.map((bill) => asWritten(bill)) } }
      },
      conflicts,
      streams: [hospitalStayStream, medicalYearStream, medicalSettlementStream, transferStream],
    }),
  ]
}

type Bill =
  ReturnType<typeof dischargeAndSettle> extends infer Decided
    ? Decided extends { readonly answer: { readonly bills: readonly (infer One)[] } }
      ? One
      : never
    : never

function asWritten(bill: Bill) {
  return { ...bill, lines: [...bill.lines], assumed: [...bill.assumed] }
}
