import { changeStaffRole } from '@yika/core/access/change-staff-role.ts'
import { dismissStaff } from '@yika/core/access/dismiss-staff.ts'
import { endOrganisation } from '@yika/core/access/end-organisation.ts'
import { evolveOrganisation, type Organisation, type OrganisationEvent } from '@yika/core/access/organisation.ts'
import { registerClient } from '@yika/core/access/register-client.ts'
import { registerOrganisation } from '@yika/core/access/register-organisation.ts'
import { registerStaff, type StaffWorld } from '@yika/core/access/register-staff.ts'
import { renameOrganisation } from '@yika/core/access/rename-organisation.ts'
import { replaceClientKeys } from '@yika/core/access/replace-client-keys.ts'
import { resetStaffSignIn } from '@yika/core/access/reset-staff-sign-in.ts'
import { retireClient } from '@yika/core/access/retire-client.ts'
import * as operations from '@yika/core/access/schema.ts'
import {
  evolveStaff,
  organisationOf,
  type Staff,
  type StaffEvent,
  type StaffPlaceInput,
  type StaffRole,
} from '@yika/core/access/staff.ts'
import type { SystemClient } from '@yika/core/access/system-client.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'
import {
  organisationsById,
  saveOrganisations,
  saveStaff,
  staffAround,
  systemClientStream,
  systemClientsById,
  userNamesTaken,
} from './store.ts'

const organisationStream: Stream<Organisation, OrganisationEvent> = {
  name: 'organisation',
  evolve: evolveOrganisation,
  save: saveOrganisations,
}

const staffStream: Stream<Staff, StaffEvent> = { name: 'staff', evolve: evolveStaff, save: saveStaff }

interface Organisations {
  readonly organisation: ReadonlyMap<string, Stored<Organisation>>
}

const ofOrganisation = {
  load: async (
    tx: Transaction,
    requests: readonly Request<{ readonly organisationId: string }>[],
  ): Promise<Organisations> => ({
    organisation: await organisationsById(
      tx,
      requests.map(({ input }) => input.organisationId),
    ),
  }),
  subject: (_world: Organisations, input: { readonly organisationId: string }) => ({
    organisationId: input.organisationId,
  }),
  streams: [organisationStream],
}

interface Accounts extends Organisations {
  readonly staff: ReadonlyMap<string, Stored<Staff>>
  readonly userNames: ReadonlySet<string>
}

interface StaffInput extends StaffPlaceInput {
  readonly staffId?: string
  readonly employeeNumber?: string
  readonly userName?: string
  readonly role?: StaffRole
}

const organisationIn = (input: StaffInput) => (input.role === undefined ? undefined : organisationOf(input.role, input))

const ofStaff = {
  load: async (tx: Transaction, requests: readonly Request<StaffInput>[]): Promise<Accounts> => {
    const all = (field: 'staffId' | 'employeeNumber' | 'userName') =>
      requests.flatMap(({ input }) => input[field] ?? [])
    const [staff, userNames, organisation] = await Promise.all([
      staffAround(tx, all('staffId'), all('employeeNumber')),
      userNamesTaken(tx, all('userName')),
      organisationsById(
        tx,
        requests.flatMap(({ input }) => organisationIn(input) ?? []),
      ),
    ])
    return { staff, userNames, organisation }
  },
  subject: (world: Accounts, input: StaffInput) => {
    const organisationId = world.staff.get(input.staffId ?? '')?.organisationId ?? organisationIn(input)
    return organisationId === undefined ? {} : { organisationId }
  },
  streams: [staffStream],
  conflicts: { staff_user_name: 'user-name-taken', staff_one_administrator: 'administrator-roles-exclusive' } as const,
}

/** What a decision about one person's accounts knows; accounts made earlier in the batch are among them. */
function around(world: Accounts, input: StaffInput, employeeNumber: string): StaffWorld {
  const staff = [...world.staff.values()]
  return {
    organisation: world.organisation.get(organisationIn(input) ?? ''),
    ofPerson: staff.filter((other) => other.employeeNumber === employeeNumber),
    userNameTaken:
      input.userName !== undefined &&
      (world.userNames.has(input.userName) || staff.some((other) => other.userName === input.userName)),
  }
}

interface Clients extends Organisations {
  readonly 'system-client': ReadonlyMap<string, Stored<SystemClient>>
}

const ofClient = {
  load: async (
    tx: Transaction,
    requests: readonly Request<{ readonly clientId: string; readonly organisationId?: string }>[],
  ): Promise<Clients> => {
    const [clients, organisation] = await Promise.all([
      systemClientsById(
        tx,
        requests.map(({ input }) => input.clientId),
      ),
      organisationsById(
        tx,
        requests.flatMap(({ input }) => input.organisationId ?? []),
      ),
    ])
    return { 'system-client': clients, organisation }
  },
  subject: () => ({}),
  streams: [systemClientStream],
}

export const accessCommands: readonly Command[] = [
  command<typeof operations.registerOrganisation, Organisations>({
    ...ofOrganisation,
    operation: operations.registerOrganisation,
    decide: (world, input, context) =>
      registerOrganisation(world.organisation.get(input.organisationId), input, context),
    conflicts: { organisation_pkey: 'organisation-exists' },
  }),
  command<typeof operations.renameOrganisation, Organisations>({
    ...ofOrganisation,
    operation: operations.renameOrganisation,
    decide: (world, input, context) => renameOrganisation(world.organisation.get(input.organisationId), input, context),
  }),
  command<typeof operations.endOrganisation, Organisations>({
    ...ofOrganisation,
    operation: operations.endOrganisation,
    decide: (world, input, context) => endOrganisation(world.organisation.get(input.organisationId), input, context),
  }),
  command<typeof operations.registerStaff, Accounts>({
    ...ofStaff,
    operation: operations.registerStaff,
    decide: (world, input, context) => registerStaff(around(world, input, input.employeeNumber), input, context),
  }),
  command<typeof operations.changeStaffRole, Accounts>({
    ...ofStaff,
    operation: operations.changeStaffRole,
    decide: (world, input, context) => {
      const staff = world.staff.get(input.staffId)
      return changeStaffRole(staff, around(world, input, staff?.employeeNumber ?? ''), input, context)
    },
  }),
  command<typeof operations.dismissStaff, Accounts>({
    ...ofStaff,
    operation: operations.dismissStaff,
    decide: (world, input, context) => dismissStaff(world.staff.get(input.staffId), context),
  }),
  command<typeof operations.resetStaffSignIn, Accounts>({
    ...ofStaff,
    operation: operations.resetStaffSignIn,
    decide: (world, input, context) => resetStaffSignIn(world.staff.get(input.staffId), context),
  }),
  command<typeof operations.registerClient, Clients>({
    ...ofClient,
    operation: operations.registerClient,
    decide: (world, input, context) =>
      registerClient(
        world['system-client'].get(input.clientId),
        world.organisation.get(input.organisationId ?? ''),
        input,
        context,
      ),
    conflicts: { system_client_pkey: 'client-exists' },
  }),
  command<typeof operations.replaceClientKeys, Clients>({
    ...ofClient,
    operation: operations.replaceClientKeys,
    decide: (world, input, context) =>
      replaceClientKeys(world['system-client'].get(input.clientId), input.keys, context),
  }),
  command<typeof operations.retireClient, Clients>({
    ...ofClient,
    operation: operations.retireClient,
    decide: (world, input, context) => retireClient(world['system-client'].get(input.clientId), context),
  }),
]
