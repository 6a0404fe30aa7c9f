import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { type Refused, refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Agreement } from '@yika/core/service/agreement.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import { chargeFee } from '@yika/core/settlement/fee/charge-fee.ts'
import type { Fee } from '@yika/core/settlement/fee/fee.ts'
import { payFee } from '@yika/core/settlement/fee/pay-fee.ts'
import { confirmFeeReversal, reverseFee } from '@yika/core/settlement/fee/reverse-fee.ts'
import * as schema from '@yika/core/settlement/fee-schema.ts'
import type { Use } from '@yika/core/use/use.ts'
import { numberKeys } from '../../holder/blind-index.ts'
import { sealText } from '../../holder/sealing.ts'
import { lockPersons, personsOfIndexes } from '../../holder/store.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Transaction } from '../../kernel/database/database.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, transferStream, transfersByIds } from '../../ledger/store.ts'
import { agreementsOf, institutionById } from '../../service/catalogue-store.ts'
import { atWorkingTerminal } from '../../terminal/at-working-terminal.ts'
import { openDecisionToken } from '../../use/decision-token.ts'
import { type UseKey, usesByIds } from '../../use/store.ts'
import type { SettlementParts } from '../medical/medical-parts.ts'
import { type NumberedRow, numberKey, rowsOfNumbers } from '../number-store.ts'
import { feeStream, feesByIds } from './store.ts'

interface World extends LedgerWorld {
  readonly person: ReadonlyMap<string, Stored<Person>>
  readonly numbered: ReadonlyMap<string, NumberedRow>
  readonly uses: ReadonlyMap<string, Stored<Use>>
  readonly institutions: ReadonlyMap<string, Institution>
  readonly agreements: ReadonlyMap<string, readonly Agreement[]>
  readonly fee: Map<string, Stored<Fee>>
}

/** A fee by its institution's number, or a holder's own by its id. */
interface AboutFee {
  readonly institutionId: string
  readonly feeNumber: string | null
  readonly holder: { readonly personId: string; readonly feeId: string } | null
  readonly personId: string | null
  readonly use: UseKey | null
}

const numberOf = (about: AboutFee) => ({
  institutionId: about.institutionId,
  kind: 'fee' as const,
  number: about.feeNumber ?? '',
})

async function load(tx: Transaction, requests: readonly { readonly input: AboutFee }[]): Promise<World> {
  const about = requests.map(({ input }) => input)
  const numbered = await rowsOfNumbers(tx, about.filter(({ feeNumber }) => feeNumber !== null).map(numberOf))
  const keys = [
    ...[...numbered.values()].map(({ personId, id }) => ({ personId, feeId: id })),
    ...about.flatMap(({ holder }) => (holder === null ? [] : [holder])),
  ]
  const named = about.flatMap(({ personId }) => (personId === null ? [] : [personId]))
  const person = await lockPersons(tx, [...keys.map(({ personId }) => personId), ...named])
  const institutionIds = about.map(({ institutionId }) => institutionId)
  const [fee, uses, institutions, agreements] = await Promise.all([
    feesByIds(tx, keys),
    usesByIds(
      tx,
      about.flatMap(({ use }) => (use === null ? [] : [use])),
    ),
    institutionById(tx, institutionIds),
    agreementsOf(tx, institutionIds),
  ])
  const transfer = await transfersByIds(
    tx,
    [...fee.values()].flatMap(({ personId, transferId }) => (transferId === null ? [] : [{ personId, transferId }])),
  )
  return { person, numbered, uses, institutions, agreements, fee, transfer, balances: new Map() }
}

function feeOf(world: World, about: AboutFee): Stored<Fee> | undefined {
  if (about.holder !== null) return world.fee.get(about.holder.feeId)
  const row = world.numbered.get(numberKey(numberOf(about)))
  if (row !== undefined) return world.fee.get(row.id)
  return [...world.fee.values()].find(
    ({ institutionId, feeNumber }) => institutionId === about.institutionId && feeNumber === about.feeNumber,
  )
}

function subject(world: World, about: AboutFee) {
  const fee = feeOf(world, about)
  const personId = fee?.personId ?? about.personId ?? about.holder?.personId
  const institutionId = fee?.institutionId ?? about.institutionId
  const organisationId = world.institutions.get(institutionId)?.organisationId
  return {
    ...(personId === undefined ? {} : { personId }),
    ...(organisationId === undefined ? {} : { organisationId }),
    officeId: institutionId,
  }
}

