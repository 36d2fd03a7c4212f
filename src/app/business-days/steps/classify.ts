import type { Tx } from '../../../db/transaction.js'
import {
  type ClassificationFloor,
  type ClassificationRefusal,
  classificationFloors,
  classify as classOf,
} from '../../../domain/loans/classification.js'
import type { CivilDate } from '../../../kernel/civil-date.js'
import type { Result } from '../../../kernel/result.js'
import { parametersTable } from '../../../rules/parameters.js'
import { wholeNumber } from '../../loans/product-terms.js'
import { rulesInForce } from '../../rules/views.js'
import { loansToClassify, recordClasses } from '../classification-store.js'
import type { StepFunction } from '../end-of-day-step.js'

const FLOORS = {
  'classification.floor.SM': 'SPECIAL_MENTION',
  'classification.floor.SUB': 'SUBSTANDARD',
  'classification.floor.DOUBT': 'DOUBTFUL',
  'classification.floor.LOSS': 'LOSS',
} as const

const isFloor = (code: string): code is keyof typeof FLOORS => code in FLOORS

/** The floors by days overdue that hold on a day. */
export async function floorsOn(
  tx: Tx,
  on: CivilDate,
): Promise<Result<readonly ClassificationFloor[], ClassificationRefusal>> {
  const rules = await rulesInForce(tx, parametersTable, { on, keys: Object.keys(FLOORS) })
  const floors = rules.flatMap(({ id, value: { code, value } }) =>
    value === null || !isFloor(code) ? [] : [{ class: FLOORS[code], fromDaysOverdue: wholeNumber(value), ruleId: id }],
  )
  return classificationFloors(floors)
}

const LOANS_PER_CHUNK = 500

/** Classifies every loan that is overdue, or was. Rules that cannot be used are told, and every class stays as it is. */
export const classify: StepFunction = async ({ command, organisationId, day }, cursor) => {
  const { tx } = command
  const floors = await floorsOn(tx, day)
  if (!floors.ok) {
    const { code, ...detail } = floors.refusal
    return { cursor: null, done: 0, refused: 0, findings: [{ loanId: null, code, detail }] }
  }
  const loans = await loansToClassify(tx, organisationId, cursor, LOANS_PER_CHUNK)
  const changed = loans.flatMap((loan) => {
    const classified = classOf(loan.daysOverdue, floors.value)
    const { loanId, daysOverdue } = loan
    const asBefore = classified.class === loan.class && classified.class === loan.writtenDown
    return asBefore ? [] : [{ loanId, daysOverdue, class: classified.class, ruleId: classified.ruleId }]
  })
  await recordClasses(tx, day, changed)
  return {
    cursor: loans.length < LOANS_PER_CHUNK ? null : (loans.at(-1)?.loanId ?? null),
    done: loans.length,
    refused: 0,
    findings: [],
  }
}
