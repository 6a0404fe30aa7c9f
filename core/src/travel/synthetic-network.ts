import type { Line, Network, Station } from './network.ts'

/** East and north of the middle, in hundreds of metres; every station exists nowhere. */
const places: Readonly<Record<string, readonly [zh: string, en: string, east: number, north: number]>> = {
  'west-gate': ['西门', 'West Gate', -150, 0],
  'mill-lane': ['磨坊巷', 'Mill Lane', -110, 0],
  'library-square': ['图书馆广场', 'Library Square', -70, 0],
  'bell-tower': ['钟楼', 'Bell Tower', -35, 0],
  centre: ['中心', 'Centre', 0, 0],
  'east-market': ['东市', 'East Market', 35, 0],
  'canal-bridge': ['运河桥', 'Canal Bridge', 75, 0],
  'weavers-row': ['织坊街', 'Weavers’ Row', 115, 0],
  'east-gate': ['东门', 'East Gate', 160, 0],
  'far-east': ['远东里', 'Far East', 230, 10],
  'north-hill': ['北山', 'North Hill', 0, 180],
  observatory: ['观象台', 'Observatory', 0, 140],
  'cedar-park': ['雪松公园', 'Cedar Park', 0, 100],
  'north-ring': ['北环', 'North Ring', 0, 60],
  'drum-lane': ['鼓巷', 'Drum Lane', 0, 30],
  'south-lake': ['南湖', 'South Lake', 0, -35],
  'south-ring': ['南环', 'South Ring', 0, -65],
  'rail-yard': ['车场', 'Rail Yard', 0, -105],
  'new-town': ['新城', 'New Town', 0, -160],
  'far-south': ['远南里', 'Far South', 0, -240],
  'ring-north-east': ['东北环', 'Ring North-East', 60, 60],
  'ring-east': ['东环', 'Ring East', 75, 5],
  'ring-south-east': ['东南环', 'Ring South-East', 60, -60],
  'ring-south-west': ['西南环', 'Ring South-West', -60, -60],
  'ring-north-west': ['西北环', 'Ring North-West', -60, 60],
  university: ['大学城', 'University', -120, 80],
  'hot-springs': ['温泉', 'Hot Springs', -190, 130],
  'north-ring-air': ['北环（机场线）', 'North Ring (airport line)', 2, 62],
  'air-cargo': ['货运区', 'Air Cargo', 120, 170],
  airport: ['机场', 'Airport', 150, 210],
}

/** Tracks wind: they are longer than the straight way between two stations by a tenth. */
const winding = 1.1

const stations: readonly Station[] = Object.entries(places).map(([stationId, [zh, en, east, north]]) => ({
  stationId,
  name: { zh, en },
  east: east * 100,
  north: north * 100,
}))

function trackBetween(from: string, to: string): number {
  const [one, other] = [places[from], places[to]]
  if (one === undefined || other === undefined) throw new Error(`no place ${from} or ${to}`)
  return Math.round(Math.hypot(one[2] - other[2], one[3] - other[3]) * 100 * winding)
}

function line(lineId: string, zh: string, en: string, along: readonly string[], more: Partial<Line> = {}): Line {
  const metres = along.slice(1).map((station, at) => trackBetween(along[at] as string, station))
  return { lineId, name: { zh, en }, mode: 'metro', stations: along, metres, ...more }
}

const ring = [
  ...['north-ring', 'ring-north-east', 'ring-east', 'ring-south-east', 'south-ring', 'ring-south-west'],
  ...['library-square', 'ring-north-west'],
]
const eastWest = [
  ...['west-gate', 'mill-lane', 'library-square', 'bell-tower', 'centre', 'east-market', 'canal-bridge'],
  ...['weavers-row', 'east-gate', 'far-east'],
]
const northSouth = [
  ...['north-hill', 'observatory', 'cedar-park', 'north-ring', 'drum-lane', 'centre', 'south-lake', 'south-ring'],
  ...['rail-yard', 'new-town', 'far-south'],
]

/** A network of thirty stations that exists nowhere: two lines that cross, a ring, a branch and an airport line with gates of its own. */
export const syntheticNetwork: Pick<Network, 'source' | 'stations' | 'lines'> = {
  source: '合成线网，仅供演示 / synthetic network, for demonstration only',
  stations,
  lines: [
    line('1', '一号线', 'line 1', eastWest),
    line('2', '二号线', 'line 2', northSouth),
    line('3', '环线', 'ring line', ring, {
      metres: ring.map((station, at) => trackBetween(station, ring[(at + 1) % ring.length] as string)),
    }),
    line('4', '四号线', 'line 4', ['ring-north-west', 'university', 'hot-springs']),
    line('air', '机场线', 'airport line', ['north-ring-air', 'air-cargo', 'airport'], { mode: 'airport' }),
  ],
}
