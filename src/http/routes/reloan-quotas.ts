import { Type } from 'typebox'
import type { BranchQuotaRow } from '../../app/relending/branch-quota-store.js'
import { decideBranchQuota, proposeBranchQuota, proposeBranchQuotaChange } from '../../app/relending/branch-quotas.js'
import { decideQuota } from '../../app/relending/decide-quota.js'
import { decideQuotaChange } from '../../app/relending/decide-quota-change.js'
import { proposeQuota } from '../../app/relending/propose-quota.js'
import { proposeQuotaChange } from '../../app/relending/propose-quota-change.js'
import { quotaHistory } from '../../app/relending/quota-history.js'
import type { QuotaChangeRow, QuotaRow } from '../../app/relending/quota-store.js'
import {
  branchQuotas,
  quotaChanges,
  quotaMovements,
  quotaPosition,
  quotaPositions,
} from '../../app/relending/quota-views.js'
import { civilDate } from '../../kernel/civil-date.js'
import { formatMoney, money } from '../../kernel/money.js'
import { answerCommand } from '../command-route.js'
import { INSTANT, limitOf, pageOf, readCursor, sendBadCursor, UUID } from '../page.js'
import { sendProblem } from '../problems.js'
import { read } from '../read.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import {
  DateText,
  IdText,
  InstantText,
  MoneyText,
  PageOf,
  PageQuery,
  ProblemShape,
  Shape,
} from '../shapes/primitives.js'
import {
  BranchQuotaBody,
  BranchQuotaChangeBody,
  BranchQuotaCommandShape,
  BranchQuotaShape,
  DayOfQuotaShape,
  DecisionBody,
  IdParams,
  problemAnswers,
  QuotaBody,
  QuotaChangeBody,
  QuotaChangeShape,
  QuotaDetailShape,
  QuotaShape,
} from '../shapes/relending.js'
import { twoTimesOf } from '../two-times.js'

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
  registerLevels(app, services)
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
            parentId: body.parentId ?? null,
            revolves: body.revolves ?? true,
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

/** What the branches have, above the banks' quotas, and how a quota was used day by day. */
function registerLevels(app: App, services: Services): void {
  app.post(
    '/v1/reloan-branch-quotas',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '录入上级下达的限额 Enter what the head branch or the city branch was given',
        body: BranchQuotaBody,
        response: { 201: BranchQuotaCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { facility, level, parentId = null, limit, documentNo, validFrom, validTo } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          proposeBranchQuota(command, {
            facility,
            level,
            parentId,
            limit: money(limit),
            documentNo,
            validFrom: civilDate(validFrom),
            validTo: civilDate(validTo),
          }),
        (quota) => ({ status: 201, body: presentBranchQuota(quota) }),
      )
    },
  )

  app.post(
    '/v1/reloan-branch-quotas/:id/changes',
    {
      config: { access: ['reloan_reviewer'] },
      schema: {
        tags: ['re-lending'],
        summary: '提出上级限额调整 Propose another limit, never below what is given out of it',
        params: IdParams,
        body: BranchQuotaChangeBody,
        response: { 201: BranchQuotaCommandShape, ...problemAnswers },
      },
    },
    (request, reply) => {
      const { limit, documentNo, version } = request.body
      return answerCommand(
        services,
        request,
        reply,
        (command) =>
          proposeBranchQuotaChange(command, { quotaId: request.params.id, limit: money(limit), documentNo, version }),
        (quota) => ({ status: 201, body: presentBranchQuota(quota) }),
      )
    },
  )

  app.post(
    '/v1/reloan-branch-quotas/:id/decision',
    {
      config: { access: ['reloan_approver'] },
      schema: {
        tags: ['re-lending'],
        summary: '批准上级限额 Put a branch’s quota or its other limit in force, or reject it',
        params: IdParams,
        body: DecisionBody,
        response: { 200: BranchQuotaCommandShape, ...problemAnswers },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        (command) => decideBranchQuota(command, { quotaId: request.params.id, ...request.body }),
        (quota) => ({ status: 200, body: presentBranchQuota(quota) }),
      ),
  )

  app.get(
    '/v1/reloan-branch-quotas',
    {
      config: { access: ['reloan_reviewer', 'reloan_approver', 'auditor'] },
      schema: {
        tags: ['re-lending'],
        summary: '分支行限额 What the branch was given, what it gave on, what is used',
        querystring: Shape(PageQuery),
        response: { 200: PageOf(BranchQuotaShape), 400: ProblemShape, 403: ProblemShape },
      },
    },
    async (request, reply) => {
      const before = readCursor(request.query, { recordedAt: INSTANT, id: UUID })
      if (before === undefined) return sendBadCursor(request, reply)
      const limit = limitOf(request.query)
      const quotas = await read(services, request, (tx) => branchQuotas(tx, { before, limit: limit + 1 }))
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
    '/v1/reloan-quotas/:id/utilisation',
    {
      config: { access: READERS },
      schema: {
        tags: ['re-lending'],
        summary: '额度每日使用 A quota day by day, with the most that was used at any moment of each',
        params: IdParams,
        querystring: Shape({ from: DateText, to: DateText, knownAt: Type.Optional(InstantText) }),
        response: {
          200: Shape({
            id: IdText,
            from: DateText,
            to: DateText,
            knownAt: InstantText,
            days: Type.Array(DayOfQuotaShape),
          }),
          400: ProblemShape,
          404: ProblemShape,
          422: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { from, to } = request.query
      const { knownAt } = await twoTimesOf(services, { ...request.query, asOf: to })
      const told = await read(services, request, (tx) => quotaHistory(tx, id, { from, to, knownAt }))
      if (!told.ok) return sendProblem(request, reply, told.refusal)
      return reply.send({ id, from, to, knownAt, days: told.value } as never)
    },
  )
}

const presentBranchQuota = (quota: BranchQuotaRow) => ({
  id: quota.id,
  facility: quota.facility,
  level: quota.level,
  parentId: quota.parentId,
  documentNo: quota.documentNo,
  state: quota.state,
  limit: formatMoney(quota.limit),
  allotted: formatMoney(quota.allotted),
  nextLimit: quota.nextLimit === null ? null : formatMoney(quota.nextLimit),
  version: quota.version,
})
