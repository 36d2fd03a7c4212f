import { Type } from 'typebox'
import { decideQuota } from '../../app/relending/decide-quota.js'
import { decideQuotaChange } from '../../app/relending/decide-quota-change.js'
import { proposeQuota } from '../../app/relending/propose-quota.js'
import { proposeQuotaChange } from '../../app/relending/propose-quota-change.js'
import type { QuotaChangeRow, QuotaRow } from '../../app/relending/quota-store.js'
import { quotaChanges, quotaMovements, quotaPosition, quotaPositions } from '../../app/relending/quota-views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { DateText, IdText, MoneyText, PageOf, PageQuery, ProblemShape, Shape } from '../shapes/primitives.js'
import {
  DecisionBody,
  IdParams,
  problemAnswers,
  QuotaBody,
  QuotaChangeBody,
  QuotaChangeShape,
  QuotaDetailShape,
  QuotaShape,
} from '../shapes/relending.js'

const READERS = ['loan_officer', 'credit_approver', 'reloan_reviewer', 'reloan_approver', 'auditor'] as const
const QuotaCommandShape = Shape({
  id: IdText,
  state: Type.String(),
  facility: Type.String(),
  documentNo: Type.String(),
  limit: MoneyText,
  version: Type.Integer(),
})

const presentQuota = ({ id, state, facility, documentNo, limit, version }: QuotaRow) => ({
  id,
  state,
  facility,
  documentNo,
  limit: formatMoney(limit),
  version,
})
const presentChange = ({ id, limit, documentNo, effectiveOn, state, version, recordedAt }: QuotaChangeRow) => ({
  id,
  limit: formatMoney(limit),
  documentNo,
  effectiveOn,
  state,
  version,
  recordedAt,
})

export function registerReloanQuotas(app: App, services: Services): void {
  app.post(
    '/v1/reloan-quotas',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '提出再贷款限额 Propose a quota for a lender',
        body: QuotaBody,
        response: { 201: QuotaCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { body } = request
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          proposeQuota(command, {
            facility: body.facility,
            lenderCode: body.lenderCode,
            limit: money(body.limit),
            documentNo: body.documentNo,
            validFrom: civilDate(body.validFrom),
            validTo: civilDate(body.validTo),
          }),
        (quota) => ({ status: 201, body: presentQuota(quota) }),
      )
    },
  )

  app.post(
    '/v1/reloan-quotas/:id/decision',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '批准限额 Activate or reject a proposed quota',
        params: IdParams,
        body: DecisionBody,
        response: { 200: QuotaCommandShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => decideQuota(command, { quotaId: request.params.id, ...request.body }),
        (quota) => ({ status: 200, body: presentQuota(quota) }),
      ),
  )

  app.post(
    '/v1/reloan-quotas/:id/changes',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '提出额度调整 Propose another limit for an active quota',
        params: IdParams,
        body: QuotaChangeBody,
        response: { 201: QuotaChangeShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { body } = request
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          proposeQuotaChange(command, {
            quotaId: request.params.id,
            limit: money(body.limit),
            documentNo: body.documentNo,
            effectiveOn: civilDate(body.effectiveOn),
            version: body.version,
          }),
        (change) => ({ status: 201, body: presentChange(change) }),
      )
    },
  )

  app.post(
    '/v1/reloan-quotas/:id/changes/:changeId/decision',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '批准额度调整 Put another limit in force, or reject it',
        params: Shape({ id: IdText, changeId: IdText }),
        body: DecisionBody,
        response: { 200: QuotaChangeShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) =>
          decideQuotaChange(command, {
            quotaId: request.params.id,
            changeId: request.params.changeId,
            ...request.body,
          }),
        (change) => ({ status: 200, body: presentChange(change) }),
      ),
  )

  app.get(
    '/v1/reloan-quotas',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '限额使用情况 Quotas with their use on a day',
        description: 'A lender sees its own quotas, a branch those it granted.',
        querystring: Shape({ ...PageQuery, asOf: Type.Optional(DateText) }),
        response: { 200: PageOf(QuotaShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const asOf = request.query.asOf ?? services.today()
      const quotas = await read(services, request, (tx) => quotaPositions(tx, asOf, { before, limit: limit + 1 }))
      return reply.send(
        pageOf(
          quotas,
          limit,
          (quota) => quota,
          ({ recordedAt, id }) => ({ recordedAt, id }),
        ),
      )
    },
  )

  app.get(
    '/v1/reloan-quotas/:id',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '限额与变动 One quota on a day, with its movements up to then',
        params: IdParams,
        querystring: Shape({ asOf: Type.Optional(DateText) }),
        response: { 200: QuotaDetailShape, 404: ProblemShape },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const asOf = request.query.asOf ?? services.today()
      const detail = await read(services, request, async (tx) => {
        const quota = await quotaPosition(tx, id, asOf)
        return (
          quota && {
            asOf,
            ...quota,
            movements: await quotaMovements(tx, id, asOf),
            changes: await quotaChanges(tx, id),
          }
        )
      })
      return detail === undefined
        ? sendProblem(request, reply, { code: 'NOT_FOUND', what: 'quota' })
        : reply.send(detail as never)
    },
  )
}
