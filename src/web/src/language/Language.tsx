import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Named } from '../api/types.js'
import type { zh } from './zh.js'

export type LanguageCode = 'zh' | 'en'
export type Key = keyof typeof zh
type Facts = Readonly<Record<string, string | number>>

type Dictionary = Readonly<Record<Key, string>>

/** A dictionary is loaded when its language is spoken. */
const DICTIONARIES: Record<LanguageCode, () => Promise<Dictionary>> = {
  zh: () => import('./zh.js').then((file) => file.zh),
  en: () => import('./en.js').then((file) => file.en),
}
const STORED = 'tandai.language'

export interface Language {
  readonly code: LanguageCode
  readonly choose: (code: LanguageCode) => void
  /** A sentence of the dictionary; {name} stands for a fact. */
  readonly t: (key: Key, facts?: Facts) => string
  /** A word for a code of the interface; the code itself when the dictionary does not know it. */
  readonly word: (family: string, code: string | null | undefined) => string
  readonly name: (named: Named) => string
}

function languageOf(code: LanguageCode, dictionary: Dictionary, choose: (code: LanguageCode) => void): Language {
  const t = (key: Key, facts: Facts = {}) =>
    dictionary[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
  const word = (family: string, of: string | null | undefined) =>
    of === null || of === undefined ? '—' : ((dictionary as Record<string, string>)[`${family}.${of}`] ?? of)
  const name = (named: Named) => (code === 'zh' ? named.nameZh : named.nameEn)
  return { code, choose, t, word, name }
}

const Context = createContext<Language | null>(null)

const remembered = (): LanguageCode => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh')

/** Shows nothing until the words are there; from then on a new language is shown when its words are. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [wanted, choose] = useState(remembered)
  const [spoken, setSpoken] = useState<{ readonly code: LanguageCode; readonly dictionary: Dictionary } | null>(null)
  useEffect(() => {
    let isWanted = true
    void DICTIONARIES[wanted]().then((dictionary) => {
      if (isWanted) setSpoken({ code: wanted, dictionary })
    })
    return () => {
      isWanted = false
    }
  }, [wanted])
  useLayoutEffect(() => {
    if (spoken !== null) localStorage.setItem(STORED, spoken.code)
  }, [spoken])
  const language = useMemo(
    () => (spoken === null ? null : languageOf(spoken.code, spoken.dictionary, choose)),
    [spoken],
  )
  if (language === null) return null
  // The client asks in the language of the document, so it is set before anything below reads.
  if (document.documentElement.lang !== language.code) document.documentElement.lang = language.code
  return <Context.Provider value={language}>{children}</Context.Provider>
}

export function useLanguage(): Language {
  const language = useContext(Context)
  if (language === null) throw new Error('no language above')
  return language
}
