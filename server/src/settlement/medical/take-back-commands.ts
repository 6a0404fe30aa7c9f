import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { MedicalSettlement } from '@yika/core/settlement/medical/medical-settlement.ts'
import { type MedicalYear, medicalYearKey } from '@yika/core/settlement/medical/medical-year.ts'
import { medicalAccount } from '@yika/core/settlement/medical/move-shares.ts'
import { refundBill, reverseBill, type YearBooks } from '@yika/core/settlement/medical/take-back-bill.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { sealText } from '../../holder/sealing.ts'
import { lockPersons } from '../../holder/store.ts'
import { type Command, command, type Request } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, loadBalances, transferStream, transfersByIds } from '../../ledger/store.ts'
import { type NumberedRow, numberKey, rowsOfNumbers } from '../number-store.ts'
import { billConflicts } from './bill-commands.ts'
import { institutionOf } from './bill-world.ts'
import type { SettlementParts } from './medical-parts.ts'
import { medicalSettlementStream, medicalYearStream, settlementStates, settlementsOfYears, yearsOf } from './store.ts'

interface World extends LedgerWorld {
  readonly numbered: ReadonlyMap<string, NumberedRow>
  readonly person: ReadonlyMap<string, Stored<Person>>
  readonly 'medical-year': Map<string, Stored<MedicalYear>>
  readonly 'medical-settlement': Map<string, Stored<MedicalSettlement>>
}

type Of<Input> = Input & { readonly institutionId: string }

const streams = [medicalYearStream, medicalSettlementStream, transferStream]
const numberOf = ({ institutionId, billNumber }: { readonly institutionId: string; readonly billNumber: string }) => ({
  institutionId,
  kind: 'bill' as const,
  number: billNumber,
})

/** The whole year of every bill that is taken back: what comes after it is told again. */
async function load(
  tx: Transaction,
  requests: readonly Request<Of<{ readonly billNumber: string }>>[],
): Promise<World> {
  const numbered = await rowsOfNumbers(
    tx,
    requests.map(({ input }) => numberOf(input)),
  )
  const found = [...numbered.values()]
  const person = await lockPersons(
    tx,
    found.map(({ personId }) => personId),
  )
  const keys = found.map(({ personId, id }) => ({ personId, settlementId: id }))
  const years = [...(await settlementStates(tx, keys)).values()]
  const [year, settlements, balances] = await Promise.all([
    yearsOf(tx, years),
    settlementsOfYears(tx, years),
    loadBalances(
      tx,
      found.map(({ personId }) => medicalAccount(personId)),
    ),
  ])
  const named = new Set(found.map(({ id }) => id))
  const transfer = await transfersByIds(
    tx,
    [...settlements.values()].flatMap(({ personId, settlementId, transferId }) =>
      transferId !== null && named.has(settlementId) ? [{ personId, transferId }] : [],
    ),
  )
  return { numbered, person, 'medical-year': year, 'medical-settlement': settlements, balances, transfer }
}

function booksOf(world: World, input: Of<{ readonly billNumber: string }>): YearBooks {
  const row = world.numbered.get(numberKey(numberOf(input)))
  const bill = row === undefined ? undefined : world['medical-settlement'].get(row.id)
  const { personId = '', year = 0, transferId = null } = bill ?? {}
  return {
    bill,
    year: world['medical-year'].get(medicalYearKey(personId, year)),
    settlements: [...world['medical-settlement'].values()].filter(
      (one) => one.personId === personId && one.year === year,
    ),
    original: transferId === null ? undefined : world.transfer.get(transferId),
    balances: world.balances,
  }
}

function subject(world: World, input: Of<{ readonly billNumber: string }>) {
  const row = world.numbered.get(numberKey(numberOf(input)))
  return { ...(row === undefined ? {} : { personId: row.personId }), officeId: input.institutionId }
}

type Reverse = Of<InputOf<typeof schema.reverseSettlement>>
type Refund = Of<InputOf<typeof schema.refundSettlement>>

/** Article 13: bills taken back whole or by lines, with every later bill of the year. */
export function takeBackCommands({ custodian }: Pick<SettlementParts, 'custodian'>): readonly Command[] {
  /** Why is free text about somebody's treatment: it lies in the events under their key. */
  const sealed = <Input extends Of<{ readonly billNumber: string; readonly reason: string }>>(
    world: World,
    input: Input,
  ) => {
    const row = world.numbered.get(numberKey(numberOf(input)))
    const person = row === undefined ? undefined : world.person.get(row.personId)
    return person === undefined ? input : { ...input, reason: sealText(custodian, person, 'reason', input.reason) }
  }
  return [
    command<typeof schema.reverseSettlement, World, Reverse>({
      operation: schema.reverseSettlement,
      prepare: async (input, actor) => ({ ...input, institutionId: institutionOf(actor) }),
      load,
      subject,
      decide: (world, input, context) => reverseBill(booksOf(world, input), sealed(world, input), context),
      conflicts: billConflicts,
      streams,
    }),
    command<typeof schema.refundSettlement, World, Refund>({
      operation: schema.refundSettlement,
      prepare: async (input, actor) => ({ ...input, institutionId: institutionOf(actor) }),
      load,
      subject,
      decide: (world, input, context) => refundBill(booksOf(world, input), sealed(world, input), context),
      conflicts: billConflicts,
      streams,
    }),
  ]
}
