import { bankOpenOn, bankServicesOn } from '@yika/core/bank/bank.ts'
import type { BankService } from '@yika/core/bank/bank-service.ts'
import * as schema from '@yika/core/bank/schema.ts'
import type { Day } from '@yika/core/calendar/instant.ts'
import type { Database } from '../kernel/database/database.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { allBanks, outletsOn } from './store.ts'

const pageSize = 100

/** The banks of the catalogue that provide the service on the day. */
async function banksOffering(db: Database, service: BankService, on: Day): Promise<string[]> {
  const banks = await allBanks(db)
  return banks
    .filter((bank) => bankOpenOn(bank, on) && bankServicesOn(bank, on).includes(service))
    .map(({ bankId }) => bankId)
}

export function bankPublicReads(today: () => Day): PublicRead[] {
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
        const { bankId = null, district = null, instant = null, accessible = null, service, after = null } = input
        const on = (input.on ?? today()) as Day
        const limit = input.limit ?? pageSize
        const offering = service === undefined ? null : await banksOffering(db, service, on)
        // One row more than the page says whether there is a next page.
        const filter = { on, bankId, offering, district, instant, accessible, after, limit: limit + 1 }
        const found = await outletsOn(db, filter)
        const page = found.slice(0, limit).map(({ version: _, openingHours, accessibility, ...outlet }) => ({
          ...outlet,
          openingHours: [...openingHours],
          accessibility: [...accessibility],
        }))
        return { on, outlets: page, next: found.length > limit ? (page.at(-1)?.outletId ?? null) : null }
      },
    }),
  ]
}
