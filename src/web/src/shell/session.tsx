import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { read } from '../api/client.js'
import { Problem } from '../api/problem.js'
import type { DemoAccount, Role, Session } from '../api/types.js'

export const SESSION_KEY = ['session'] as const
const DEMO_KEY = ['demo-accounts'] as const
const Context = createContext<Session | null>(null)

/** Who is signed in; null when nobody is. */
export const useCurrentSession = () =>
  useQuery<Session | null, Error>({
    queryKey: SESSION_KEY,
    queryFn: () =>
      read<Session>('/v1/sessions/current').catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) return null
        throw error
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** The accounts of a demo server; empty everywhere else. */
export const useDemoAccounts = () =>
  useQuery({
    queryKey: DEMO_KEY,
    queryFn: () =>
      read<{ items: readonly DemoAccount[] }>('/v1/demo-accounts').then(
        ({ items }) => items,
        () => [],
      ),
    staleTime: Number.POSITIVE_INFINITY,
  }).data ?? []

export const SessionProvider = ({ session, children }: { readonly session: Session; readonly children: ReactNode }) => (
  <Context.Provider value={session}>{children}</Context.Provider>
)

export function useSession(): Session {
  const session = useContext(Context)
  if (session === null) throw new Error('nobody is signed in')
  return session
}

export const useHasRole = (...roles: readonly Role[]): boolean => {
  const session = useSession()
  return roles.some((role) => session.roles.includes(role))
}

/** Forgets everything that was read for the person before. */
export function useForgetAll() {
  const queries = useQueryClient()
  return (session: Session | null) => {
    queries.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] && queryKey[0] !== DEMO_KEY[0],
    })
    queries.setQueryData(SESSION_KEY, session)
  }
}
