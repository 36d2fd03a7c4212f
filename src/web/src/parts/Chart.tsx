import { lazy, Suspense } from 'react'
import type { ChartProps } from './EChart.js'

const EChart = lazy(() => import('./EChart.js'))

/** A drawing beside the figures it is drawn from; the library comes only when one is on the screen. */
export const Chart = (props: ChartProps) => (
  <Suspense fallback={<div style={{ height: props.height ?? 260 }} />}>
    <EChart {...props} />
  </Suspense>
)
