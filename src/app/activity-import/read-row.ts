import { type Activity, checkActivity } from '../../domain/carbon/activity.js'
import { isCarrier, readUnit, unitsOf } from '../../domain/carbon/carrier.js'
import type { CarbonRefusal } from '../../domain/carbon/refusal.js'
import { type CivilDate, type CivilMonth, isCivilDate, lastDayOf, monthOf } from '../../kernel/civil-date.js'
import { absolute, exact, ONE } from '../../kernel/exact.js'
import type { Unit } from '../../kernel/quantity.js'
import { COLUMNS, isSource, LIMITS, type Member, SOURCES } from './columns.js'
import type { ImportRules } from './import-rules.js'
import type { RowProblemCode, TableRow } from './import-table.js'

/** A row that says one thing only; figures are still the texts that were sent. */
export interface DraftReading {
  readonly row: number
  readonly month: CivilMonth
  readonly carrier: string
  readonly meter: string
  readonly quantity: string
  readonly unit: Unit
  readonly greenQuantity: string
  readonly enthalpyKjPerKg: string | null
  readonly source: string
  readonly evidence: string | null
  readonly dataQuality: string
  readonly supersedes: string | null
}

export type NoteProblem = (member: Member, code: RowProblemCode, facts?: Readonly<Record<string, string>>) => void

/** Stands for an enthalpy that cannot be read, so that its row gives no further offence. */
const SOME_ENTHALPY = exact('2700')
/** Ten decimals at most, as the account keeps them. */
const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,10})?$/
const METER = /^[A-Za-z0-9._-]{1,40}$/
const ACTIVITY_ID = /^[1-9]\d{0,17}$/
/** What a spreadsheet would run when the text is exported again. */
const FORMULA = /^[=@\t\r]/
const FORMULA_IN_TEXT = /^[=+\-@\t\r]/

/** Reads one row and notes everything wrong with it; undefined where anything is. */
export function readRow(
  { row, cells }: TableRow,
  rules: ImportRules,
  today: CivilDate,
  note: NoteProblem,
): DraftReading | undefined {
  let faults = 0
  const fault: NoteProblem = (member, code, facts = {}) => {
    faults += 1
    note(member, code, facts)
  }
  for (const { member, required } of COLUMNS) checkText(member, cells[member], required, fault)

  const activity = readActivity(cells, today, fault)
  for (const refusal of refusalsOf(activity, today)) {
    const { code, index: _, member, ...facts } = refusal as Extract<CarbonRefusal, { member: string; index: number }>
    // What is missing altogether has been told already.
    if (cells[member as Member] !== undefined || code === 'ENTHALPY_MISSING')
      fault(member as Member, code as RowProblemCode, facts as Record<string, string>)
  }
  const { source = '', evidence, dataQuality, supersedes, meter = 'all' } = cells
  if (source !== '' && !isSource(source)) fault('source', 'SOURCE_UNKNOWN', { source, allowed: SOURCES.join(', ') })
  if (isSource(source) && rules.evidenceSources.includes(source) && evidence === undefined)
    fault('evidence', 'EVIDENCE_MISSING', { source })
  if (dataQuality !== undefined && !/^[1-5]$/.test(dataQuality))
    fault('dataQuality', 'DATA_QUALITY_MALFORMED', { text: dataQuality })
  if (supersedes !== undefined && !ACTIVITY_ID.test(supersedes))
    fault('supersedes', 'SUPERSEDES_MALFORMED', { text: supersedes })
  if (!METER.test(meter)) fault('meter', 'METER_MALFORMED', { text: meter })
  if (faults > 0 || !isSource(source)) return undefined
  return {
    row,
    month: activity.month,
    carrier: activity.carrier,
    meter,
    quantity: cells.quantity as string,
    unit: readUnit(activity.unit) as Unit,
    greenQuantity: cells.greenQuantity ?? '0',
    enthalpyKjPerKg: cells.enthalpyKjPerKg ?? null,
    source,
    evidence: evidence ?? null,
    dataQuality: dataQuality ?? rules.dataQuality[source],
    supersedes: supersedes ?? null,
  }
}

