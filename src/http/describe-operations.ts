import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { ProblemShape } from './shapes/primitives.js'

const PROBLEM = { description: 'RFC 9457 problem', content: { 'application/problem+json': { schema: ProblemShape } } }

/**
 * Completes what every operation of the interface says of itself: its id, and the problems it may answer with. A route names those
 * of its use case; those of the edge follow from what the route is. To be called before routes are registered.
 */
export function describeOperations(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const method = String(route.method)
    if (!route.url.startsWith('/v1/') || method === 'HEAD' || route.schema === undefined) return
    const declared = Object.entries((route.schema.response ?? {}) as Record<string, unknown>)
    const told = new Map<string, unknown>(
      declared.map(([status, shape]) => [status, isProblem(shape) ? PROBLEM : shape]),
    )
    for (const status of edgeStatuses(route, method)) told.set(String(status), PROBLEM)
    route.schema = {
      ...route.schema,
      operationId: operationId(method, route.url),
      response: Object.fromEntries(told),
    } as FastifySchema
  })
}

const isProblem = (shape: unknown): boolean => shape === ProblemShape

/** 400: anything given; 401, 403: sign-in and its steps, roles, other sites; 404: anything addressed; 413, 415: a body; 422: a key used before, an instant not settled. */
function edgeStatuses({ url, config, schema, bodyLimit }: RouteOptions, method: string): readonly number[] {
  const reads = method === 'GET'
  const access = config?.access
  const isOpen = access === 'open'
  return [
    400,
    ...(isOpen ? [] : [401, 403]),
    ...(url.includes(':') ? [404] : []),
    ...(schema?.body === undefined && bodyLimit === undefined ? [] : [413, 415]),
    ...((isOpen || reads) && !asksKnownAt(schema) ? [] : [422]),
    503,
  ]
}

const asksKnownAt = (schema: FastifySchema | undefined): boolean =>
  'knownAt' in ((schema?.querystring as { properties?: object } | undefined)?.properties ?? {})

/** `GET /v1/enterprises/:uscc/carbon-account` is `getEnterprisesByUsccCarbonAccount`. */
function operationId(method: string, url: string): string {
  const words = url
    .split('/')
    .slice(2)
    .flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split('-')))
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
