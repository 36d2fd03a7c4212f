import type { Tx } from '../../db/transaction.js'
import { lineageOf, termRowInForce } from '../../domain/relending/facility.js'
import { TERMS, type TermName } from '../../domain/relending/facility-term.js'
import type { CivilDate } from '../../kernel/civil-date.js'
import { facilitiesInForce, termRows } from './facility-rules.js'

const TERM_NAMES = Object.keys(TERMS) as TermName[]

/** The facilities in force on a day with each of their terms: whose row it is, where it comes from, what waits for a document. */
export async function listFacilities(tx: Tx, on: CivilDate, knownAt: string) {
  const facilities = await facilitiesInForce(tx, on, knownAt)
  const history = await termRows(tx, knownAt)
  return facilities.map(({ value, validFrom, validTo, source, status }) => {
    const lineage = lineageOf(
      facilities.map((facility) => facility.value),
      value.code,
    )
    return {
      ...value,
      validFrom,
      validTo,
      source,
      status,
      terms: TERM_NAMES.flatMap((parameter) => {
        const row = termRowInForce(history, lineage, parameter, on)
        if (row === undefined) return []
        const { zh, en, document } = TERMS[parameter]
        return [
          {
            parameter,
            nameZh: zh,
            nameEn: en,
            value: row.value,
            facility: row.facility,
            inherited: row.facility !== value.code,
            document: row.value === null ? document : null,
            validFrom: row.validFrom,
            validTo: row.validTo,
            ...row.rule,
          },
        ]
      }),
    }
  })
}