function booksOf(world: World, about: AboutFee) {
  const fee = feeOf(world, about)
  return {
    fee,
    use: about.use === null ? undefined : world.uses.get(about.use.useId),
    original: fee?.transferId ? world.transfer.get(fee.transferId) : undefined,
    balances: world.balances,
  }
}

const conflicts = { ...ledgerConflicts, settlement_number_pkey: 'fee-number-used' } as const
const streams = [feeStream, transferStream]

type Charge = InputOf<typeof schema.chargeFeeOperation> & AboutFee
type Reverse = AboutFee & { readonly reason: string }

/** Article 5: contributions and service fees, billed, paid, taken back. */
export function feeCommands({ db, custodian, cite }: SettlementParts): readonly Command[] {
  const opened = (actor: Actor, decisionId: string | undefined): UseKey | Refused | null =>
    decisionId === undefined
      ? null
      : (openDecisionToken(custodian, actor.officeId ?? '', decisionId) ?? refuse('decision-unknown'))
  const byNumber = (institutionId: string, feeNumber: string, use: UseKey | null = null): AboutFee => ({
    ...{ institutionId, feeNumber, use },
    holder: null,
    personId: null,
  })

  return atWorkingTerminal([
    command<typeof schema.chargeFeeOperation, World, Charge>({
      operation: schema.chargeFeeOperation,
      async prepare(input, actor): Promise<Charge | Refused> {
        const use = opened(actor, input.decisionId)
        if (use !== null && 'accepted' in use) return use
        const { identityNumber = '' } = input
        const [found] = use === null ? (await personsOfIndexes(db, numberKeys(custodian, identityNumber))).values() : []
        const personId = use?.personId ?? found
        if (personId === undefined) return refuse('person-unknown')
        return {
          ...input,
          ...byNumber(actor.officeId ?? '', input.feeNumber, use),
          feeNumber: input.feeNumber,
          personId,
        }
      },
      load,
      subject,
      decide(world, input, context) {
        const { institutionId, feeNumber, kind, amount } = input
        const personId = input.personId ?? ''
        const books = {
          cite,
          agreements: world.agreements.get(institutionId) ?? [],
          known: world.person.has(personId),
          numberUsed: feeOf(world, input) !== undefined,
        }
        const dueOn = input.dueOn as Day
        return chargeFee(books, { personId, institutionId, feeNumber, kind, amount, dueOn }, context)
      },
      conflicts,
      streams: [feeStream],
    }),
    command<typeof schema.payFeeOperation, World, AboutFee>({
      operation: schema.payFeeOperation,
      async prepare({ personId, feeId, feeNumber, decisionId }, actor): Promise<AboutFee | Refused> {
        if (actor.role === 'citizen') {
          if (personId === undefined || feeId === undefined) return refuse('fee-unknown')
          return { ...byNumber('', ''), feeNumber: null, holder: { personId, feeId } }
        }
        if (feeNumber === undefined || decisionId === undefined) return refuse('decision-unknown')
        const use = opened(actor, decisionId)
        if (use !== null && 'accepted' in use) return use
        return byNumber(actor.officeId ?? '', feeNumber, use)
      },
      load,
      subject,
      decide: (world, about, context) => payFee(booksOf(world, about), context),
      conflicts,
      streams,
    }),
    command<typeof schema.reverseFeeOperation, World, Reverse>({
      operation: schema.reverseFeeOperation,
      prepare: async ({ feeNumber, reason }, actor) => ({ ...byNumber(actor.officeId ?? '', feeNumber), reason }),
      load,
      subject,
      decide(world, about, context) {
        const books = booksOf(world, about)
        const person = world.person.get(books.fee?.personId ?? '')
        const reason = person === undefined ? '' : sealText(custodian, person, 'reason', about.reason)
        return reverseFee(books, { reason }, context)
      },
      conflicts,
      streams,
    }),
    command<typeof schema.confirmFeeReversalOperation, World, AboutFee>({
      operation: schema.confirmFeeReversalOperation,
      prepare: async ({ institutionId, feeNumber }) => byNumber(institutionId, feeNumber),
      load,
      subject,
      decide: (world, about, context) => confirmFeeReversal(booksOf(world, about), context),
      conflicts,
      streams,
    }),
  ])
}
