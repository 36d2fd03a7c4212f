import type { Tx } from '../../db/transaction.js'
import { type DisclosedLoan, disclosureOf, PROJECT_FIELDS, windowsOf } from '../../domain/relending/reloan-figures.js'
import { type CivilDate, civilDate } from '../../kernel/civil-date.js'
import { exact } from '../../kernel/exact.js'
import { money } from '../../kernel/money.js'
import { annualRatePercent } from '../../kernel/rate.js'
import type { ReportTimes } from './position-views.js'
import { drawnReloans, projectsOfReloans } from './summary-views.js'

/**
 * 信息披露 in the form of the carbon-reduction facility: projects, loans, weighted rate and annual reduction of this quarter, the year to
 * date and since the start, with an annex by field. A loan belongs to the window of its first draw.
 */
export async function disclosureReport(tx: Tx, times: ReportTimes, facility: string | null) {
  const projects = new Map((await projectsOfReloans(tx, times.knownAt)).map((project) => [project.loanId, project]))
  const loans = new Map<string, DisclosedLoan>()
  for (const row of await drawnReloans(tx, times)) {
    if ((facility !== null && row.facility !== facility) || loans.has(row.loanId)) continue
    const project = projects.get(row.loanId)
    loans.set(row.loanId, {
      loanId: row.loanId,
      amount: money(row.loanAmount),
      rate: annualRatePercent(row.loanRate),
      on: civilDate(row.drawnOn),
      project: project
        ? {
            field: project.field,
            investment: money(project.investment),
            annualReduction: exact(project.annualReductionT),
          }
        : null,
    })
  }
  const all = [...loans.values()]
  return {
    facility,
    windows: windowsOf(times.asOf).map(({ window, from }) => {
      const within = all.filter(({ on }) => begins(on, from))
      return {
        window,
        from,
        ...disclosureOf(within),
        byField: PROJECT_FIELDS.map((field) => ({
          field,
          ...disclosureOf(within.filter(({ project }) => project?.field === field)),
        })),
      }
    }),
  }
}

const begins = (on: CivilDate, from: CivilDate | null): boolean => from === null || on >= from
