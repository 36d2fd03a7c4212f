import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { addressOf, command, type Query, upload } from './client.js'
import { type NoAnswer, Problem } from './problem.js'

/** crypto.randomUUID exists on secure pages only; a bank's inner network may be plain http. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')

/**
 * One submission. Its key is made once and kept while nobody knows whether the server acted (no answer, 5xx);
 * a definite answer, yes or no, ends it, and the next submission gets a key of its own.
 */
function useOnce<Sent, T>(send: (sent: Sent, key: string) => Promise<T>, changes = true) {
  const key = useRef<string | null>(null)
  const queries = useQueryClient()
  return useMutation<T, Problem | NoAnswer, Sent>({
    mutationFn: async (sent) => {
      key.current ??= newKey()
      try {
        const answer = await send(sent, key.current)
        key.current = null
        return answer
      } catch (error) {
        if (error instanceof Problem && error.status < 500) key.current = null
        throw error
      }
    },
    onSuccess: () => (changes ? queries.invalidateQueries() : undefined),
  })
}

/** A POST, or a PATCH; one that changes nothing leaves what was read as it is. */
export const useCommand = <T>(path: string, changes = true, method: 'POST' | 'PATCH' = 'POST') =>
  useOnce<unknown, T>((body, key) => command<T>(path, body, key, method), changes)

/** A file as it is; what else there is to say goes into the query. */
export const useUpload = <T>(path: string) =>
  useOnce<{ readonly file: File; readonly query: Query }, T>(({ file, query }, key) =>
    upload<T>(addressOf(path, query), file, key),
  )
