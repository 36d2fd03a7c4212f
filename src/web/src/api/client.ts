import { NoAnswer, problemOf } from './problem.js'

export type Query = Readonly<Record<string, string | null | undefined>>

/** An address with its query; absent and empty members are left out. */
export function addressOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

async function request(method: string, address: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('accept', 'application/json')
  headers.set('accept-language', document.documentElement.lang)
  const response = await fetch(address, { ...init, method, headers, credentials: 'same-origin' }).catch(
    (error: unknown) => {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new NoAnswer(String(error))
    },
  )
  if (!response.ok) throw await problemOf(response)
  return response
}

/** Reads; throws Problem or NoAnswer. */
export async function read<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  const response = await request('GET', addressOf(path, query), signal === undefined ? {} : { signal })
  return (await response.json()) as T
}

/** Does something once: the same key is sent again when the same submission is retried. */
export async function command<T>(
  path: string,
  body: unknown,
  idempotencyKey: string,
  method: 'POST' | 'PATCH' = 'POST',
): Promise<T> {
  const response = await request(method, path, {
    headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    body: JSON.stringify(body),
  })
  return (await response.json()) as T
}

// By their names: a browser's own idea of a file's type depends on what is installed beside it.
const FILE_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Sends a file as it is; a type that the interface does not take is refused there. */
export async function upload<T>(address: string, file: File, idempotencyKey: string): Promise<T> {
  const type = FILE_TYPES[file.name.split('.').pop()?.toLowerCase() ?? ''] ?? 'application/octet-stream'
  const response = await request('POST', address, {
    headers: { 'content-type': type, 'idempotency-key': idempotencyKey },
    body: file,
  })
  return (await response.json()) as T
}

export async function remove(path: string): Promise<void> {
  await request('DELETE', path, {})
}
