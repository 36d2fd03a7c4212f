import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Refusal } from '../kernel/result.js'
import { accessProblems } from './problems/access-problems.js'
import { activityImportProblems } from './problems/activity-import-problems.js'
import { businessDayProblems } from './problems/business-day-problems.js'
import { carbonProblems } from './problems/carbon-problems.js'
import { collateralProblems } from './problems/collateral-problems.js'
import { consentProblems } from './problems/consent-problems.js'
import { creditLineProblems } from './problems/credit-line-problems.js'
import { creditReportProblems } from './problems/credit-report-problems.js'
import { edgeProblems } from './problems/edge-problems.js'
import { exportProblems } from './problems/export-problems.js'
import { financedEmissionProblems } from './problems/financed-emission-problems.js'
import { guaranteeProblems } from './problems/guarantee-problems.js'
import { jobProblems } from './problems/job-problems.js'
import { ledgerProblems } from './problems/ledger-problems.js'
import { loanCalculationProblems } from './problems/loan-calculation-problems.js'
import { loanProblems } from './problems/loan-problems.js'
import { loanRateProblems } from './problems/loan-rate-problems.js'
import { loanStepProblems } from './problems/loan-step-problems.js'
import { methodProblems } from './problems/method-problems.js'
import { nounOf } from './problems/nouns.js'
import type { ProblemRow } from './problems/problem-table.js'
import { processProblems } from './problems/process-problems.js'
import { processWordsOf } from './problems/process-words.js'
import { productProblems } from './problems/product-problems.js'
import { relendingProblems } from './problems/relending-problems.js'
import { reloanLifeProblems } from './problems/reloan-life-problems.js'
import { reloanReportProblems } from './problems/reloan-report-problems.js'
import { rightsChainProblems } from './problems/rights-chain-problems.js'
import { savingProblems } from './problems/saving-problems.js'
import { servicingProblems } from './problems/servicing-problems.js'
import { statementProblems } from './problems/statement-problems.js'
import { stepWordsOf } from './problems/step-words.js'
import { subsidyProblems } from './problems/subsidy-problems.js'

/** Every refusal of the product, one row per code. */
export const problems = {
  ...edgeProblems,
  ...accessProblems,
  ...activityImportProblems,
  ...relendingProblems,
  ...reloanReportProblems,
  ...savingProblems,
  ...reloanLifeProblems,
  ...carbonProblems,
  ...statementProblems,
  ...consentProblems,
  ...creditLineProblems,
  ...creditReportProblems,
  ...exportProblems,
  ...financedEmissionProblems,
  ...ledgerProblems,
  ...loanCalculationProblems,
  ...collateralProblems,
  ...productProblems,
  ...servicingProblems,
  ...loanProblems,
  ...loanStepProblems,
  ...loanRateProblems,
  ...subsidyProblems,
  ...guaranteeProblems,
  ...methodProblems,
  ...businessDayProblems,
  ...jobProblems,
  ...processProblems,
  ...rightsChainProblems,
} as const

export type KnownRefusal = Refusal & { readonly code: keyof typeof problems }

export type Language = 'zh' | 'en'

/** Chinese unless the caller prefers English. */
export function languageOf(request: FastifyRequest): Language {
  const preferences = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find((q) => q !== undefined)
      return { language: tag.slice(0, 2), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return preferences[0]?.language === 'en' ? 'en' : 'zh'
}

/** A sentence with its facts put in. */
export const sentence = (template: string, facts: Readonly<Record<string, unknown>>): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name]
    return Array.isArray(fact) ? fact.join(', ') : fact === undefined || fact === null ? '—' : String(fact)
  })

/** A text for the reader: in both languages, or the same in either. */
export type Told = string | { readonly zh: string; readonly en: string }

export interface ShapeError {
  readonly in: string
  readonly pointer: string
  readonly message: Told
}

/** Enough to correct a request by; the rest is counted. */
const MOST_ERRORS = 50

const tellErrors = (errors: readonly ShapeError[], language: Language) => ({
  errors: errors
    .slice(0, MOST_ERRORS)
    .map(({ message, ...place }) => ({ ...place, message: typeof message === 'string' ? message : message[language] })),
  ...(errors.length > MOST_ERRORS ? { furtherErrors: errors.length - MOST_ERRORS } : {}),
})

/** What sentences say in the reader's language: the noun of `what`, and the place in a list, or in the one record that was sent. */
const wordsOf = (
  { what, index, member }: Readonly<Record<string, unknown>>,
  language: Language,
  placeBegins: boolean,
) => ({
  ...(what === undefined ? {} : { what: nounOf(language, what) }),
  place:
    index === undefined
      ? { zh: `该记录(${member})`, en: `${placeBegins ? 'The' : 'the'} record (${member})` }[language]
      : { zh: `第 ${index} 行(从 0 起)`, en: `${placeBegins ? 'Row' : 'row'} ${index} (from 0)` }[language],
})

/** Answers a refusal as RFC 9457 problem+json: code and facts for programs, a sentence for people. */
export function sendProblem<R extends KnownRefusal>(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: R,
  errors?: readonly ShapeError[],
): FastifyReply {
  const row: ProblemRow = problems[refusal.code as keyof typeof problems]
  const language = languageOf(request)
  const { code, ...facts } = refusal as R & Record<string, unknown>
  if (row.status === 503 || row.status === 429) reply.header('retry-after', row.status === 503 ? '2' : '60')
  return reply
    .code(row.status)
    .header('content-language', language)
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .send({
      ...facts,
      type: `urn:tandai:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title: code,
      status: row.status,
      detail: sentence(row[language], {
        ...facts,
        ...wordsOf(facts, language, row[language].startsWith('{place}')),
        ...stepWordsOf(code, facts, language),
        ...processWordsOf(code, facts, language),
      }),
      code,
      instance: request.url.split('?')[0],
      requestId: request.id,
      ...(errors === undefined ? {} : tellErrors(errors, language)),
    })
}
