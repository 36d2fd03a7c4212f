import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { codeOf, DatabaseFault } from '../db/faults.js'
import { MalformedValue } from '../kernel/decimal.js'
import { loggable } from './loggable.js'
import { type ShapeError, sendProblem, type Told } from './problems.js'
import { shapeMessage } from './shape-messages.js'
import { escaped } from './storable-text.js'
import { TwoTimesRefused } from './two-times.js'

/** character_not_in_repertoire and untranslatable_character: a text PostgreSQL cannot keep came past the edge, inside a file. */
const NOT_STORABLE = ['22021', '22P05']

const UNREADABLE: Readonly<Record<string, Told>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { zh: '请求正文不是有效的 JSON', en: 'the body is not valid JSON' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { zh: '请求正文为空', en: 'the body is empty' },
  FST_ERR_BAD_URL: { zh: '地址编码有误', en: 'the address is not well encoded' },
}

/** Tells whatever was thrown while a request was answered: refusals of the edge, faults, and defects, of which nothing is revealed. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const malformed = (errors: readonly ShapeError[]) =>
    sendProblem(request, reply, { code: 'MALFORMED_REQUEST' }, errors)

  if (error.validation !== undefined) {
    const where = error.validationContext ?? 'body'
    return malformed(
      error.validation.map(({ instancePath, keyword, params, message }) => ({
        in: where,
        pointer: pointerOf(instancePath, keyword, params),
        message: shapeMessage(keyword, params, message),
      })),
    )
  }
  if (error instanceof TwoTimesRefused) return sendProblem(request, reply, error.refusal)
  if (error instanceof MalformedValue) return malformed([{ in: 'body', pointer: '', message: error.message }])
  if (error instanceof DatabaseFault) {
    request.log.warn({ fault: loggable(error) }, 'database fault')
    return sendProblem(request, reply, { code: 'UNAVAILABLE' })
  }
  if (NOT_STORABLE.includes(codeOf(error) ?? ''))
    return malformed([
      {
        in: 'body',
        pointer: '',
        message: { zh: '含有不能保存的字符', en: 'holds a character that cannot be stored' },
      },
    ])
  if (error.statusCode === 429) return sendProblem(request, reply, { code: 'TOO_MANY_REQUESTS' })
  if (error.statusCode === 413) return sendProblem(request, reply, { code: 'BODY_TOO_LARGE' })
  if (error.statusCode === 415)
    return sendProblem(request, reply, { code: 'UNSUPPORTED_MEDIA_TYPE', given: request.headers['content-type'] ?? '' })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return malformed([{ in: 'request', pointer: '', message: UNREADABLE[error.code] ?? error.message }])
  request.log.error({ defect: loggable(error) }, 'defect')
  return reply
    .code(500)
    .type('application/problem+json; charset=utf-8')
    .send({
      type: 'about:blank',
      title: 'DEFECT',
      status: 500,
      code: 'DEFECT',
      detail: '系统内部错误,请凭请求编号联系管理员。 An internal error; quote the request id.',
      instance: request.url.split('?')[0],
      requestId: request.id,
    })
}

/** Where a shape is not met; a member that is missing or unknown is named itself. */
function pointerOf(path: string, keyword: string, params: Readonly<Record<string, unknown>>): string {
  const member =
    keyword === 'required'
      ? params.missingProperty
      : keyword === 'additionalProperties'
        ? params.additionalProperty
        : undefined
  return member === undefined ? path : `${path}/${escaped(String(member))}`
}
