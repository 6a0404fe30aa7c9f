import { systemActor } from '@yika/core/access/actor.ts'
import { publishService } from '@yika/core/service/catalogue-schema.ts'
import { catalogueFrom, firstServices } from '@yika/core/service/first-services.ts'
import type { Executor } from '../kernel/execute.ts'

/** M5.1: the catalogue of Article 5 stands in an empty register; running it again changes nothing. */
export async function seedServices(executor: Executor): Promise<void> {
  await executor.executeAll(
    publishService,
    seedOrder().map(([serviceId, entry]) => ({
      actor: systemActor,
      key: `seed-service-${serviceId}`,
      input: { serviceId, ...entry, from: catalogueFrom, until: null },
    })),
  )
}

/** A condition that asks for a ticket needs the service of the ticket: those without conditions on others come first. */
function seedOrder() {
  const asksForTicket = (entry: object) => JSON.stringify(entry).includes('"ticket"')
  return Object.entries(firstServices).sort(
    ([, one], [, other]) => Number(asksForTicket(one)) - Number(asksForTicket(other)),
  )
}
