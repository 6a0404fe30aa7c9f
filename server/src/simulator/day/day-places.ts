import { syntheticNetwork } from '@yika/core/travel/synthetic-network.ts'
import type { DayPlaces } from './plan-day.ts'

/** Where the people of the sample city go with their cards. */
export const dayPlaces: DayPlaces = {
  stations: syntheticNetwork.stations.filter(({ stationId }) => !airportOnly(stationId)).map((one) => one.stationId),
  busStops: Array.from({ length: 20 }, (_, stop) => `bus-stop-${stop + 1}`),
  hospitals: ['hospital-3', 'hospital-2', 'hospital-1', 'community-1'],
  pharmacies: ['pharmacy-1'],
  parks: ['park-1', 'park-2'],
  libraries: ['library-1'],
}

function airportOnly(stationId: string): boolean {
  return !syntheticNetwork.lines.some(({ mode, stations }) => mode === 'metro' && stations.includes(stationId))
}
