import { type Exact, formatExact, formatFixed } from '../../kernel/exact.js'
import { type Tonnes, tonnesExact } from '../../kernel/quantity.js'

/** A figure unrounded and beside it, as `…Rounded`, half-up to four places for people. */
export const figure = <const N extends string>(
  name: N,
  value: Exact,
): { readonly [member in N | `${N}Rounded`]: string } =>
  ({ [name]: formatExact(value), [`${name}Rounded`]: formatFixed(value, 4) }) as never

export const tonnesFigure = <const N extends string>(name: N, value: Tonnes) => figure(name, tonnesExact(value))

/** The same where there may be none: both are null then. */
export const optionalFigure = <const N extends string>(
  name: N,
  value: Exact | null | undefined,
): { readonly [member in N | `${N}Rounded`]: string | null } =>
  value ? figure(name, value) : ({ [name]: null, [`${name}Rounded`]: null } as never)
