import type { Day } from '@yika/core/calendar/instant.ts'
import { dayOf } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import { explainSplit } from '@yika/core/settlement/medical/explain.ts'
import type { MedicalClaim } from '@yika/core/settlement/medical/medical-claim.ts'
import type { MedicalItem } from '@yika/core/settlement/medical/medical-item.ts'
import { itemVersion } from '@yika/core/settlement/medical/medical-item.ts'
import type { MedicalItemList } from '@yika/core/settlement/medical/medical-item-list.ts'
import type { MedicalSettlement } from '@yika/core/settlement/medical/medical-settlement.ts'
import { emptyYear, type MedicalYear, medicalYearKey } from '@yika/core/settlement/medical/medical-year.ts'
import { reachedInYear } from '@yika/core/settlement/medical/reached-in-year.ts'
import { type Shares, totalOf } from '@yika/core/settlement/medical/split-bill.ts'
import type { Treatment } from '@yika/core/settlement/medical/terms.ts'
import * as schema from '@yika/core/settlement/medical-schema.ts'
import { openText } from '../../holder/sealing.ts'
import { personsByIds } from '../../holder/store.ts'
import type { Database } from '../../kernel/database/database.ts'
import { type PublicRead, publicRead } from '../../kernel/public-read.ts'
import { type Query, query, type Read } from '../../kernel/query.ts'
import { institutionById } from '../../service/catalogue-store.ts'
import { institutionOf } from './bill-world.ts'
import { itemListsPage } from './item-list-store.ts'
import type { SettlementParts } from './medical-parts.ts'
import {
  claimsPage,
  figuresOf,
  itemsOfCodes,
  itemsPage,
  type SettlementFigure,
  settlementsOfDay,
  settlementsOfYears,
  yearsOf,
} from './store.ts'

interface Mine {
  readonly year: MedicalYear
  readonly settlements: readonly MedicalSettlement[]
  readonly institutions: ReadonlyMap<string, { readonly name: { readonly zh: string; readonly en: string } }>
  readonly items: ReadonlyMap<string, readonly MedicalItem[]>
}

const nobodyYet = '00000000-0000-0000-0000-000000000000'
const pageDefault = 100
const listsDefault = 10

