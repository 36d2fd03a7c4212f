import { type TSchema, Type } from 'typebox'
import { ExactText, Nullable } from './primitives.js'

const Rounded = Type.String({ description: 'half-up to four places, for people', examples: ['0.4715'] })

/** Documents a figure: unrounded under its name and, with Rounded after it, for people. */
export const Figures = (...names: readonly string[]): Record<string, TSchema> =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, ExactText],
      [`${name}Rounded`, Rounded],
    ]),
  )
export const OptionalFigures = (...names: readonly string[]): Record<string, TSchema> =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, Nullable(ExactText)],
      [`${name}Rounded`, Nullable(Rounded)],
    ]),
  )
