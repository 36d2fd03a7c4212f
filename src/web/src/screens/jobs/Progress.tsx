import { Progress as Bar } from 'antd'
import type { JobRun } from '../../api/types.js'
import { groupThousands } from '../../format/decimal.js'

const BAR = {
  succeeded: 'success',
  failed: 'exception',
  cancelled: 'normal',
  paused: 'normal',
  queued: 'normal',
  running: 'active',
  cancelling: 'active',
} as const

/** How far a run is. */
export function Progress({ run }: { readonly run: Pick<JobRun, 'state' | 'done' | 'total'> }) {
  const { state, done, total } = run
  const percent =
    state === 'succeeded' ? 100 : total === null || total === 0 ? 0 : Math.min(99, Math.floor((done * 100) / total))
  return (
    <div className="progress">
      <Bar percent={percent} status={BAR[state]} size="small" aria-label={`${done} / ${total ?? '?'}`} />
      {total === null ? null : (
        <span className="note figure">
          {groupThousands(String(done))} / {groupThousands(String(total))}
        </span>
      )}
    </div>
  )
}
