import type { Day } from '@yika/core/calendar/instant.ts'
import { accept, type DecisionContext, refuse } from '@yika/core/decision/decision.ts'
import type { Person } from '@yika/core/holder/person.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { AccountCreditList } from '@yika/core/settlement/medical/account-credit-list.ts'
import { type AccountCredit, creditMedicalAccount } from '@yika/core/settlement/medical/credit-medical-account.ts'
import type { MedicalItem } from '@yika/core/settlement/medical/medical-item.ts'
import {
  decideItemList,
  type MedicalItemList,
  proposeMedicalItems,
} from '@yika/core/settlement/medical/medical-item-list.ts'
import { medicalAccount } from '@yika/core/settlement/medical/move-shares.ts'
import { approveAccountCredits, proposeAccountCredits } from '@yika/core/settlement/medical/propose-account-credits.ts'
import { publishMedicalItem } from '@yika/core/settlement/medical/publish-medical-item.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { lockPersons } from '../../holder/store.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { type Command, command } from '../../kernel/command.ts'
import type { Custodian } from '../../kernel/custody/custodian.ts'
import type { Stored } from '../../kernel/stream.ts'
import { type LedgerWorld, ledgerConflicts, loadBalances, transferStream } from '../../ledger/store.ts'
import { decideLines } from '../decide-lines.ts'
import { accountCreditListStream, lockCreditLists } from './credit-list-store.ts'
import { lockItemLists, medicalItemListStream } from './item-list-store.ts'
import { byVersion, itemsOfCodes, medicalItemStream } from './store.ts'

/** The body that publishes the catalogue and credits the personal accounts. */
const medicalSecurity = 'medical-security'

interface ListWorld {
  readonly 'account-credit-list': Map<string, Stored<AccountCreditList>>
}
interface CreditWorld extends LedgerWorld, ListWorld {
  readonly person: ReadonlyMap<string, Stored<Person>>
  /** The numbers of these credits that were posted before. */
  readonly posted: ReadonlySet<string>
}
interface ItemWorld {
  readonly 'medical-item': Map<string, Stored<MedicalItem>>
  readonly 'medical-item-list': Map<string, Stored<MedicalItemList>>
}

/** A list of credits with its digest under every key that is still in use, the newest first. */
type Digested<Input> = Input & { readonly digests: readonly string[] }
type Proposed = Digested<InputOf<typeof schema.proposeAccountCreditsOperation>>
type Credited = Digested<InputOf<typeof schema.creditMedicalAccountOperation>>

const ofMedicalSecurity = () => ({ organisationId: medicalSecurity })

