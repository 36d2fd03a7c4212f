import { D, MalformedValue, readDecimal } from './decimal.js'
import type { Exact } from './exact.js'

declare const brand: unique symbol

/** Units an activity may be measured in; a factor is always "per one of these". */
export type Unit = 'kWh' | 'MWh' | 'GJ' | 't' | 'Nm3' | '10^4Nm3'

/** A measured amount of energy or material in unit U. */
export interface Quantity<U extends Unit> {
  readonly [brand]: ['Quantity', U]
}
/** Tonnes of CO2 per one U. */
export interface EmissionFactor<U extends Unit> {
  readonly [brand]: ['EmissionFactor', U]
}
/** Tonnes of CO2, unrounded. */
export interface Tonnes {
  readonly [brand]: 'Tonnes'
}

const unwrap = (value: Quantity<Unit> | EmissionFactor<Unit> | Tonnes): D => value as unknown as D

/** A quantity is never negative; corrections are new rows. @throws MalformedValue */
export const quantity = <U extends Unit>(text: string, unit: U): Quantity<U> => {
  const value = readDecimal(text, `a quantity in ${unit} with at most ten decimals`, 10)
  if (value.isNegative() && !value.isZero())
    throw new MalformedValue(`a quantity in ${unit} that is not negative`, text)
  return value as unknown as Quantity<U>
}
/** tCO2 per unit from an exact number. */
export const emissionFactor = <U extends Unit>(tonnesPerUnit: Exact, _unit: U): EmissionFactor<U> =>
  tonnesPerUnit as unknown as EmissionFactor<U>

/** Activity × factor; compiles only when the units match: the quantity names the unit, the factor may not widen it. */
export const emissionsOf = <U extends Unit>(amount: Quantity<U>, factor: EmissionFactor<NoInfer<U>>): Tonnes =>
  unwrap(amount).times(unwrap(factor)) as unknown as Tonnes

export const NO_TONNES: Tonnes = new D(0) as unknown as Tonnes
export const addTonnes = (a: Tonnes, b: Tonnes): Tonnes => unwrap(a).plus(unwrap(b)) as unknown as Tonnes
export const sumTonnes = (all: Iterable<Tonnes>): Tonnes => {
  let total = new D(0)
  for (const one of all) total = total.plus(unwrap(one))
  return total as unknown as Tonnes
}
export const tonnes = (text: string): Tonnes => readDecimal(text, 'tonnes of CO2') as unknown as Tonnes
export const tonnesExact = (value: Tonnes): Exact => value as unknown as Exact
export const exactTonnes = (value: Exact): Tonnes => value as unknown as Tonnes
export const quantityExact = (value: Quantity<Unit>): Exact => value as unknown as Exact
export const factorExact = (value: EmissionFactor<Unit>): Exact => value as unknown as Exact
export const formatQuantity = (value: Quantity<Unit>): string => unwrap(value).toFixed()
export const formatTonnes = (value: Tonnes): string => unwrap(value).toFixed()
/** For people: four places, half-up. */
export const formatTonnesRounded = (value: Tonnes): string => exactFixed(unwrap(value))
const exactFixed = (value: D): string => value.toDecimalPlaces(4, D.ROUND_HALF_UP).toFixed(4)

/** 1 MWh = 1000 kWh and 1 × 10⁴Nm³ = 10000 Nm³: conversion by declared units only, never guessed from the size of a number. */
const IN_BASE: Record<Unit, { base: Unit; size: string }> = {
  kWh: { base: 'kWh', size: '1' },
  MWh: { base: 'kWh', size: '1000' },
  GJ: { base: 'GJ', size: '1' },
  t: { base: 't', size: '1' },
  Nm3: { base: 'Nm3', size: '1' },
  '10^4Nm3': { base: 'Nm3', size: '10000' },
}
export const unitsConvert = (from: Unit, to: Unit): boolean => IN_BASE[from].base === IN_BASE[to].base
/** Converts exactly. @throws RangeError when the units measure different things */
export const convert = <U extends Unit>(amount: Quantity<Unit>, from: Unit, to: U): Quantity<U> => {
  if (!unitsConvert(from, to)) throw new RangeError(`${from} is no measure of ${to}`)
  return unwrap(amount).times(IN_BASE[from].size).div(IN_BASE[to].size) as unknown as Quantity<U>
}
/** A quantity from an exact number, for callers that have already refused a negative one. @throws RangeError */
export const quantityOf = <U extends Unit>(amount: Exact, _unit: U): Quantity<U> => {
  const value = amount as unknown as D
  if (value.isNegative() && !value.isZero()) throw new RangeError('a quantity is never negative')
  return value as unknown as Quantity<U>
}
