import type { TSchema } from 'typebox'
import { ProblemShape } from './primitives.js'

const PROBLEMS = {
  400: ProblemShape,
  401: ProblemShape,
  403: ProblemShape,
  404: ProblemShape,
  409: ProblemShape,
  422: ProblemShape,
}

/** What a command on records answers: what it left, or a problem. */
export const created = <T extends TSchema>(shape: T) => ({ 201: shape, ...PROBLEMS })
export const changed = <T extends TSchema>(shape: T) => ({ 200: shape, ...PROBLEMS })
export const found = <T extends TSchema>(shape: T) => ({ 200: shape, 401: ProblemShape, 404: ProblemShape })
export const listed = <T extends TSchema>(page: T) => ({ 200: page, 400: ProblemShape, 401: ProblemShape })
