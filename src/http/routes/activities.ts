import { Type } from 'typebox'
import { lookIntoActivity } from '../../app/account-views/look-into-activity.js'
import type { ActivityRow } from '../../app/carbon/account-views.js'
import { type ActivityRefusal, type CorrectedAccount, correctActivity } from '../../app/carbon/correct-activity.js'
import { civilDate } from '../../kernel/civil-date.js'
import { type Result, refuse } from '../../kernel/result.js'
import { answerCommand } from '../command-route.js'
import { look } from '../look.js'
import { sendProblem } from '../problems.js'
import type { App } from '../server.js'
import type { Services } from '../services.js'
import { ActivityIdText, ActivityShape } from '../shapes/carbon.js'
import { ViewQuery } from '../shapes/consents.js'
import { DateText, MonthText, NameText, Nullable, ProblemShape, Shape, UsccText } from '../shapes/primitives.js'

/** Ten decimals at most, never negative: what a meter can say. */
const QuantityText = Type.String({ pattern: '^(0|[1-9]\\d{0,17})(\\.\\d{1,10})?$', examples: ['864912'] })
const Outcome = Type.Object({}, { additionalProperties: true })

const OwnValueMembers = {
  direction: Type.Optional(Type.Enum(['use', 'export'], { description: '自用或外供; what is exported is deducted' })),
  biogenic: Type.Optional(Type.Boolean({ description: 'CO2 from biomass 生物质: shown apart, in no total' })),
  ncv: Type.Optional(QuantityText),
  cc: Type.Optional(QuantityText),
  of: Type.Optional(QuantityText),
  factor: Type.Optional(
    Shape(
      {
        value: QuantityText,
        unit: Type.String({ minLength: 1, maxLength: 20, examples: ['tCO2/t'] }),
        source: NameText,
      },
      { description: 'own factor; required for process and biomass' },
    ),
  ),
}

const ReadingBody = Shape({
  supersedes: Type.Optional(ActivityIdText),
  month: MonthText,
  carrier: Type.String({ minLength: 1, maxLength: 40, examples: ['electricity'] }),
  meter: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$', description: 'all unless told' })),
  quantity: QuantityText,
  unit: Type.String({ minLength: 1, maxLength: 10, examples: ['kWh'] }),
  greenQuantity: Type.Optional(QuantityText),
  enthalpyKjPerKg: Type.Optional(QuantityText),
  ...OwnValueMembers,
  source: NameText,
  dataQuality: Type.Integer({ minimum: 1, maximum: 5 }),
  evidence: Type.Optional(NameText),
  reason: NameText,
})

export function registerActivities(app: App, services: Services): void {
  app.get(
    '/v1/activities/:id',
    {
      schema: {
        tags: ['enterprises'],
        summary: '活动数据 One meter reading with all its versions, the first first',
        description: 'A bank needs a consent that opens the meters; every look is logged.',
        params: Shape({ id: ActivityIdText }),
        querystring: Shape(ViewQuery),
        response: {
          200: Shape({
            ...ActivityShape.properties,
            uscc: UsccText,
            supersededBy: Nullable(ActivityIdText),
            versions: Type.Array(ActivityShape),
          }),
          400: ProblemShape,
          401: ProblemShape,
          403: ProblemShape,
          404: ProblemShape,
          422: ProblemShape,
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { purpose = null } = request.query
      const reading = await look(services, request, (tx, viewer) => lookIntoActivity(tx, viewer, { id, purpose }))
      if (!reading.ok) return sendProblem(request, reply, reading.refusal)
      const { uscc, supersededBy, versions, ...row } = reading.value
      return reply.send({ ...activityAnswer(row), uscc, supersededBy, versions: versions.map(activityAnswer) } as never)
    },
  )

  app.post(
    '/v1/enterprises/:uscc/activities',
    {
      config: { access: ['data_steward'] },
      schema: {
        tags: ['enterprises'],
        summary: '更正活动数据 Append a reading or the correction of one',
        description:
          'The old reading stays readable. The enterprise is rated and its lines are priced again as of its latest rating day.',
        params: Shape({ uscc: UsccText }),
        body: ReadingBody,
        response: {
          201: Shape({
            activity: ActivityShape,
            asOf: Nullable(DateText),
            rating: Nullable(Outcome),
            lines: Type.Array(Outcome),
          }),
          400: ProblemShape,
          401: ProblemShape,
          403: ProblemShape,
          404: ProblemShape,
          409: ProblemShape,
          422: ProblemShape,
        },
      },
    },
    (request, reply) =>
      answerCommand(
        services,
        request,
        reply,
        async (command) =>
          ofOneRecord(
            await correctActivity(command, { uscc: request.params.uscc, ...request.body }, civilDate(services.today())),
          ),
        (corrected) => ({ status: 201, body: correctedAnswer(corrected) }),
      ),
  )
}

/** A single record is no row of a list: the refusal names its member and no index. */
function ofOneRecord<T>(result: Result<T, ActivityRefusal>): Result<T, ActivityRefusal> {
  if (result.ok || !('index' in result.refusal)) return result
  const { index: _, ...refusal } = result.refusal
  return refuse(refusal as ActivityRefusal)
}

const correctedAnswer = ({ reading, asOf, rating, lines }: CorrectedAccount) => ({
  activity: activityAnswer(reading),
  asOf,
  rating,
  lines,
})

const activityAnswer = (row: ActivityRow) => ({
  id: row.id,
  month: row.month,
  carrier: row.carrier,
  meter: row.meter,
  quantity: row.quantity,
  unit: row.unit,
  greenQuantity: row.greenQuantity,
  enthalpyKjPerKg: row.enthalpyKjPerKg,
  direction: row.direction,
  biogenic: row.biogenic,
  ncv: row.ownNcv,
  cc: row.ownCc,
  of: row.ownOf,
  factor:
    row.ownFactorValue === null
      ? null
      : { value: row.ownFactorValue, unit: row.ownFactorUnit, source: row.ownFactorSource },
  source: row.source,
  dataQuality: row.dataQuality,
  evidence: row.evidence,
  reason: row.reason,
  supersedes: row.supersedes,
  recordedAt: row.recordedAt,
})