function checkText(member: Member, text: string | undefined, required: boolean, fault: NoteProblem): void {
  if (text === undefined) {
    if (required) fault(member, 'CELL_MISSING')
    return
  }
  if (text.length > (member === 'evidence' ? 200 : LIMITS.cellCharacters)) fault(member, 'CELL_TOO_LONG')
  const formula = member === 'evidence' || member === 'meter' ? FORMULA_IN_TEXT : FORMULA
  if (formula.test(text)) fault(member, 'CELL_FORMULA', { text: text.slice(0, 80) })
}

/** The activity of a row; what cannot be read is told and stands as something that gives no further offence. */
function readActivity(cells: TableRow['cells'], today: CivilDate, fault: NoteProblem): Activity {
  const decimal = (member: 'quantity' | 'greenQuantity' | 'enthalpyKjPerKg') => {
    const text = cells[member]
    if (text === undefined) return undefined
    if (DECIMAL.test(text)) return exact(text)
    if (!FORMULA.test(text)) fault(member, 'NOT_A_PLAIN_DECIMAL', { text: text.slice(0, 80) })
    return undefined
  }
  const quantity = decimal('quantity')
  const greenQuantity = decimal('greenQuantity')
  const enthalpyKjPerKg = decimal('enthalpyKjPerKg')
  const unreadEnthalpy = cells.enthalpyKjPerKg !== undefined && enthalpyKjPerKg === undefined
  return {
    carrier: cells.carrier ?? 'electricity',
    unit: cells.unit ?? (cells.carrier !== undefined && isCarrier(cells.carrier) ? unitsOf(cells.carrier)[0] : 'kWh'),
    quantity: quantity ?? ONE,
    month: readMonth(cells.month, today, fault),
    ...(greenQuantity && quantity ? { greenQuantity } : {}),
    ...(enthalpyKjPerKg ? { enthalpyKjPerKg } : {}),
    ...(unreadEnthalpy && cells.carrier === 'steam' ? { enthalpyKjPerKg: SOME_ENTHALPY } : {}),
  }
}

function readMonth(text: string | undefined, today: CivilDate, fault: NoteProblem): CivilMonth {
  if (text === undefined) return monthOf(today)
  const isMonth = /^\d{4}-\d{2}$/.test(text) && isCivilDate(`${text}-01`)
  if (!isMonth) {
    fault('month', 'MONTH_MALFORMED', { text: text.slice(0, 80) })
    return monthOf(today)
  }
  // The domain refuses months after this one; this one is refused until it is over.
  const month = text as CivilMonth
  if (month === monthOf(today) && lastDayOf(month) > today) fault('month', 'MONTH_AFTER_AS_OF', { month, asOf: today })
  return month
}

/** Every refusal of an activity: what is refused is taken away and the domain asked again. */
function refusalsOf(activity: Activity, today: CivilDate): readonly CarbonRefusal[] {
  const refusals: CarbonRefusal[] = []
  let rest: Activity = activity
  for (;;) {
    const checked = checkActivity(rest, 0, today)
    if (checked.ok) return refusals
    const { refusal } = checked
    refusals.push(refusal)
    const member = 'member' in refusal ? refusal.member : ''
    if (refusals.length > COLUMNS.length) return refusals
    rest = without(rest, member, today)
  }
}

function without(activity: Activity, member: string, today: CivilDate): Activity {
  const { greenQuantity: _, enthalpyKjPerKg: __, ...rest } = activity
  if (member === 'carrier') return { ...rest, carrier: 'electricity', unit: 'kWh' }
  if (member === 'unit')
    return { ...activity, unit: isCarrier(activity.carrier) ? unitsOf(activity.carrier)[0] : 'kWh' }
  if (member === 'quantity') return { ...activity, quantity: absolute(activity.quantity) }
  if (member === 'month') return { ...activity, month: monthOf(today) }
  if (member === 'greenQuantity') {
    const { greenQuantity: ___, ...left } = activity
    return left
  }
  return activity.carrier === 'steam' ? { ...activity, enthalpyKjPerKg: SOME_ENTHALPY } : rest
}
