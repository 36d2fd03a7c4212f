import { type TSchema, Type } from 'typebox'

/** A yuan amount on the wire: two decimals at most, never a number, an exponent or a sign. */
export const AmountText = Type.String({
  pattern: '^(0|[1-9]\\d{0,17})(\\.\\d{1,2})?$',
  description: '金额(元), at most two decimals, as text',
  examples: ['3000000.00'],
})
/** What the product answers: always two decimals, minus where a difference can be negative. */
export const MoneyText = Type.String({ pattern: '^-?\\d{1,18}\\.\\d{2}$', description: '元', examples: ['3000000.00'] })
export const DecimalText = Type.String({
  pattern: '^-?(0|[1-9]\\d{0,29})(\\.\\d{1,30})?$',
  description: 'A plain decimal as text: no exponent, no blanks',
  examples: ['0.4715'],
})
/** A figure the product answers, unrounded: as many decimals as it has. */
export const ExactText = Type.String({
  pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$',
  description: 'An exact decimal as text, unrounded: no exponent, no blanks',
  examples: ['0.4715'],
})
export const RatePercentText = Type.String({
  pattern: '^-?(0|[1-9]\\d{0,2})(\\.\\d{1,6})?$',
  description: '年利率 %, at most six decimals',
  examples: ['3.45'],
})
export const BpText = Type.String({ pattern: '^-?\\d{1,4}(\\.\\d{1,4})?$', description: '基点', examples: ['34.00'] })
export const DateText = Type.String({ format: 'civil-date', description: 'YYYY-MM-DD', examples: ['2024-06-20'] })
export const MonthText = Type.String({ format: 'civil-month', description: 'YYYY-MM', examples: ['2024-06'] })
export const InstantText = Type.String({
  format: 'instant',
  description: 'ISO 8601 instant with zone',
  examples: ['2024-06-30T16:00:00Z'],
})
export const UsccText = Type.String({
  format: 'uscc',
  description: '统一社会信用代码 (GB 32100-2015, check character verified)',
})
export const IdText = Type.String({ format: 'uuid' })
export const VersionNumber = Type.Integer({ minimum: 1, description: 'The version the caller saw' })
export const NameText = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const OpinionText = Type.String({ minLength: 1, maxLength: 2000, pattern: '\\S' })

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** An object that refuses members it does not know. */
export const Shape = <T extends Record<string, TSchema>>(members: T, options: { description?: string } = {}) =>
  Type.Object(members, { additionalProperties: false, ...options })

export const PageQuery = {
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]\\d?|1\\d\\d|200)$', description: 'rows a page, 1 to 200; 50 unless told' }),
  ),
  cursor: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9_-]{1,400}$', description: 'nextCursor of the page before' }),
  ),
}
export const PageOf = <T extends TSchema>(item: T) =>
  Shape({ items: Type.Array(item), nextCursor: Nullable(Type.String()) })
/** What held on a day, as known at an instant. */
export const TwoTimesQuery = {
  asOf: Type.Optional(DateText),
  knownAt: Type.Optional(InstantText),
}
/** What every refusal answers; a route lists it by status, describe-operations.ts gives it its media type. */
export const ProblemShape = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'Stable code of the refusal' }),
    instance: Type.String(),
    requestId: Type.String(),
    furtherErrors: Type.Optional(Type.Integer({ minimum: 1, description: 'errors beyond those listed' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ in: Type.String(), pointer: Type.String(), message: Type.String() })),
    ),
  },
  { additionalProperties: true, description: 'RFC 9457 problem; the facts of the refusal are further members' },
)