/** Reads of medical settlement: the holder's own, the institution's own, and figures without persons. */
export function medicalQueries({ clock, custodian }: Pick<SettlementParts, 'clock' | 'custodian'>): readonly Query[] {
  const thisYear = () => Number(dayOf(clock()).slice(0, 4))
  return [
    query<typeof schema.mySettlements, Mine>({
      operation: schema.mySettlements,
      async load(db, reads) {
        const asked = reads.map(({ input: { personId, year = thisYear() } }) => ({ personId, year }))
        const [years, bills] = await Promise.all([yearsOf(db, asked), settlementsOfYears(db, asked)])
        const all = [...bills.values()]
        const explained = reads.flatMap(({ input }) => (input.settlementId ? [bills.get(input.settlementId)] : []))
        const codes = explained.flatMap((bill) => (bill?.lines ?? []).map(({ code }) => code))
        const [institutions, items] = await Promise.all([
          institutionById(
            db,
            all.map(({ institutionId }) => institutionId),
          ),
          itemsOfCodes(db, codes),
        ])
        return asked.map(({ personId, year }) => ({
          year: years.get(medicalYearKey(personId, year)) ?? emptyYear(personId, year),
          settlements: all.filter((bill) => bill.personId === personId && bill.year === year),
          ...{ institutions, items },
        }))
      },
      subjects: (_mine, { personId }) => [{ personId }],
      fields: [],
      answer(mine, { settlementId }) {
        const { year, settlements } = mine
        const { outpatient, inpatient } = year.accumulators
        const asked = settlements.find((bill) => bill.settlementId === settlementId)
        return {
          year: year.year,
          accumulators: { outpatient: { ...outpatient }, inpatient: { ...inpatient } },
          reached: { outpatient: reachedOf(mine, 'outpatient'), inpatient: reachedOf(mine, 'inpatient') },
          settlements: settlements.map((bill) => shownBill(bill, mine)),
          explained: asked === undefined ? null : explainedBill(asked, mine),
        }
      },
    }),
    query<typeof schema.settlementsOfInstitution, readonly MedicalSettlement[]>({
      operation: schema.settlementsOfInstitution,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ actor, input: { day, after = nobodyYet, limit = pageDefault } }) =>
            settlementsOfDay(db, {
              ...{ institutionId: institutionOf(actor), day: day as Day, after },
              limit: limit + 1,
            }),
          ),
        ),
      // Bills without a name or a number of anybody: the institution's own books.
      subjects: (_bills, _input, actor) => [{ officeId: institutionOf(actor) }],
      fields: [],
      answer(bills, { limit = pageDefault }) {
        const page = bills.slice(0, limit)
        return {
          settlements: page.map(
            ({ settlementId, billNumber, servedOn, route, status, settledAt, split: { shares } }) => ({
              ...{ settlementId, billNumber, servedOn, route, status, settledAt },
              ...{ amount: totalOf(shares), shares: { ...shares } },
            }),
          ),
          next: bills.length > limit ? (page.at(-1)?.settlementId ?? null) : null,
        }
      },
    }),
    query<typeof schema.medicalClaims, Claims>({
      operation: schema.medicalClaims,
      load: (db, reads) => Promise.all(reads.map((read) => claimsFor(db, read))),
      subjects: ({ claims }, { limit = pageDefault }) =>
        claims.slice(0, limit).map(({ personId, claimId, district }) => ({ personId, caseId: claimId, district })),
      fields: [],
      answer(loaded, { limit = pageDefault }) {
        const page = loaded.claims.slice(0, limit)
        return {
          claims: page.map((claim) => shownClaim(claim, loaded, custodian)),
          next: loaded.claims.length > limit ? (page.at(-1)?.claimId ?? null) : null,
        }
      },
    }),
    query<typeof schema.medicalItemLists, readonly MedicalItemList[]>({
      operation: schema.medicalItemLists,
      load: (db, reads) =>
        Promise.all(
          reads.map(({ input: { status = null, after = null, limit = listsDefault } }) =>
            itemListsPage(db, { status, after, limit: limit + 1 }),
          ),
        ),
      subjects: () => [{ organisationId: 'medical-security' }],
      fields: [],
      answer(lists, { limit = listsDefault }) {
        const shown = lists.slice(0, limit)
        const next = lists.length > limit ? (shown.at(-1)?.listId ?? null) : null
        return {
          lists: shown.map(({ items, ...list }) => ({
            ...list,
            items: items.map((item) => ({ ...item, name: { ...item.name } })),
          })),
          next,
        }
      },
    }),
    query<typeof schema.settlementFigures, readonly SettlementFigure[]>({
      operation: schema.settlementFigures,
      load: (db, reads) =>
        Promise.all(reads.map(({ input: { from, to } }) => figuresOf(db, `${from}-01` as Day, monthAfter(to)))),
      subjects: () => [{ organisationId: 'medical-security' }],
      fields: [],
      answer: (figures) => ({
        figures: figures.map(({ month, insurance, treatment, bills, fund, largeAmount, account, own }) => {
          const shares: Shares = { fund, largeAmount, account, own }
          return { month, insurance, treatment, bills, amount: totalOf(shares), shares }
        }),
      }),
    }),
  ]
}

interface Claims extends Pick<Mine, 'institutions' | 'items'> {
  readonly claims: readonly MedicalClaim[]
  readonly persons: Awaited<ReturnType<typeof personsByIds>>
}

