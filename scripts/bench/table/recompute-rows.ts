import { type FreshDatabase, freshDatabase } from '../fresh-database.js'
import { makeBook } from '../province/book.js'
import { bareRecompute, stageRows } from './bare-recompute.js'
import { atMost, type BenchRow, grouped, median, seconds } from './bench-row.js'
import { changeInputs } from './changed-inputs.js'
import { ask, type Latencies, servedReads } from './reads.js'
import { type MeasuredRun, recompute } from './recompute.js'

const MOST_AGAINST_BARE = 1.5
const MOST_GROWTH = 1.2
const MOST_INCREMENTAL = 0.03
const CHANGED_SHARE = 0.01
const LEAST_SPEEDUP = 1.6
const MOST_SLOWER_READS = 3
const MOST_RESIDENT_MB = 300

export interface RecomputeOptions {
  /** Rising. */
  readonly sizes: readonly number[]
  readonly seed: number
  /** How often each of what is compared is measured, by turns. */
  readonly turns: number
  readonly readsPerSecond: number
  /** So long the idle system is asked. */
  readonly idleSeconds: number
  readonly say: (line: string) => void
}

/** Everything that is measured of one size. */
interface Size {
  readonly loans: number
  readonly one: readonly MeasuredRun[]
  readonly two: readonly MeasuredRun[]
}

/** A full run of every size, what it is held against, and what people notice of it. */
export async function recomputeRows(options: RecomputeOptions): Promise<readonly BenchRow[]> {
  const sizes: Size[] = []
  const rows: BenchRow[] = []
  for (const [index, loans] of options.sizes.entries()) {
    const book = await madeBook(loans, options)
    try {
      if (index < options.sizes.length - 1) sizes.push(await measuredSize(book, loans, options))
      else rows.push(...(await largestSize(book, loans, sizes, options)))
    } finally {
      await book.close()
    }
  }
  return rows
}

async function madeBook(loans: number, { seed, say }: RecomputeOptions): Promise<FreshDatabase> {
  const book = await freshDatabase()
  try {
    const from = performance.now()
    await makeBook(book.ownerUrl, {
      loans,
      seed,
      policy: 'january',
      journal: 'disbursements',
      connections: 2,
      say: () => undefined,
    })
    say(`a book of ${grouped(loans)} loans made in ${seconds((performance.now() - from) / 1e3)} on ${book.server}`)
    return book
  } catch (error) {
    await book.close()
    throw error
  }
}

/** Does something with another copy of the book: every turn starts from the same rows. */
async function onCopy<T>(book: FreshDatabase, work: (url: string) => Promise<T>): Promise<T> {
  const copy = await book.copy()
  return work(copy.url).finally(() => copy.drop())
}

const told = (what: string, run: MeasuredRun, loans: number) =>
  `  ${what.padEnd(34)} ${seconds(run.seconds)}  ${grouped(loans / run.seconds)} loans/s  ${grouped(run.result.decided)} decided, ${grouped(run.result.changed)} changed, ${run.failed} failed  ${run.peakMb?.toFixed(0) ?? '?'} MB`

async function measuredRun(
  book: FreshDatabase,
  workers: number,
  loans: number,
  say: RecomputeOptions['say'],
): Promise<MeasuredRun> {
  const run = await onCopy(book, (url) => recompute(url, workers, 'all'))
  say(told(`full run, ${workers === 1 ? 'one worker' : `${workers} workers`}`, run, loans))
  return run
}

async function measuredSize(book: FreshDatabase, loans: number, { turns, say }: RecomputeOptions): Promise<Size> {
  const [one, two]: [MeasuredRun[], MeasuredRun[]] = [[], []]
  // A small book is recomputed in a second or two: what else the machine does weighs more on it.
  for (let turn = 0; turn < (turns === 1 ? 1 : turns + 1); turn++) {
    one.push(await measuredRun(book, 1, loans, say))
    two.push(await measuredRun(book, 2, loans, say))
  }
  return { loans, one, two }
}

async function largestSize(
  book: FreshDatabase,
  loans: number,
  smaller: readonly Size[],
  options: RecomputeOptions,
): Promise<readonly BenchRow[]> {
  const { turns, say } = options
  const one: MeasuredRun[] = []
  const two: MeasuredRun[] = []
  const bare = { one: [] as number[], two: [] as number[] }
  const incremental: { readonly run: MeasuredRun; readonly loans: number; readonly again: number }[] = []

  for (let turn = 0; turn < turns; turn++) {
    await onCopy(book, async (url) => {
      const run = await recompute(url, 2, 'all')
      say(told('full run, 2 workers', run, loans))
      two.push(run)
      if (turn === 0) {
        await stageRows(url, book.ownerUrl, run.runId)
        incremental.push(await changedRun(url, say))
      }
    })
    for (const connections of [2, 1] as const) {
      const took = await onCopy(book, (url) => bareRecompute(url, connections))
      say(`  bare SQL, ${connections === 1 ? 'one statement a table' : 'two connections in chunks'}  ${seconds(took)}`)
      bare[connections === 1 ? 'one' : 'two'].push(took)
    }
    one.push(await measuredRun(book, 1, loans, say))
  }
  const reads = await readsMeanwhile(book, options)
  const sizes: readonly Size[] = [...smaller, { loans, one, two }]
  return [
    againstBare(loans, two, bare),
    growth(sizes),
    ...incrementalRows(two, incremental),
    speedup(loans, one, two),
    readsRow(reads),
    memory(sizes),
  ]
}

