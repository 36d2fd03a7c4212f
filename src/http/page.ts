import type { FastifyReply, FastifyRequest } from 'fastify'
import { isCivilDate } from '../kernel/civil-date.js'
import { isInstant } from './instant.js'
import { sendProblem } from './problems.js'

export const DEFAULT_LIMIT = 50

export interface PageRequest {
  readonly limit?: string
  readonly cursor?: string
}

/** Rows a page; the shape has checked that the text is a number from 1 to 200. */
export const limitOf = (query: PageRequest): number => (query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit))

/** A cursor is the sort key of the last row, written so that nobody takes it for an address. */
export const writeCursor = (key: Readonly<Record<string, string>>): string =>
  Buffer.from(JSON.stringify(key), 'utf8').toString('base64url')

/**
 * The key in a cursor, null without one, undefined when it is not one of ours (then answer with `sendBadCursor`).
 * Each member is a text that must pass its test, because it goes into SQL as a value of a certain type.
 */
export function readCursor<K extends string>(
  query: PageRequest,
  tests: Readonly<Record<K, { test(text: string): boolean }>>,
): Record<K, string> | null | undefined {
  if (query.cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'))
    if (typeof key !== 'object' || key === null) return undefined
    const members = Object.entries(tests) as [K, (typeof tests)[K]][]
    const valid = members.every(([name, expected]) => {
      const member = (key as Record<string, unknown>)[name]
      return typeof member === 'string' && expected.test(member)
    })
    return valid ? (key as Record<K, string>) : undefined
  } catch {
    return undefined
  }
}

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** An instant in UTC, as answers write it, that exists. */
export const INSTANT = { test: (text: string): boolean => text.endsWith('Z') && isInstant(text) }
export const DAY = { test: (text: string): boolean => isCivilDate(text) }

export const sendBadCursor = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendProblem(request, reply, { code: 'MALFORMED_REQUEST' }, [
    {
      in: 'querystring',
      pointer: '/cursor',
      message: { zh: '不是本列表的翻页位置', en: 'is not a cursor of this list' },
    },
  ])

/** One page: asks the caller for one row more than a page holds, to know whether there is a next one. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  keyOf: (row: Row) => Readonly<Record<string, string>>,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  }
}
