import type { FastifyReply, FastifyRequest } from 'fastify'
import { calculateDayCount, calculateDiscount, calculateInterest } from '../../app/calculations/calculate-interest.js'
import { calculateLoanSchedule } from '../../app/calculations/calculate-loan-schedule.js'
import { calculateAnnualisedRate, calculateXirr } from '../../app/calculations/calculate-rate.js'
import type { Result } from '../../kernel/result.js'
import { type KnownRefusal, sendProblem } from '../problems.js'
import type { App } from '../server.js'
import {
  AnnualisedRateAnswer,
  AnnualisedRateBody,
  DayCountAnswer,
  DayCountBody,
  DiscountAnswer,
  DiscountBody,
  InterestAnswer,
  InterestBody,
  XirrAnswer,
  XirrBody,
} from '../shapes/loan-calculations.js'
import { LoanScheduleAnswer, LoanScheduleBody } from '../shapes/loan-schedule.js'
import { ProblemShape } from '../shapes/primitives.js'

const config = { access: 'calculator' } as const
const tags = ['calculations']
const Refusals = { 400: ProblemShape, 401: ProblemShape, 422: ProblemShape }

/** Nothing is stored: the same code as for loans, on the terms of the request and nothing else. */
export function registerLoanCalculations(app: App): void {
  app.post(
    '/v1/calculations/loan-schedule',
    {
      config,
      schema: {
        tags,
        summary: '还款计划试算 The rows a borrower is shown, from terms and dated events',
        body: LoanScheduleBody,
        response: { 200: LoanScheduleAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateLoanSchedule(request.body)),
  )

  app.post(
    '/v1/calculations/day-count',
    {
      config,
      schema: {
        tags,
        summary: '计息天数 Days and the share of a year by a named day count',
        body: DayCountBody,
        response: { 200: DayCountAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateDayCount(request.body)),
  )

  app.post(
    '/v1/calculations/interest',
    {
      config,
      schema: {
        tags,
        summary: '积数计息 Interest over stretches of one balance and rate, rounded once on the total',
        body: InterestBody,
        response: { 200: InterestAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateInterest(request.body)),
  )

  app.post(
    '/v1/calculations/discount',
    {
      config,
      schema: {
        tags,
        summary: '贴现试算 Interest and proceeds of a bill discounted before maturity',
        body: DiscountBody,
        response: { 200: DiscountAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateDiscount(request.body)),
  )

  app.post(
    '/v1/calculations/xirr',
    {
      config,
      schema: {
        tags,
        summary: '内部收益率 The internal rate of dated flows on actual/365',
        body: XirrBody,
        response: { 200: XirrAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateXirr(request.body)),
  )

  app.post(
    '/v1/calculations/annualised-rate',
    {
      config,
      schema: {
        tags,
        summary: '贷款年化利率 The yearly cost of a loan with its fees, compound and simple (PBoC notice 2021 No. 3)',
        body: AnnualisedRateBody,
        response: { 200: AnnualisedRateAnswer, ...Refusals },
      },
    },
    async (request, reply) => tell(request, reply, calculateAnnualisedRate(request.body)),
  )
}

async function tell(
  request: FastifyRequest,
  reply: FastifyReply,
  result: Result<unknown, KnownRefusal>,
): Promise<void> {
  if (result.ok) await reply.send(result.value)
  else await sendProblem(request, reply, result.refusal)
}
