import type { Tx } from '../../db/transaction.js'
import { cureDay, type WatchTerms } from '../../domain/collateral/watch.js'
import { addWorkingDays } from '../../domain/loans/working-calendar.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { countOf, parameter, wholeNumber } from '../loans/product-terms.js'
import { workingCalendar } from '../working-days/views.js'

/** What a watch of a day goes by, with the rows it comes from. */
export async function watchTerms(
  tx: Tx,
  on: CivilDate,
): Promise<{ readonly terms: WatchTerms; readonly ruleIds: readonly string[] }> {
  const marginCall = await parameter(tx, 'ltv.margin_call', on)
  const stop = await parameter(tx, 'ltv.stop', on)
  const alertDays = await parameter(tx, 'pledge.alert_d', on)
  const counts = {
    revalue: await countOf(tx, 'valuation.revalue_m', on),
    margin: await countOf(tx, 'pledge.term_margin_m', on),
    answer: await countOf(tx, 'ltv.answer_wd', on),
    cure: await countOf(tx, 'collateral.cure_d', on),
    freeze: await countOf(tx, 'pledge.freeze_wd', on),
    cancel: await countOf(tx, 'pledge.cancel_wd', on),
    unfreeze: await countOf(tx, 'pledge.unfreeze_wd', on),
  }
  const calendar = await workingCalendar(tx)
  const after = (count: number) => (day: CivilDate) => addWorkingDays(calendar, day, count)
  return {
    terms: {
      on,
      marginCall: exact(marginCall.value),
      stop: exact(stop.value),
      revalueMonths: counts.revalue.value,
      marginMonths: counts.margin.value,
      alertDays: alertDays.value
        .split(' ')
        .map(wholeNumber)
        .toSorted((a, b) => b - a),
      answerBy: after(counts.answer.value)(on),
      cureBy: cureDay(on, counts.cure.value),
      freezeBy: after(counts.freeze.value),
      cancelBy: after(counts.cancel.value),
      unfreezeBy: after(counts.unfreeze.value),
    },
    ruleIds: [
      marginCall.ruleId,
      stop.ruleId,
      alertDays.ruleId,
      ...Object.values(counts).map(({ rule }) => rule.ruleId),
    ],
  }
}
