import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { BarPlot } from './bar-plot.ts'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer])

interface PlotProps {
  readonly of: BarPlot
  /** What the picture says, in words. */
  readonly description: string
}

const roomRem = 7
const rowRem = 2

/** Bars. Series differ by pattern too, nothing moves for whoever wants it still, and the words say the same. */
export function Plot({ of: plot, description }: PlotProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const style = getComputedStyle(document.documentElement)
    const token = (name: string) => style.getPropertyValue(name).trim()
    const chart = init(element, null, { renderer: 'canvas' })
    const categories = { type: 'category', data: [...plot.categories], axisLabel: { color: token('--ink') } } as const
    const values = {
      type: 'value',
      name: plot.unit,
      minInterval: plot.whole === false ? undefined : 1,
      axisLabel: { color: token('--ink') },
    } as const
    const text = { color: token('--ink'), fontFamily: token('--font') }
    chart.setOption({
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      textStyle: text,
      color: [token('--primary'), token('--warn'), token('--good'), token('--bad'), token('--ink-quiet')],
      aria: { enabled: false, decal: { show: plot.series.length > 1 } },
      grid: { left: 8, right: 16, top: plot.series.length > 1 ? 56 : 32, bottom: 8, containLabel: true },
      legend: { show: plot.series.length > 1, type: 'scroll', top: 0, textStyle: text },
      // Drawn on the canvas: the policy of the page allows no styles in markup.
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, renderMode: 'richText' },
      xAxis: plot.lying ? values : categories,
      yAxis: plot.lying ? { ...categories, inverse: true } : values,
      series: plot.series.map(({ name, data }) => ({
        type: 'bar',
        name,
        data: [...data],
        barMaxWidth: 36,
        ...(plot.stacked ? { stack: 'all' } : {}),
      })),
    })
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [plot])
  const height = plot.lying ? `${roomRem + plot.categories.length * rowRem}rem` : undefined
  return <div ref={place} className="plot" style={{ height }} role="img" aria-label={description} />
}
