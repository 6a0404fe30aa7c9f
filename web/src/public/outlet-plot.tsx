import { createWords, useSay } from '../ui/words.ts'

const words = createWords('outlet-plot', {
  zh: {
    title: '位置示意（北在上）',
    drawn: '{{count}} 个网点的相对位置，编号与下方列表一致；实心为即时制卡网点。图上没有道路，请以地址为准。',
    scale: '{{km}} 公里',
  },
  en: {
    title: 'Where they lie (north above)',
    drawn:
      'Where {{count}} outlets lie to each other, numbered as in the list below; filled: cards made on the spot. There are no roads on it; go by the address.',
    scale: '{{km}} km',
  },
})

interface Point {
  readonly outletId: string
  readonly longitude: number
  readonly latitude: number
  readonly instantIssue: boolean
}

const size = { width: 360, height: 240, edge: 28 } as const
const kmPerDegree = 111.2
const leastKm = 2
const steps = [0.5, 1, 2, 5, 10, 20]

/** Kilometres east and south of the middle of the points, and how many pixels a kilometre has. */
function laidOut(points: readonly Point[]) {
  const longitudes = points.map(({ longitude }) => longitude)
  const latitudes = points.map(({ latitude }) => latitude)
  const west = Math.min(...longitudes)
  const north = Math.max(...latitudes)
  const shrink = Math.cos((north * Math.PI) / 180)
  const width = Math.max(leastKm, (Math.max(...longitudes) - west) * kmPerDegree * shrink)
  const height = Math.max(leastKm, (north - Math.min(...latitudes)) * kmPerDegree)
  const scale = Math.min((size.width - 2 * size.edge) / width, (size.height - 2 * size.edge) / height)
  return {
    scale,
    places: points.map((point) => ({
      ...point,
      x: size.edge + (point.longitude - west) * kmPerDegree * shrink * scale,
      y: size.edge + (north - point.latitude) * kmPerDegree * scale,
    })),
  }
}

/** The listed outlets by their coordinates; the list beside it says the same in words. */
export function OutletPlot({ points }: { readonly points: readonly Point[] }) {
  const say = useSay(words)
  const { scale, places } = laidOut(points)
  const km = steps.findLast((step) => step * scale <= size.width / 3) ?? steps[0] ?? 1
  const ground = size.height - 8
  return (
    <figure className="panel">
      <figcaption>
        <h2>{say('title')}</h2>
        <p className="quiet small">{say('drawn', { count: points.length })}</p>
      </figcaption>
      <svg className="plot" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        <path d={`M8 ${ground - 6}v6h${km * scale}v-6`} />
        <text x={14} y={ground - 5}>
          {say('scale', { km })}
        </text>
        {places.map(({ outletId, x, y, instantIssue }, nth) => (
          <g key={outletId} className={instantIssue ? 'plot-instant' : ''}>
            <circle cx={x} cy={y} r={10} />
            <text className="plot-number" x={x} y={y}>
              {nth + 1}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}
