import type { Day } from '@yika/core/calendar/instant.ts'
import { missingCalendarYear } from '@yika/core/policy/missing-calendar-year.ts'
import { policyOwners } from '@yika/core/policy/policy-figure.ts'
import { policyFigureOf } from '@yika/core/policy/policy-figures.ts'
import type { PolicyBook } from '@yika/core/policy/policy-reader.ts'
import type { PublicPolicyValue } from '@yika/core/policy/schema.ts'
import * as schema from '@yika/core/policy/schema.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { type Query, query } from '../kernel/query.ts'
import { interpretationsOf } from './interpretation-store.ts'
import { measures } from './measures.ts'
import type { PolicyCache } from './policy-cache.ts'
import { valuesInForce } from './public-policy-value.ts'
import { openProposals, versionsOfKeys } from './store.ts'

type UnverifiedByOffice = {
  owner: PublicPolicyValue['owner']
  title: { readonly zh: string; readonly en: string }
  values: PublicPolicyValue[]
}

/** Values in force that no official text of the city bears out, office by office (M17.6); also listed at each start. */
export function unverifiedByOffice(book: PolicyBook, on: Day): UnverifiedByOffice[] {
  const unverified = valuesInForce(book, on).filter((value) => !value.verified)
  return [...Map.groupBy(unverified, (value) => value.owner)].map(([owner, values]) => ({
    owner,
    title: policyOwners[owner],
    values,
  }))
}

type Rules = Pick<PolicyCache, 'book'>

export function policyPublicReads(rules: Rules, today: () => Day): PublicRead[] {
  return [
    publicRead({
      operation: schema.policyValues,
      async answer(_db, { on = today(), prefix = '' }) {
        const values = valuesInForce(rules.book(), on as Day).filter(({ key }) => key.startsWith(prefix))
        return { on, values }
      },
    }),
    publicRead({
      operation: schema.interpretations,
      async answer(db, { article = null }) {
        const rows = await interpretationsOf(db, article)
        return {
          interpretations: rows.map(({ version: _, policyKeys, ...row }) => ({ ...row, policyKeys: [...policyKeys] })),
        }
      },
    }),
    publicRead({ operation: schema.measures, answer: async () => measures() }),
  ]
}

export function policyQueries(rules: Rules, today: () => Day): Query[] {
  return [
    query({
      operation: schema.policyHistory,
      fields: [],
      async load(db, reads) {
        const rows = await versionsOfKeys(db, [...new Set(reads.map(({ input }) => input.key))])
        return reads.map(({ input }) => rows.filter(({ key }) => key === input.key))
      },
      subjects: (_versions, { key }) => (policyFigureOf(key) === undefined ? undefined : [{}]),
      answer: (versions, { key }) => ({ title: policyFigureOf(key)?.title ?? { zh: key, en: key }, versions }),
    }),
    query({
      operation: schema.policyProposals,
      fields: [],
      async load(db, reads) {
        const proposals = await openProposals(db)
        return reads.map(() => proposals)
      },
      subjects: () => [{}],
      answer: (proposals) => ({ proposals }),
    }),
    query({
      operation: schema.unverifiedPolicyValues,
      fields: [],
      load: async (_db, reads) => reads.map(() => rules.book()),
      subjects: () => [{}],
      answer: (book, { on = today() }) => ({
        on,
        calendarYearMissing: missingCalendarYear(book, on as Day),
        offices: unverifiedByOffice(book, on as Day),
      }),
    }),
  ]
}
