import type { Actor } from '@yika/core/access/actor.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import { refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { creditMedicalAccount } from '@yika/core/settlement/medical/credit-medical-account.ts'
import type { MedicalItem } from '@yika/core/settlement/medical/medical-item.ts'
import { medicalAccount } from '@yika/core/settlement/medical/move-shares.ts'
import { publishMedicalItem } from '@yika/core/settlement/medical/publish-medical-item.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { lockPersons } from '../../holder/store.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from '../../ledger/store.ts'
import { decideLines } from '../decide-lines.ts'
import { byVersion, itemsOfCodes, medicalItemStream } from './store.ts'

/** The body that publishes the catalogue and credits the personal accounts. */
const medicalSecurity = 'medical-security'

interface CreditWorld extends LedgerWorld {
  readonly person: ReadonlyMap<string, Stored<Person>>
  /** The numbers of these credits that were posted before. */
  readonly posted: ReadonlySet<string>
}
interface ItemWorld {
  readonly 'medical-item': Map<string, Stored<MedicalItem>>
}

const ofMedicalSecurity = () => ({ organisationId: medicalSecurity })

/** Lists of the medical security office: each line has its own outcome. */
export const medicalListCommands: readonly Command[] = [
  command<typeof schema.publishMedicalItems, ItemWorld>({
    operation: schema.publishMedicalItems,
    async load(tx, requests) {
      const codes = requests.flatMap(({ input }) => input.items.map(({ code }) => code))
      return { 'medical-item': byVersion(await itemsOfCodes(tx, codes)) }
    },
    subject: ofMedicalSecurity,
    decide: (world, { items }, { now, today }) =>
      decideLines({ 'medical-item': new Map(world['medical-item']) }, [medicalItemStream], items, now, (draft, item) =>
        publishMedicalItem(
          draft['medical-item'],
          { ...item, from: item.from as Day, until: item.until as Day | null },
          today,
        ),
      ),
    conflicts: { medical_item_pkey: 'changed-meanwhile' },
    streams: [medicalItemStream],
  }),
  command<
    typeof schema.creditMedicalAccountOperation,
    CreditWorld,
    InputOf<typeof schema.creditMedicalAccountOperation>
  >({
    operation: schema.creditMedicalAccountOperation,
    async load(tx, requests) {
      const personIds = requests.flatMap(({ input }) => input.credits.map(({ personId }) => personId))
      const person = await lockPersons(tx, personIds)
      const balances = await loadBalances(tx, [...person.keys()].map(medicalAccount))
      const references = requests.flatMap(({ input }) => input.credits.map(({ reference }) => reference))
      const rows = await tx<{ reference: string }[]>`
        select reference from ledger_reference
        where partner = ${medicalSecurity} and reference = any(${references}::text[])`
      return { person, balances, posted: new Set(rows.map(({ reference }) => reference)), transfer: new Map() }
    },
    subject: ofMedicalSecurity,
    decide: (world, { credits }, context) =>
      decideLines(
        { ...world, balances: new Map(world.balances), transfer: new Map(world.transfer) },
        [transferStream],
        credits,
        context.now,
        (draft, credit) =>
          postedIn(draft, credit.reference)
            ? refuse('reference-posted-already')
            : creditMedicalAccount(
                world.person.has(credit.personId),
                draft.balances,
                credit,
                creditor(context.actor),
                context,
              ),
      ),
    conflicts: ledgerConflicts,
    streams: [transferStream],
  }),
]

/** Before, or a line before: one that counts already stops nobody else in its list. */
function postedIn({ posted, transfer }: CreditWorld, reference: string): boolean {
  return posted.has(reference) || [...transfer.values()].some((one) => one.partnerReference === reference)
}

/** The system credits on behalf of the office. */
function creditor(actor: Actor): Pick<Actor, 'organisationId'> {
  return actor.role === 'system' ? { organisationId: medicalSecurity } : actor
}
