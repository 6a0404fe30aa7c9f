import { bankOpenOn, bankServicesOn } from '@yika/core/bank/bank.ts'
import type { BankService } from '@yika/core/bank/bank-service.ts'
import * as schema from '@yika/core/bank/schema.ts'
import { type Day, dayOf, type Instant, timeOf, weekdayOf } from '@yika/core/calendar/instant.ts'
import type { Database } from '../kernel/database/database.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { allBanks, type OutletFilter, outletsByDistrict, outletsOn } from './store.ts'

const pageSize = 100

/** The banks of the catalogue that provide the service on the day. */
async function banksOffering(db: Database, service: BankService, on: Day): Promise<string[]> {
  const banks = await allBanks(db)
  return banks
    .filter((bank) => bankOpenOn(bank, on) && bankServicesOn(bank, on).includes(service))
    .map(({ bankId }) => bankId)
}

export function bankPublicReads(clock: () => Instant): PublicRead[] {
  const today = () => dayOf(clock())
  return [
    publicRead({
      operation: schema.banks,
      async answer(db, input) {
        const on = (input.on ?? today()) as Day
        const banks = (await allBanks(db)).filter((bank) => bankOpenOn(bank, on))
        return {
          on,
          banks: banks.map(({ version: _, serviceTerms, ...bank }) => ({
            ...bank,
            services: [...bankServicesOn({ serviceTerms }, on)],
          })),
        }
      },
    }),
    publicRead({
      operation: schema.outlets,
      async answer(db, input) {
        const { service, after = null, limit = pageSize } = input
        const now = clock()
        const on = (input.on ?? dayOf(now)) as Day
        const filter: OutletFilter = {
          on,
          bankId: input.bankId ?? null,
          outletId: input.outletId ?? null,
          offering: service === undefined ? null : await banksOffering(db, service, on),
          district: input.district ?? null,
          instant: input.instant ?? null,
          accessible: input.accessible ?? null,
          text: input.text?.trim() || null,
          openNow: input.openNow ?? null,
          weekday: weekdayOf(dayOf(now)),
          time: timeOf(now),
        }
        // One row more than the page says whether there is a next page.
        const found = await outletsOn(db, filter, { after, limit: limit + 1 })
        const districts = await outletsByDistrict(db, filter)
        const counted = districts.filter(({ district }) => filter.district === null || district === filter.district)
        const page = found.slice(0, limit).map(({ version: _, openingHours, accessibility, ...outlet }) => ({
          ...outlet,
          openingHours: [...openingHours],
          accessibility: [...accessibility],
        }))
        return {
          on,
          total: counted.reduce((sum, { count }) => sum + count, 0),
          districts,
          outlets: page,
          next: found.length > limit ? (page.at(-1)?.outletId ?? null) : null,
        }
      },
    }),
  ]
}
