import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { command } from './client.js'
import { type NoAnswer, Problem } from './problem.js'

/** crypto.randomUUID exists on secure pages only; a bank's inner network may be plain http. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')

/**
 * One submission of a form. Its key is made once and kept while nobody knows whether the server acted (no answer, 5xx);
 * a definite answer, yes or no, ends it, and the next submission gets a key of its own.
 */
export function useCommand<T>(path: string) {
  const key = useRef<string | null>(null)
  const queries = useQueryClient()
  return useMutation<T, Problem | NoAnswer, unknown>({
    mutationFn: async (body) => {
      key.current ??= newKey()
      try {
        const answer = await command<T>(path, body, key.current)
        key.current = null
        return answer
      } catch (error) {
        if (error instanceof Problem && error.status < 500) key.current = null
        throw error
      }
    },
    onSuccess: () => queries.invalidateQueries(),
  })
}
