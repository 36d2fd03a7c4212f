/** One shape error as the interface names it: where, which member, why. */
export interface ShapeError {
  readonly in: string
  readonly pointer: string
  readonly message: string
}

/** The interface said no. `code` is stable; `detail` is the sentence in the language that was asked for. */
export class Problem extends Error {
  override readonly name = 'Problem'
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly ShapeError[],
    readonly requestId: string | null,
    readonly facts: Readonly<Record<string, unknown>>,
  ) {
    super(detail)
  }
}

/** No answer came: nobody knows whether the request was carried out. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const facts = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return new Problem(
    response.status,
    text(facts.code) ?? `HTTP_${response.status}`,
    text(facts.detail) ?? '',
    Array.isArray(facts.errors) ? (facts.errors as ShapeError[]) : [],
    text(facts.requestId) ?? response.headers.get('x-request-id'),
    facts,
  )
}