/** An officer of a district sees the claims that were taken for its people. */
async function claimsFor(db: Database, { actor, input }: Read<InputOf<typeof schema.medicalClaims>>): Promise<Claims> {
  const { status = null, after = null, limit = pageDefault } = input
  const district = actor.role === 'district-officer' ? (actor.district ?? '') : null
  const claims = await claimsPage(db, { district, status, after, limit: limit + 1 })
  const [persons, institutions, items] = await Promise.all([
    personsByIds(
      db,
      claims.map(({ personId }) => personId),
    ),
    institutionById(
      db,
      claims.map(({ institutionId }) => institutionId),
    ),
    itemsOfCodes(
      db,
      claims.flatMap(({ lines }) => lines.map(({ code }) => code)),
    ),
  ])
  return { claims, persons, institutions, items }
}

function shownClaim(
  claim: MedicalClaim,
  { persons, institutions, items }: Claims,
  custodian: SettlementParts['custodian'],
) {
  const { personId, claimId, institutionId, billNumber, servedOn, emergency, takenBy, takenAt } = claim
  const { status, decidedBy, settlementId, lines } = claim
  const person = persons.get(personId)
  if (person === undefined) throw new Error('a claim of somebody whom the register does not know')
  const papers = openText(custodian, person, 'papers', claim.papers)
  const reason = claim.reason === null ? null : openText(custodian, person, 'reason', claim.reason)
  const institution = institutions.get(institutionId)?.name
  return {
    ...{ personId, claimId, institutionId, billNumber, servedOn, emergency, papers, takenBy, takenAt },
    ...{ status, decidedBy, reason, settlementId },
    institution: institution === undefined ? null : { ...institution },
    lines: lines.map(({ code, item, quantity, amount }) => {
      const name = items.get(code)?.find((one) => itemVersion(one) === item)?.name
      return { code, name: name ?? null, quantity, amount }
    }),
    amount: lines.reduce((sum, { amount }) => sum + amount, 0),
  }
}

function monthAfter(month: string): Day {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10) as Day
}

function reachedOf({ year, settlements }: Mine, treatment: Treatment) {
  const latest = settlements.findLast(({ terms, status }) => terms.treatment === treatment && status === 'settled')
  return latest === undefined ? null : (reachedInYear(latest.terms, year.accumulators[treatment]) ?? null)
}

function shownBill(bill: MedicalSettlement, { institutions }: Mine) {
  const { settlementId, billNumber, institutionId, servedOn, route, status, refunds, settledAt, changedAt } = bill
  const { shares } = bill.split
  const institution = institutions.get(institutionId)?.name
  return {
    ...{ settlementId, billNumber, institutionId, servedOn, route, status, refunds, settledAt, changedAt },
    institution: institution === undefined ? null : { ...institution },
    ...{ treatment: bill.terms.treatment, amount: totalOf(shares), shares: { ...shares } },
  }
}

function explainedBill(bill: MedicalSettlement, mine: Mine) {
  const { lines, insuredAs, assumed, verified } = explainSplit(bill.split, bill.terms)
  return {
    ...shownBill(bill, mine),
    items: bill.lines.map(({ line, code, item, class: itemClass, quantity, amount, outOfScope, ownShare }) => {
      const name = mine.items.get(code)?.find((one) => itemVersion(one) === item)?.name
      return { line, code, name: name ?? null, class: itemClass, quantity, amount, outOfScope, ownShare }
    }),
    explanation: [...lines],
    ...{ insuredAs, verified, assumed: [...assumed] },
  }
}

/** M12.6: the hospital catalogue is public. */
export function medicalPublicReads({ clock }: Pick<SettlementParts, 'clock'>): readonly PublicRead[] {
  return [
    publicRead<typeof schema.medicalItems>({
      operation: schema.medicalItems,
      async answer(db, { code = null, words = null, after = '', limit = pageDefault, ...input }) {
        const on = (input.on ?? dayOf(clock())) as Day
        const items = await itemsPage(db, { on, code, name: words, after, limit: limit + 1 })
        const page = items.slice(0, limit)
        return {
          on,
          items: page.map((item) => ({ ...item, name: { ...item.name } })),
          next: items.length > limit ? (page.at(-1)?.code ?? null) : null,
        }
      },
    }),
  ]
}
