import { useId } from 'react'
import './money.css'

export interface BarSeries {
  readonly name: string
  /** Striped, so that the two are told apart without their colours. */
  readonly striped?: boolean
  /** One for each category. */
  readonly data: readonly number[]
}

interface MonthBarsProps {
  /** What the picture says, for whoever does not see it. */
  readonly description: string
  readonly months: readonly string[]
  readonly series: readonly BarSeries[]
  /** What the highest bar stands for, as it is written beside it. */
  readonly top: string
}

const [height, gap] = [60, 0.18]

/** Bars by month, as wide as the page: the drawing stretches, the letters below it do not. */
export function MonthBars({ description, months, series, top }: MonthBarsProps) {
  const pattern = useId()
  const most = Math.max(1, ...series.flatMap(({ data }) => data))
  const width = (1 - 2 * gap) / series.length
  return (
    <div className="bars">
      <p className="bars-top small quiet" aria-hidden="true">
        {top}
      </p>
      <svg
        className="bars-plot"
        role="img"
        aria-label={description}
        viewBox={`0 0 ${months.length} ${height}`}
        preserveAspectRatio="none"
      >
        <defs>
          <pattern id={pattern} width="1" height="2.4" patternUnits="userSpaceOnUse">
            <rect className="bars-stripe" width="1" height="1.4" />
          </pattern>
        </defs>
        <line className="bars-line" x1="0" x2={months.length} y1={height} y2={height} />
        {series.map(({ name, striped = false, data }, place) =>
          data.map((value, at) => (
            <rect
              className={striped ? undefined : 'bars-bar'}
              fill={striped ? `url(#${pattern})` : undefined}
              key={`${name} ${months[at]}`}
              x={at + gap + place * width}
              y={height - (value / most) * height}
              width={width}
              height={(value / most) * height}
            />
          )),
        )}
      </svg>
      <ol className="bars-months small quiet" aria-hidden="true">
        {months.map((month, at) => (
          <li className="bars-month" key={month}>
            {Number(month.slice(-2))}
            {hasYear(months, at) && <span className="bars-year">{month.slice(0, 4)}</span>}
          </li>
        ))}
      </ol>
      {series.length > 1 && (
        <p className="row small" aria-hidden="true">
          {series.map(({ name, striped = false }) => (
            <span className="row bars-name" key={name}>
              <span className="bars-mark" data-striped={striped} />
              {name}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

const yearWidth = 3

/** A year stands below its January, and below the first month where the two have room beside each other. */
function hasYear(months: readonly string[], at: number): boolean {
  const isJanuary = (month: string): boolean => month.endsWith('-01')
  return isJanuary(months[at] ?? '') || (at === 0 && !months.slice(1, yearWidth).some(isJanuary))
}