/** Lists of the medical security office: each line has its own outcome. */
export function medicalListCommands({ custodian }: { readonly custodian: Custodian }): readonly Command[] {
  const digested = async <Input extends { readonly credits: readonly AccountCredit[] }>(input: Input) => ({
    ...input,
    digests: custodian
      .blindIndexes('command-input', `account-credits\n${canonicalJson(input.credits)}`)
      .map((digest) => Buffer.from(digest).toString('base64')),
  })
  return [
    command<typeof schema.publishMedicalItems, ItemWorld>({
      operation: schema.publishMedicalItems,
      async load(tx, requests) {
        const codes = requests.flatMap(({ input }) => input.items.map(({ code }) => code))
        return { 'medical-item': byVersion(await itemsOfCodes(tx, codes)), 'medical-item-list': new Map() }
      },
      subject: ofMedicalSecurity,
      decide(world, { items: sent }, context) {
        const items = sent.map((item) => ({ ...item, from: item.from as Day, until: item.until as Day | null }))
        const published = publishItems(world, items, context)
        if (!published.accepted) return published
        const { outcomes } = published.answer
        // The sample city's own catalogue, which is there before anybody works in it.
        if (context.actor.role === 'system') return accept(published.events, { listId: null, outcomes })
        const good = items.filter((_item, line) => outcomes[line]?.status === 'done')
        const proposed = proposeMedicalItems(good, context)
        return proposed.accepted ? accept(proposed.events, { ...proposed.answer, outcomes }) : proposed
      },
      conflicts: { medical_item_pkey: 'changed-meanwhile' },
      streams: [medicalItemStream, medicalItemListStream],
    }),
    command<typeof schema.decideMedicalItems, ItemWorld>({
      operation: schema.decideMedicalItems,
      async load(tx, requests) {
        const lists = await lockItemLists(
          tx,
          requests.map(({ input }) => input.listId),
        )
        const codes = [...lists.values()].flatMap(({ items }) => items.map(({ code }) => code))
        return { 'medical-item': byVersion(await itemsOfCodes(tx, codes)), 'medical-item-list': lists }
      },
      subject: ofMedicalSecurity,
      decide(world, { listId, refusedBecause = null }, context) {
        const decided = decideItemList(world['medical-item-list'].get(listId), refusedBecause, context)
        if (!decided.accepted) return decided
        // What was in order when it was proposed may be too late, or published by another list.
        const published = publishItems(world, decided.answer.publish, context)
        return published.accepted ? accept([...decided.events, ...published.events], published.answer) : published
      },
      conflicts: { medical_item_pkey: 'changed-meanwhile' },
      streams: [medicalItemListStream, medicalItemStream],
    }),
    command<typeof schema.proposeAccountCreditsOperation, ListWorld, Proposed>({
      operation: schema.proposeAccountCreditsOperation,
      prepare: digested,
      load: async () => ({ 'account-credit-list': new Map() }),
      subject: ofMedicalSecurity,
      decide: (_world, { credits, digests, ...declared }, context) =>
        proposeAccountCredits(credits, declared, digests[0] ?? '', context),
      streams: [accountCreditListStream],
    }),
    command<typeof schema.creditMedicalAccountOperation, CreditWorld, Credited>({
      operation: schema.creditMedicalAccountOperation,
      prepare: digested,
      async load(tx, requests) {
        const personIds = requests.flatMap(({ input }) => input.credits.map(({ personId }) => personId))
        const person = await lockPersons(tx, personIds)
        const balances = await loadBalances(tx, [...person.keys()].map(medicalAccount))
        const references = requests.flatMap(({ input }) => input.credits.map(({ reference }) => reference))
        const rows = await tx<{ reference: string }[]>`
        select reference from ledger_reference
        where partner = ${medicalSecurity} and reference = any(${references}::text[])`
        const lists = await lockCreditLists(
          tx,
          requests.map(({ input }) => input.creditListId),
        )
        return {
          ...{ person, balances, posted: new Set(rows.map(({ reference }) => reference)), transfer: new Map() },
          'account-credit-list': lists,
        }
      },
      subject: ofMedicalSecurity,
      decide(world, { creditListId, credits, digests }, context) {
        const approved = approveAccountCredits(world['account-credit-list'].get(creditListId), digests, context)
        if (!approved.accepted) return approved
        const credited = decideLines(
          { ...world, balances: new Map(world.balances), transfer: new Map(world.transfer) },
          [transferStream],
          credits,
          context.now,
          (draft, credit) =>
            postedIn(draft, credit.reference)
              ? refuse('reference-posted-already')
              : creditMedicalAccount(world.person.has(credit.personId), draft.balances, credit, context.actor, context),
        )
        return credited.accepted ? accept([...approved.events, ...credited.events], credited.answer) : credited
      },
      conflicts: ledgerConflicts,
      streams: [accountCreditListStream, transferStream],
    }),
  ]
}

function publishItems(world: ItemWorld, items: readonly MedicalItem[], { now, today }: DecisionContext) {
  const draft = { 'medical-item': new Map(world['medical-item']) }
  return decideLines(draft, [medicalItemStream], items, now, (known, item) =>
    publishMedicalItem(known['medical-item'], item, today),
  )
}

/** Before, or a line before: one that counts already stops nobody else in its list. */
function postedIn({ posted, transfer }: CreditWorld, reference: string): boolean {
  return posted.has(reference) || [...transfer.values()].some((one) => one.partnerReference === reference)
}
