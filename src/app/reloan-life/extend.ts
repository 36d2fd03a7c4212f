import type { Tx } from '../../db/transaction.js'
import type { ReloanRateRow } from '../../domain/relending/draw.js'
import { type Extension, type ExtensionRefusal, extendReloan } from '../../domain/relending/extension.js'
import { standingToChange } from '../../domain/relending/standing.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import type { Result } from '../../kernel/result.js'
import { reloanRatesTable } from '../../rules/reloan-rates.js'
import { facilityRules } from '../relending/facility-rules.js'
import { rulesInForce } from '../rules/views.js'
import { type KnownReloan, lastExtendedFrom } from './life.js'

/** The extension of a re-loan agreed on a day, under the rules and rates known now. */
export async function extensionOn(
  tx: Tx,
  { life, facility }: KnownReloan,
  { on, months }: { readonly on: CivilDate; readonly months: number },
): Promise<Result<Extension, ExtensionRefusal>> {
  const standing = standingToChange(life, on)
  const rates = await rulesInForce(tx, reloanRatesTable, { on: standing.dueOn })
  return extendReloan({
    standing,
    drawnOn: life.drawnOn,
    originalMonths: life.termMonths,
    lastFrom: lastExtendedFrom(life),
    months,
    on,
    ...(await facilityRules(tx, facility)),
    rates: rates.map(({ id, value, validFrom, source, status }) => ({
      ...value,
      tenor: value.tenor as ReloanRateRow['tenor'],
      effectiveFrom: validFrom,
      rule: { ruleId: id, source, status },
    })),
  })
}
