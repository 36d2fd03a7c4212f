import { type TSchema, Type } from 'typebox'
import { Nullable } from './primitives.js'

/** Forty significant digits: a small quotient has more decimals than anybody sends. */
export const UnroundedText = Type.String({ pattern: '^-?(0|[1-9]\\d{0,39})(\\.\\d{1,80})?$', examples: ['0.4715'] })
const Rounded = Type.String({ description: 'half-up to four places, for people', examples: ['0.4715'] })

/** Documents a figure: unrounded under its name and, with Rounded after it, for people. */
export const Figures = (...names: readonly string[]): Record<string, TSchema> =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, UnroundedText],
      [`${name}Rounded`, Rounded],
    ]),
  )
export const OptionalFigures = (...names: readonly string[]): Record<string, TSchema> =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, Nullable(UnroundedText)],
      [`${name}Rounded`, Nullable(Rounded)],
    ]),
  )
