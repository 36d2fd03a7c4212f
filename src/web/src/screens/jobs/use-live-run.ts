import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { JobProgress } from '../../api/types.js'
import { useRead } from '../../api/use-read.js'

const ENDED: readonly JobProgress['state'][] = ['succeeded', 'failed', 'cancelled']
export const hasEnded = (run: Pick<JobProgress, 'state'> | undefined): boolean =>
  run !== undefined && ENDED.includes(run.state)

/** How a run is watched: told by the server as it goes, asked for again and again where that cannot be, not at all once it has ended. */
export type Watching = 'told' | 'asked' | 'over'

const POLL_MS = 1_500

/** One run, watched while it is under way: by server-sent events, or by asking again where no stream comes through. */
export function useLiveRun(id: string) {
  const queries = useQueryClient()
  const [told, setTold] = useState<JobProgress | null>(null)
  const [isStreaming, setStreaming] = useState(false)
  const asked = useRead<JobProgress>(
    `/v1/jobs/${id}`,
    {},
    { refetchInterval: (run) => (isStreaming || hasEnded(run) ? false : POLL_MS) },
  )
  const isFound = asked.data !== undefined
  const isOver = hasEnded(asked.data)
  useEffect(() => {
    if (!isFound || isOver || typeof EventSource === 'undefined') return
    const stream = new EventSource(`/v1/jobs/${id}/events`)
    const hear = ({ data }: MessageEvent<string>) => {
      setStreaming(true)
      setTold(JSON.parse(data) as JobProgress)
    }
    stream.addEventListener('progress', hear)
    stream.addEventListener('end', (event) => {
      hear(event as MessageEvent<string>)
      stream.close()
      setStreaming(false)
      void queries.invalidateQueries()
    })
    // The browser tries again by itself where it may; until it is heard again, the run is asked for.
    stream.addEventListener('error', () => {
      setStreaming(false)
      setTold(null)
    })
    return () => stream.close()
  }, [id, isFound, isOver, queries])
  const run = told?.id === id && !isOver ? told : asked.data
  const watching: Watching = hasEnded(run) ? 'over' : isStreaming ? 'told' : 'asked'
  return { asked, run, watching }
}
