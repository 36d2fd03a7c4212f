import { Readable } from 'node:stream'
import type { RawDatabase } from '../../src/app/activity-import/bulk-store.js'
import type { Activity } from '../../src/domain/carbon/activity.js'
import { addMonthsToMonth, type CivilMonth, civilMonth } from '../../src/kernel/civil-date.js'
import { exact, formatExact } from '../../src/kernel/exact.js'

/** Twenty-four months of three meters: what an enterprise of the portfolio has. */
const MONTHS = Array.from({ length: 24 }, (_, index) => addMonthsToMonth(civilMonth('2022-07'), index))
const CARRIERS = ['electricity', 'natural_gas', 'diesel'] as const
export const ROWS_PER_ENTERPRISE = MONTHS.length * CARRIERS.length
const REGIONS = ['441203', '330100', '320500', '310100', '441284']

export interface SyntheticEnterprise {
  readonly uscc: string
  readonly region: string
  readonly activities: readonly Activity[]
}

/** xorshift32: the same seed gives the same rows on every machine. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    yield state >>> 0
  }
}

/** One enterprise with its readings; the same index gives the same one. */
export function syntheticEnterprise(index: number): SyntheticEnterprise {
  const random = numbers(index * 2_654_435_761 + 88_172_645)
  const next = (below: number) => random.next().value % below
  const inMwh = index % 7 === 0
  const inNm3 = index % 5 === 0
  const activities = MONTHS.flatMap((month) => CARRIERS.map((carrier) => activityOf(carrier, month)))
  return {
    uscc: `BENCH${String(index).padStart(13, '0')}`,
    region: REGIONS[index % REGIONS.length] as string,
    activities,
  }

  function activityOf(carrier: (typeof CARRIERS)[number], month: CivilMonth): Activity {
    if (carrier === 'electricity') {
      const whole = 20_000 + next(900_000)
      const green = next(4) === 0 ? next(whole) : 0
      return inMwh
        ? { carrier, month, unit: 'MWh', quantity: exact(`${whole}.${1 + next(8)}`), greenQuantity: exact(`${green}`) }
        : { carrier, month, unit: 'kWh', quantity: exact(`${whole}`), greenQuantity: exact(`${green}`) }
    }
    if (carrier === 'natural_gas')
      return { carrier, month, unit: inNm3 ? 'Nm3' : '10^4Nm3', quantity: exact(`${1 + next(90)}.${1 + next(998)}1`) }
    return { carrier, month, unit: 't', quantity: exact(`${next(40)}.${1 + next(98)}1`) }
  }
}

/** Rows of a CSV as lines in pieces of some hundred kilobytes, made beforehand so that making them is not timed. */
export function csvOf(
  enterprises: readonly SyntheticEnterprise[],
  rows: number,
  owner: (index: number) => string,
): Buffer[] {
  const pieces: Buffer[] = []
  let lines: string[] = []
  let written = 0
  for (const [index, { activities }] of enterprises.entries()) {
    for (const { month, carrier, quantity, unit, greenQuantity } of activities) {
      if (written === rows) break
      lines.push(
        `${owner(index)},${month},${carrier},all,${formatExact(quantity)},${unit},${greenQuantity ? formatExact(greenQuantity) : 0},park-platform,3,\n`,
      )
      written += 1
    }
    if (lines.length > 4_000) {
      pieces.push(Buffer.from(lines.join('')))
      lines = []
    }
  }
  pieces.push(Buffer.from(lines.join('')))
  return pieces
}

export const streamOf = (pieces: readonly Buffer[]): Readable => Readable.from(pieces)

/** Adds the enterprises. @returns their ids in order */
export async function addEnterprises(
  owner: RawDatabase,
  enterprises: readonly SyntheticEnterprise[],
): Promise<readonly string[]> {
  const given = JSON.stringify(enterprises.map(({ uscc, region }) => ({ uscc, region })))
  await owner.unsafe(
    `WITH given AS (SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS r(uscc text, region text)),
       added AS (INSERT INTO organisation (code, kind, name_zh, name_en, origin)
         SELECT uscc, 'enterprise', uscc, uscc, 'synthetic' FROM given RETURNING id, code)
     INSERT INTO enterprise (id, uscc, name_zh, name_en, sector_code, region_code, employees, verification, data_quality, origin)
     SELECT a.id, g.uscc, g.uscc, g.uscc, '3252', g.region, 100, 'none', 3, 'synthetic' FROM given g JOIN added a ON a.code = g.uscc`,
    [given],
  )
  const rows = await owner.unsafe<{ id: string }[]>(
    "SELECT id FROM enterprise WHERE origin = 'synthetic' ORDER BY uscc",
  )
  await owner.unsafe('ANALYZE enterprise')
  return rows.map(({ id }) => id)
}
