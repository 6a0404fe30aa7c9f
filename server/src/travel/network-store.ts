import { dayOf, type Instant } from '@yika/core/calendar/instant.ts'
import { type Distances, distancesOf } from '@yika/core/travel/distances.ts'
import { evolveNetwork, type Network, type NetworkEvent, networkOn } from '@yika/core/travel/network.ts'
import type { Database, Transaction } from '../kernel/database/database.ts'
import type { Stored, Stream } from '../kernel/stream.ts'

const columns = 'network_id, version, valid_from as "from", source, stations, lines, published_by, published_at'

/** All networks, by id, locked: another one is about to be published. */
export async function lockNetworks(tx: Transaction): Promise<Map<string, Stored<Network>>> {
  const rows = await tx<Stored<Network>[]>`
    select ${tx.unsafe(columns)} from travel_network order by network_id for update`
  return new Map(rows.map((row) => [row.networkId, { ...row }]))
}

export const networkStream: Stream<Network, NetworkEvent> = {
  name: 'travel-network',
  evolve: evolveNetwork,
  async save(tx, networks) {
    await tx`
      insert into travel_network (network_id, version, valid_from, source, stations, lines, published_by, published_at)
      select network_id, version, valid_from, source, stations::jsonb, lines::jsonb, published_by, published_at
      from unnest(
        ${networks.map((network) => network.networkId)}::uuid[],
        ${networks.map((network) => network.version)}::integer[],
        ${networks.map((network) => network.from)}::date[],
        ${networks.map((network) => network.source)}::text[],
        ${networks.map((network) => JSON.stringify(network.stations))}::text[],
        ${networks.map((network) => JSON.stringify(network.lines))}::text[],
        ${networks.map((network) => network.publishedBy)}::text[],
        ${networks.map((network) => network.publishedAt)}::timestamptz[]
      ) as t (network_id, version, valid_from, source, stations, lines, published_by, published_at)`
  },
}

/** A network and its distances, which are computed once for each version. */
export interface Measured {
  readonly network: Network
  readonly distances: Distances
}

export interface Networks {
  at(instant: Instant): Measured | undefined
}

/** What was published never changes: only the names of the versions are asked for each time, a new version is read once. */
export function networkCache(): (db: Database | Transaction) => Promise<Networks> {
  const known = new Map<string, Measured>()
  return async (db) => {
    const ids = await db<{ networkId: string }[]>`select network_id from travel_network`
    const fresh = ids.flatMap(({ networkId }) => (known.has(networkId) ? [] : [networkId]))
    if (fresh.length > 0) {
      const rows = await db<Network[]>`
        select ${db.unsafe(columns)} from travel_network where network_id = any(${fresh}::uuid[])`
      for (const network of rows) known.set(network.networkId, { network, distances: distancesOf(network) })
    }
    const networks = ids.flatMap(({ networkId }) => known.get(networkId)?.network ?? [])
    return {
      at(instant) {
        const network = networkOn(networks, dayOf(instant))
        return network === undefined ? undefined : known.get(network.networkId)
      },
    }
  }
}