const medianSeconds = (runs: readonly MeasuredRun[]) => median(runs.map((run) => run.seconds))

function againstBare(
  loans: number,
  runs: readonly MeasuredRun[],
  bare: { readonly one: readonly number[]; readonly two: readonly number[] },
): BenchRow {
  const best = Math.min(median(bare.one), median(bare.two))
  const run = medianSeconds(runs)
  return atMost(
    `full rate recompute of ${grouped(loans)} loans, 2 workers`,
    [`${seconds(run)}, ${grouped(loans / run)} loans/s`, run],
    [
      `bare SQL ${seconds(best)} (one transaction ${seconds(median(bare.one))}, two connections ${seconds(median(bare.two))})`,
      best,
    ],
    MOST_AGAINST_BARE,
  )
}

/** One worker, so that nothing but the size differs. */
function growth(sizes: readonly Size[]): BenchRow {
  const costs = sizes.map(({ loans, one }) => ({ loans, each: medianSeconds(one) / loans }))
  const [first, last] = [costs[0] as (typeof costs)[0], costs.at(-1) as (typeof costs)[0]]
  const microseconds = ({ loans, each }: (typeof costs)[0]) => `${(each * 1e6).toFixed(1)} µs at ${grouped(loans)}`
  return atMost(
    'cost of a loan as the book grows, 1 worker',
    [costs.slice(1).map(microseconds).join(', '), last.each],
    [microseconds(first), first.each],
    MOST_GROWTH,
  )
}

async function changedRun(url: string, say: RecomputeOptions['say']) {
  const loans = await changeInputs(url, CHANGED_SHARE)
  const run = await recompute(url, 2, 'changed')
  say(told(`inputs of ${grouped(loans)} loans changed`, run, loans))
  // A full run that finds everything decided as it would decide writes nothing.
  const again = await recompute(url, 2, 'all')
  say(told('full run after it', again, loans))
  return { run, loans, again: again.result.decided }
}

function incrementalRows(
  full: readonly MeasuredRun[],
  measured: readonly { readonly run: MeasuredRun; readonly loans: number; readonly again: number }[],
): readonly BenchRow[] {
  return measured.flatMap(({ run, loans, again }) => [
    atMost(
      `recompute of ${grouped(loans)} changed loans (1 %)`,
      [seconds(run.seconds), run.seconds],
      [`full run ${seconds(medianSeconds(full))}`, medianSeconds(full)],
      MOST_INCREMENTAL,
    ),
    {
      work: 'a full run after it decides the same',
      measured: `${again} decisions written`,
      against: 'the incremental run',
      ratio: null,
      mustReach: '0 written',
      reached: again === 0 && run.result.decided > 0,
    },
  ])
}

function speedup(loans: number, one: readonly MeasuredRun[], two: readonly MeasuredRun[]): BenchRow {
  const ratio = medianSeconds(one) / medianSeconds(two)
  return {
    work: `two worker processes, ${grouped(loans)} loans`,
    measured: seconds(medianSeconds(two)),
    against: `one worker ${seconds(medianSeconds(one))}, ${grouped(loans / medianSeconds(one))} loans/s`,
    ratio: ratio.toFixed(2),
    mustReach: `≥ ${LEAST_SPEEDUP}×`,
    reached: ratio >= LEAST_SPEEDUP,
  }
}

async function readsMeanwhile(book: FreshDatabase, { readsPerSecond, idleSeconds, say }: RecomputeOptions) {
  return onCopy(book, async (url) => {
    const served = await servedReads(url)
    try {
      const pause = (long: number) => new Promise((over) => setTimeout(over, long * 1e3))
      // Compiled and planned before anything counts.
      await ask(served, readsPerSecond, pause(Math.min(5, idleSeconds)))
      const idle = await ask(served, readsPerSecond, pause(idleSeconds))
      say(`  reads on an idle system            ${tellReads(idle)}`)
      const busy = await ask(served, readsPerSecond, recompute(url, 1, 'all'))
      say(`  reads during a full run            ${tellReads(busy)}`)
      return { idle, busy }
    } finally {
      await served.stop()
    }
  })
}

const milliseconds = (value: number) => `${value.toFixed(1)} ms`
const tellReads = ({ asked, p50, p99, byWhat }: Latencies) =>
  `${grouped(asked)} reads, p50 ${milliseconds(p50)}, p99 ${milliseconds(p99)} (${[...byWhat].map(([what, times]) => `${what} ${milliseconds(times.p99)}`).join(', ')})`

const readsRow = ({ idle, busy }: { readonly idle: Latencies; readonly busy: Latencies }): BenchRow =>
  atMost(
    'p99 of reads during a full run, 1 worker',
    [milliseconds(busy.p99), busy.p99],
    [`idle ${milliseconds(idle.p99)}`, idle.p99],
    MOST_SLOWER_READS,
  )

function memory(sizes: readonly Size[]): BenchRow {
  const peaks = sizes.map(({ loans, one, two }) => {
    const all = [...one, ...two].map(({ peakMb }) => peakMb)
    return { loans, most: all.includes(null) ? null : Math.max(...(all as number[])) }
  })
  return {
    work: 'resident memory of a worker at its peak',
    measured: peaks.map(({ loans, most }) => `${most?.toFixed(0) ?? '?'} MB at ${grouped(loans)}`).join(', '),
    against: '—',
    ratio: null,
    mustReach: `≤ ${MOST_RESIDENT_MB} MB`,
    reached: peaks.every(({ most }) => most === null || most <= MOST_RESIDENT_MB),
  }
}
