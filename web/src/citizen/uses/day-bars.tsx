import type { Counted } from './counted.ts'
import './uses.css'

interface DayBarsProps {
  /** Every day of the month. */
  readonly days: readonly Counted[]
  /** What the picture says, in words. */
  readonly description: string
  readonly names: { readonly allowed: string; readonly refused: string }
}

const [height, gap, daysPerWeek] = [60, 0.15, 7]

/** A bar a day: what was refused stands on what was allowed, hollow, so that it is seen without colours. */
export function DayBars({ days, description, names }: DayBarsProps) {
  const most = Math.max(1, ...days.map(({ allowed, refused }) => allowed + refused))
  const high = (count: number) => (count / most) * height
  return (
    <div className="day-bars">
      <p className="small quiet" aria-hidden="true">
        {most}
      </p>
      <svg role="img" aria-label={description} viewBox={`0 0 ${days.length} ${height}`} preserveAspectRatio="none">
        {days.map(({ name, allowed, refused }, at) => (
          <g key={name}>
            <rect
              className="day-bars-allowed"
              x={at + gap}
              y={height - high(allowed)}
              width={1 - 2 * gap}
              height={high(allowed)}
            />
            {refused > 0 && (
              <rect
                className="day-bars-refused"
                x={at + gap}
                y={height - high(allowed + refused)}
                width={1 - 2 * gap}
                height={high(refused)}
              />
            )}
          </g>
        ))}
        <line className="day-bars-line" x1="0" x2={days.length} y1={height} y2={height} />
      </svg>
      <ol className="day-bars-days small quiet" aria-hidden="true">
        {days.map(({ name }, at) => (
          <li key={name}>{at % daysPerWeek === 0 && <span>{at + 1}</span>}</li>
        ))}
      </ol>
      <p className="row small" aria-hidden="true">
        {(['allowed', 'refused'] as const).map((kind) => (
          <span className="row" key={kind}>
            <span className={`day-bars-mark day-bars-mark-${kind}`} />
            {names[kind]}
          </span>
        ))}
      </p>
    </div>
  )
}
