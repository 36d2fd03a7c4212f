import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { addressOf, type Query } from '../api/client.js'

const STORED = 'tandai.as-of'
/** Addresses that are looks into an account: the purpose of the look goes along with them. */
const LOOKS = /^\/app\/(enterprises|activities)\//

interface Chosen {
  readonly asOf: string | null
  readonly remember: (asOf: string | null) => void
}
const Context = createContext<Chosen>({ asOf: null, remember: () => {} })

/** The day the console looks at when an address does not say: the one chosen last, else `initial` (null is today). */
export function TimesProvider({
  initial,
  children,
}: {
  readonly initial: string | null
  readonly children: ReactNode
}) {
  const [stored, setStored] = useState<string | null>(() => sessionStorage.getItem(STORED))
  const chosen = useMemo(
    () => ({
      asOf: stored === null ? initial : stored === '' ? null : stored,
      remember: (asOf: string | null) => {
        sessionStorage.setItem(STORED, asOf ?? '')
        setStored(asOf ?? '')
      },
    }),
    [stored, initial],
  )
  return <Context.Provider value={chosen}>{children}</Context.Provider>
}

/** The two times of every report: the day it speaks of and the instant its knowledge ends; null is today and now. */
export function useTimes() {
  const { asOf: remembered, remember } = useContext(Context)
  const [params, setParams] = useSearchParams()
  const asOf = params.get('asOf') ?? remembered
  const knownAt = params.get('knownAt')
  return {
    asOf,
    knownAt,
    query: { asOf, knownAt } satisfies Query,
    choose: (next: { readonly asOf: string | null; readonly knownAt: string | null }) => {
      remember(next.asOf)
      setParams((now) => {
        const changed = new URLSearchParams(now)
        for (const name of ['asOf', 'knownAt'] as const) {
          const value = next[name]
          if (value === null) changed.delete(name)
          else changed.set(name, value)
        }
        return changed
      })
    },
    /** An address of the console that keeps looking at the same two times, and for the same purpose. */
    href: (path: string, query: Query = {}) => {
      const [bare = '', own = ''] = path.split('?')
      const purpose = LOOKS.test(bare) ? params.get('purpose') : null
      return addressOf(bare, { asOf, knownAt, purpose, ...Object.fromEntries(new URLSearchParams(own)), ...query })
    },
  }
}

/** A link within the console that carries the two times along. */
export function Go({
  to,
  query,
  children,
  className,
}: {
  readonly to: string
  readonly query?: Query
  readonly children: ReactNode
  readonly className?: string
}) {
  const { href } = useTimes()
  const from = useLocation()
  return (
    <Link to={href(to, query)} state={{ from: from.pathname + from.search }} className={className}>
      {children}
    </Link>
  )
}

/** One filter kept in the address. */
export function useFilter(name: string): readonly [string | null, (value: string | null) => void] {
  const [params, setParams] = useSearchParams()
  const choose = (value: string | null) =>
    setParams(
      (now) => {
        const changed = new URLSearchParams(now)
        if (value === null || value === '') changed.delete(name)
        else changed.set(name, value)
        return changed
      },
      { replace: true },
    )
  return [params.get(name), choose]
}
