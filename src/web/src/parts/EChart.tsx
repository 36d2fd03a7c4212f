import { BarChart, LineChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer])

export interface ChartProps {
  readonly option: EChartsCoreOption
  readonly label: string
  readonly height?: number
}

export default function EChart({ option, label, height = 260 }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (holder.current === null) return
    const chart = init(holder.current, null, { renderer: 'svg' })
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      ...option,
      aria: { enabled: true, label: { description: label } },
    })
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(holder.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option, label])
  return <div ref={holder} role="img" aria-label={label} style={{ height }} />
}
