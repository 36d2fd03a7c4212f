import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from 'react'
import type { Named } from '../api/types.js'
import { en } from './en.js'
import { zh } from './zh.js'

export type LanguageCode = 'zh' | 'en'
export type Key = keyof typeof zh
type Facts = Readonly<Record<string, string | number>>

const DICTIONARIES: Record<LanguageCode, Record<Key, string>> = { zh, en }
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

export function languageFor(code: LanguageCode, choose: (code: LanguageCode) => void): Language {
  const dictionary = DICTIONARIES[code]
  const t = (key: Key, facts: Facts = {}) =>
    dictionary[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
  const word = (family: string, of: string | null | undefined) =>
    of === null || of === undefined ? '—' : ((dictionary as Record<string, string>)[`${family}.${of}`] ?? of)
  const name = (named: Named) => (code === 'zh' ? named.nameZh : named.nameEn)
  return { code, choose, t, word, name }
}

const Context = createContext<Language | null>(null)

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [code, setCode] = useState<LanguageCode>(() => (localStorage.getItem(STORED) === 'en' ? 'en' : 'zh'))
  // The client asks in the language of the document, so it is set before anything below reads.
  if (document.documentElement.lang !== code) document.documentElement.lang = code
  useLayoutEffect(() => localStorage.setItem(STORED, code), [code])
  const language = useMemo(() => languageFor(code, setCode), [code])
  return <Context.Provider value={language}>{children}</Context.Provider>
}

export function useLanguage(): Language {
  const language = useContext(Context)
  if (language === null) throw new Error('no language above')
  return language
}
