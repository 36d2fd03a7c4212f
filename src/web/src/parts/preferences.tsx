import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { MoneyUnit } from '../format/figures.js'

interface Preferences {
  readonly unit: MoneyUnit
  readonly chooseUnit: (unit: MoneyUnit) => void
}
const Context = createContext<Preferences>({ unit: 'yuan', chooseUnit: () => {} })
const STORED = 'tandai.money-unit'

/** How this person likes amounts shown; kept in the browser. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [unit, setUnit] = useState<MoneyUnit>(() => (localStorage.getItem(STORED) === 'wan' ? 'wan' : 'yuan'))
  const preferences = useMemo(
    () => ({
      unit,
      chooseUnit: (next: MoneyUnit) => {
        localStorage.setItem(STORED, next)
        setUnit(next)
      },
    }),
    [unit],
  )
  return <Context.Provider value={preferences}>{children}</Context.Provider>
}
export const usePreferences = () => useContext(Context)
