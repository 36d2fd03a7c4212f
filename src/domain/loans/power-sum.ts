/**
 * Real roots v > 0 of Σ c_i · v^t_i for whole exponents t_i: a present value as a function of one day's discount factor.
 * Numbers are binary fixed point with SCALE fractional bits, so nothing is a float and nothing depends on the machine.
 */
export interface Term {
  readonly coefficient: bigint
  readonly exponent: number
}

export const SCALE = 256n
const UNIT = 1n << SCALE
const size = (value: bigint): bigint => (value < 0n ? -value : value)
const timesFixed = (a: bigint, b: bigint): bigint => (a * b) >> SCALE

/** v to a whole power ≥ 0. */
const powerFixed = (v: bigint, exponent: number): bigint => {
  let result = UNIT
  let square = v
  for (let bits = exponent; bits > 0; bits = (bits - (bits % 2)) / 2) {
    if (bits % 2 === 1) result = timesFixed(result, square)
    if (bits > 1) square = timesFixed(square, square)
  }
  return result
}

/** Value at v and Σ |c_i·v^t_i|, against which a zero is judged. */
const evaluate = (terms: readonly Term[], v: bigint): { value: bigint; gross: bigint } => {
  let [value, gross, power, reached] = [0n, 0n, UNIT, 0]
  const powers = new Map<number, bigint>()
  for (const { coefficient, exponent } of terms) {
    const gap = exponent - reached
    const overGap = powers.get(gap) ?? powerFixed(v, gap)
    powers.set(gap, overGap)
    power = timesFixed(power, overGap)
    reached = exponent
    value += coefficient * power
    gross += size(coefficient) * power
  }
  return { value, gross }
}
/** −1, 0 or 1; zero when nothing but rounding noise is left. */
const signAt = (terms: readonly Term[], v: bigint): number => {
  const { value, gross } = evaluate(terms, v)
  if (size(value) <= gross >> (SCALE / 2n)) return 0
  return value < 0n ? -1 : 1
}
const signOf = (term: Term | undefined): number => (term === undefined ? 0 : term.coefficient < 0n ? -1 : 1)

/** Halves [low, high] around the only change of sign until the bits are used up. */
const bisect = (terms: readonly Term[], low: bigint, high: bigint, signLow: number): bigint => {
  let [a, b] = [low, high]
  while (b - a > 1n << 16n) {
    const middle = (a + b) >> 1n
    const { value } = evaluate(terms, middle)
    if (value === 0n) return middle
    if (value < 0n === signLow < 0) a = middle
    else b = middle
  }
  return (a + b) >> 1n
}
/** A point beyond `low` where the last term has won. */
const beyond = (terms: readonly Term[], low: bigint): bigint => {
  const wanted = signOf(terms.at(-1))
  let step = UNIT >> 20n
  while (signAt(terms, low + step) !== wanted) step *= 2n
  return low + step
}

/** Descartes: never fewer than the positive roots. */
export const signChanges = (terms: readonly Term[]): number =>
  terms.reduce((count, term, index) => count + (index > 0 && signOf(term) !== signOf(terms[index - 1]) ? 1 : 0), 0)

/** (v^(−s)·f)′·v^(s+1)·2 with s half-way between the exponents of the first change of sign: one change fewer. */
const flattened = (terms: readonly Term[]): Term[] => {
  const turn = terms.findIndex((term, index) => index > 0 && signOf(term) !== signOf(terms[index - 1]))
  const twice = (terms[turn - 1]?.exponent ?? 0) + (terms[turn]?.exponent ?? 0)
  return terms.map(({ coefficient, exponent }) => ({
    coefficient: coefficient * BigInt(2 * exponent - twice),
    exponent,
  }))
}

/**
 * All positive roots, rising; `terms` by rising exponent from 0, no zero coefficients. Between two neighbouring roots of the
 * flattened sum v^(−s)·f is monotone (Rolle), and no change of sign means no root (Descartes): none is missed, at any number.
 */
export const positiveRoots = (terms: readonly Term[]): bigint[] => {
  if (signChanges(terms) === 0) return []
  const turns = signChanges(terms) === 1 ? [] : positiveRoots(flattened(terms))
  const roots: bigint[] = []
  let [low, signLow] = [0n, signOf(terms[0])]
  for (const turn of turns) {
    const sign = signAt(terms, turn)
    if (sign === 0) roots.push(turn)
    else if (signLow !== 0 && sign !== signLow) roots.push(bisect(terms, low, turn, signLow))
    low = turn
    signLow = sign
  }
  if (signLow !== 0 && signLow !== signOf(terms.at(-1))) roots.push(bisect(terms, low, beyond(terms, low), signLow))
  return roots
}
