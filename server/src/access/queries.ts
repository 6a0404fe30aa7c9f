import { inForce, nameOn } from '@yika/core/access/organisation.ts'
import * as operations from '@yika/core/access/schema.ts'
import { mayAdminister, type Staff } from '@yika/core/access/staff.ts'
import { dayOf, instantOf } from '@yika/core/calendar/instant.ts'
import type { Custodian } from '../kernel/custody/custodian.ts'
import { type PublicRead, publicRead } from '../kernel/public-read.ts'
import { type Query, query } from '../kernel/query.ts'
import { dataReadsQuery } from './data-reads.ts'
import { enrolmentCode } from './enrolment-code.ts'
import { allOrganisations, staffById, staffOfOrganisation } from './store.ts'

const pageSize = 100

export function accessQueries({ custodian }: { readonly custodian: Custodian }): readonly Query[] {
  return [
    dataReadsQuery,
    query({
      operation: operations.staffEnrolment,
      async load(db, reads) {
        const staff = await staffById(
          db,
          reads.map(({ input }) => input.staffId),
        )
        return reads.map(({ input, actor }): Staff | undefined => {
          const found = staff.get(input.staffId)
          // The code opens the account: whoever may not administer it does not learn that it exists.
          return found === undefined || found.status === 'dismissed' || mayAdminister(actor, found) !== undefined
            ? undefined
            : found
        })
      },
      subjects: (staff) => (staff === undefined ? undefined : [{ organisationId: staff.organisationId }]),
      fields: [],
      answer(staff) {
        if (staff === undefined) throw new Error('answered without an account')
        return { userName: staff.userName, code: enrolmentCode(custodian, staff), enrolBy: staff.enrolBy }
      },
    }),
    query({
      operation: operations.staffAccounts,
      load: (db, reads) =>
        Promise.all(reads.map(({ input }) => staffOfOrganisation(db, input.organisationId, input.after, pageSize + 1))),
      // An auditor looks everywhere; an administrator sees the accounts that it may administer.
      subjects: (_accounts, { organisationId }, actor) =>
        actor.role === 'auditor' || mayAdminister(actor, { role: 'department-user', organisationId }) === undefined
          ? [{ organisationId }]
          : undefined,
      fields: [],
      answer: (found) => {
        const accounts = found.slice(0, pageSize)
        return {
          accounts: accounts.map(({ staffId, employeeNumber, userName, role, officeId, district, status }) => ({
            staffId,
            employeeNumber,
            userName,
            role,
            officeId,
            district,
            status,
          })),
          next: found.length > pageSize ? (accounts.at(-1)?.staffId ?? null) : null,
        }
      },
    }),
  ]
}

export const accessPublicReads: readonly PublicRead[] = [
  publicRead({
    operation: operations.organisations,
    async answer(db, input) {
      const on = input.on ?? dayOf(instantOf(Date.now()))
      const organisations = (await allOrganisations(db)).filter((organisation) => inForce(organisation, on))
      return {
        organisations: organisations.map((organisation) => {
          const { organisationId, kind, field, contact, district, validFrom, validUntil } = organisation
          const { zh, en } = nameOn(organisation, on)
          return { organisationId, kind, name: { zh, en }, field, contact, district, validFrom, validUntil }
        }),
      }
    },
  }),
]
