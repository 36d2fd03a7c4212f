import type { FastifyInstance } from 'fastify'
import { type ShapeError, sendProblem, type Told } from './problems.js'

/** No shape of the interface is as deep. */
const MOST_DEPTH = 32

const NOT_STORABLE: Told = {
  zh: '含有不能保存的字符(U+0000 或不成对的代理项)',
  en: 'holds a character that cannot be stored: U+0000 or a lone surrogate',
}
const TOO_DEEP: Told = { zh: `嵌套超过 ${MOST_DEPTH} 层`, en: `is nested deeper than ${MOST_DEPTH} levels` }

const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text)

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

/** Every text and every member name that PostgreSQL could not keep, and what is nested too deep; no call is made per level. */
function* faultsOf(where: string, root: unknown): Generator<ShapeError> {
  const waiting: { readonly value: unknown; readonly pointer: string; readonly depth: number }[] = [
    { value: root, pointer: '', depth: 0 },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, pointer, depth } = next
    if (typeof value === 'string' && !isStorable(value)) yield { in: where, pointer, message: NOT_STORABLE }
    if (!isPlain(value)) continue
    if (depth === MOST_DEPTH) {
      yield { in: where, pointer, message: TOO_DEEP }
      continue
    }
    for (const [member, held] of Object.entries(value).reverse()) {
      if (isStorable(member)) waiting.push({ value: held, pointer: `${pointer}/${escaped(member)}`, depth: depth + 1 })
      else yield { in: where, pointer, message: NOT_STORABLE }
    }
  }
}

/** A member name within a JSON pointer, RFC 6901. */
export const escaped = (member: string): string => member.replaceAll('~', '~0').replaceAll('/', '~1')

/** Refuses what no member may hold, before any shape is looked at: PostgreSQL keeps no U+0000, and UTF-8 has no lone surrogate. */
export function registerStorableText(app: FastifyInstance): void {
  app.addHook('preValidation', async (request, reply) => {
    const errors = [
      ...faultsOf('params', request.params),
      ...faultsOf('querystring', request.query),
      ...faultsOf('body', request.body),
    ]
    if (errors.length > 0) return sendProblem(request, reply, { code: 'MALFORMED_REQUEST' }, errors)
  })
}
