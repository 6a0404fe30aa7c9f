import { accept, type Decision, type DecisionContext, refuse } from '../decision/decision.ts'
import type { Network, NetworkEvent } from './network.ts'

/** Article 5: the transport department says which stations there are and how far they lie apart, from a day to come. */
export function publishNetwork(
  networks: readonly Network[],
  network: Pick<Network, 'from' | 'source' | 'stations' | 'lines'>,
  context: Pick<DecisionContext, 'today' | 'actor' | 'newId'>,
): Decision<NetworkEvent, { networkId: string }> {
  const wrong = wrongIn(network)
  if (wrong !== undefined) return refuse('network-wrong', { wrong })
  // Rides of the past were priced with the network of their day; only the very first may reach back.
  if (networks.length > 0 && network.from <= context.today)
    return refuse('network-begins-later', { from: network.from })
  if (networks.some(({ from }) => from === network.from)) return refuse('network-day-taken', { from: network.from })
  const networkId = context.newId()
  const data = { ...network, publishedBy: context.actor.id }
  return accept([{ stream: 'travel-network', id: networkId, personId: null, name: 'network-published', data }], {
    networkId,
  })
}

/** The first thing that is wrong, by the name of the line or station. */
function wrongIn({ stations, lines }: Pick<Network, 'stations' | 'lines'>): string | undefined {
  const known = new Set(stations.map(({ stationId }) => stationId))
  if (known.size !== stations.length) return 'station twice'
  const modes = new Map<string, string>()
  for (const { lineId, mode, stations: along, metres } of lines) {
    if (along.length < 2) return lineId
    if (metres.length !== along.length - 1 && metres.length !== along.length) return lineId
    for (const stationId of along) {
      if (!known.has(stationId)) return `${lineId}: ${stationId}`
      if ((modes.get(stationId) ?? mode) !== mode) return `${lineId}: ${stationId}`
      modes.set(stationId, mode)
    }
  }
  return stations.find(({ stationId }) => !modes.has(stationId))?.stationId
}
