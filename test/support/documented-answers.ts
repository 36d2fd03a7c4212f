import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../src/http/server.js'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

/**
 * Holds every JSON answer of the interface to what its route says of it: an answer with a status, a media type or a member that is
 * not documented becomes a 500 that says so. Call it before the first request.
 */
export function holdAnswersToTheirShapes(app: App): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { url } = request.routeOptions
    const isJson = String(reply.getHeader('content-type')).includes('json')
    if (!url?.startsWith('/v1/') || typeof payload !== 'string' || !isJson || reply.statusCode === 500) return payload
    const faults = faultsOf(request, reply, JSON.parse(payload))
    if (faults === undefined) return payload
    const told = JSON.stringify({
      code: 'ANSWER_NOT_AS_DOCUMENTED',
      of: `${request.method} ${url} ${reply.statusCode}`,
      faults,
    })
    process.stderr.write(`${told}\n`)
    reply.code(500).removeHeader('content-length')
    return told
  })
}

function faultsOf(request: FastifyRequest, reply: FastifyReply, answer: unknown): unknown {
  const documented = (request.routeOptions.schema?.response as Record<string, object & Content> | undefined)?.[
    reply.statusCode
  ]
  if (documented === undefined) return ['the status is not documented', answer]
  const [type = ''] = String(reply.getHeader('content-type')).split(';')
  const schema = documented.content === undefined ? documented : documented.content[type]?.schema
  if (schema === undefined || (documented.content === undefined && type !== 'application/json'))
    return `the media type ${type} is not documented`
  const validate = request.compileValidationSchema(schema as Record<string, unknown>)
  return validate(answer) ? undefined : validate.errors
}
