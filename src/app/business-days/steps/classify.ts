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
import { recordClasses, standingsToClassify } from '../classification-store.js'
import type { LoanStep } from '../end-of-day-step.js'
import { loansToClassify } from '../loan-chunk-views.js'

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

/** Classifies every loan that is overdue, or was. Rules that cannot be used are told, and every class stays as it is. */
export const classify: LoanStep = {
  kind: 'loans',
  loans: ({ organisationId }) => loansToClassify(organisationId),
  perRange: 1_000,
  work: async ({ command: { tx }, day }, loanIds) => {
    const floors = await floorsOn(tx, day)
    if (!floors.ok) {
      const { code, ...detail } = floors.refusal
      return { done: 0, refused: 0, findings: [{ loanId: null, code, detail }] }
    }
    const loans = await standingsToClassify(tx, loanIds)
    const changed = loans.flatMap((loan) => {
      const classified = classOf(loan.daysOverdue, floors.value)
      const { loanId, daysOverdue } = loan
      const asBefore = classified.class === loan.class && classified.class === loan.writtenDown
      return asBefore ? [] : [{ loanId, daysOverdue, class: classified.class, ruleId: classified.ruleId }]
    })
    await recordClasses(tx, day, changed)
    return { done: loans.length, refused: 0, findings: [] }
  },
}
