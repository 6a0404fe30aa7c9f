import type { Organisation } from '@yika/core/access/organisation.ts'
import type { SystemClient } from '@yika/core/access/system-client.ts'
import type { Instant } from '@yika/core/calendar/instant.ts'
import type { InputOf } from '@yika/core/operation/operation.ts'
import type { Agreement } from '@yika/core/service/agreement.ts'
import type { Institution } from '@yika/core/service/institution.ts'
import type { StatusList } from '@yika/core/status-list/status-list.ts'
import {
  replaceTerminalKeys,
  resumeTerminal,
  retireTerminal,
  suspendTerminal,
} from '@yika/core/terminal/change-terminal.ts'
import { registerTerminal } from '@yika/core/terminal/register-terminal.ts'
import { reportTerminalHealth } from '@yika/core/terminal/report-terminal-health.ts'
import * as operations from '@yika/core/terminal/schema.ts'
import type { Terminal } from '@yika/core/terminal/terminal.ts'
import { organisationsById, systemClientStream, systemClientsById } from '../access/store.ts'
import { type Command, command, type Request } from '../kernel/command.ts'
import type { Transaction } from '../kernel/database/database.ts'
import type { Stored } from '../kernel/stream.ts'
import { agreementsOf, institutionById } from '../service/catalogue-store.ts'
import { statusLists } from '../status-list/store.ts'
import { lockTerminals, terminalStream } from './store.ts'

interface Terminals {
  readonly terminal: ReadonlyMap<string, Stored<Terminal>>
}

interface Clients extends Terminals {
  readonly 'system-client': ReadonlyMap<string, Stored<SystemClient>>
}

interface Owners extends Clients {
  readonly institutions: ReadonlyMap<string, Institution>
  readonly agreements: ReadonlyMap<string, readonly Agreement[]>
  readonly organisations: ReadonlyMap<string, Organisation>
}

interface Reporting extends Terminals {
  readonly lists: readonly Pick<StatusList & { readonly version: number }, 'shard' | 'version'>[]
}

/** The terminal first, its client after it: every command that changes both takes the locks in this order. */
async function loadClients(
  tx: Transaction,
  requests: readonly Request<{ readonly terminalId: string }>[],
): Promise<Clients> {
  const ids = requests.map(({ input }) => input.terminalId)
  return { terminal: await lockTerminals(tx, ids), 'system-client': await systemClientsById(tx, ids) }
}

async function loadOwners(
  tx: Transaction,
  requests: readonly Request<InputOf<typeof operations.registerTerminal>>[],
): Promise<Owners> {
  const ids = requests.map(({ input }) => input.institutionId)
  const clients = await loadClients(tx, requests)
  const [institutions, agreements] = await Promise.all([institutionById(tx, ids), agreementsOf(tx, ids)])
  const bodies = [...institutions.values()].map(({ organisationId }) => organisationId)
  return { ...clients, institutions, agreements, organisations: await organisationsById(tx, bodies) }
}

const ofTerminal = {
  load: loadClients,
  subject(world: Terminals, { terminalId }: { readonly terminalId: string }) {
    const officeId = world.terminal.get(terminalId)?.institutionId
    return officeId === undefined ? {} : { officeId }
  },
  streams: [terminalStream, systemClientStream],
}

/** M9.5, M12.6: devices and the systems as which they sign in change in one transaction. */
export const terminalCommands: readonly Command[] = [
  command<typeof operations.registerTerminal, Owners>({
    operation: operations.registerTerminal,
    load: loadOwners,
    subject: (_world, { institutionId }) => ({ officeId: institutionId }),
    decide(world, input, context) {
      const { terminalId, institutionId } = input
      const institution = world.institutions.get(institutionId)
      const organisation = world.organisations.get(institution?.organisationId ?? '')
      const agreements = world.agreements.get(institutionId) ?? []
      return registerTerminal(
        world.terminal.get(terminalId),
        world['system-client'].get(terminalId),
        { institution, organisation, agreements },
        input,
        context,
      )
    },
    conflicts: { terminal_pkey: 'terminal-exists', system_client_pkey: 'client-exists' },
    streams: ofTerminal.streams,
  }),
  command<typeof operations.replaceTerminalKeys, Clients>({
    ...ofTerminal,
    operation: operations.replaceTerminalKeys,
    decide: (world, { terminalId, keys }, context) =>
      replaceTerminalKeys(world.terminal.get(terminalId), world['system-client'].get(terminalId), keys, context),
  }),
  command<typeof operations.suspendTerminal, Clients>({
    ...ofTerminal,
    operation: operations.suspendTerminal,
    decide: (world, { terminalId, reason }, context) =>
      suspendTerminal(world.terminal.get(terminalId), reason, context),
  }),
  command<typeof operations.resumeTerminal, Clients>({
    ...ofTerminal,
    operation: operations.resumeTerminal,
    decide: (world, { terminalId }, context) => resumeTerminal(world.terminal.get(terminalId), context),
  }),
  command<typeof operations.retireTerminal, Clients>({
    ...ofTerminal,
    operation: operations.retireTerminal,
    decide: (world, { terminalId, reason }, context) =>
      retireTerminal(world.terminal.get(terminalId), world['system-client'].get(terminalId), reason, context),
  }),
  command<typeof operations.reportTerminalHealth, Reporting, InputOf<typeof operations.reportTerminalHealth> & Named>({
    operation: operations.reportTerminalHealth,
    // A terminal speaks of itself alone.
    prepare: async (input, actor) => ({ ...input, terminalId: actor.id }),
    async load(tx, requests) {
      const ids = requests.map(({ input }) => input.terminalId)
      return { terminal: await lockTerminals(tx, ids), lists: versionsOf(await statusLists(tx)) }
    },
    subject: ofTerminal.subject,
    decide: (world, input, context) =>
      reportTerminalHealth(
        world.terminal.get(input.terminalId),
        world.lists,
        { ...input, clock: input.clock as Instant },
        context,
      ),
    streams: [terminalStream],
  }),
]

interface Named {
  readonly terminalId: string
}

function versionsOf(lists: ReadonlyMap<string, Stored<StatusList>>): Reporting['lists'] {
  return [...lists.values()].map(({ shard, version }) => ({ shard, version }))
}
