import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/config.js'
import type { Visit } from './browser.js'

/** Every screen that the console's router knows, as its pattern below /app. */
export const SCREENS: readonly string[] = screensOf(
  readFileSync(join(projectRoot, 'src', 'web', 'src', 'App.tsx'), 'utf8'),
)

/** @throws when a route is written in another way than those that are known */
export function screensOf(source: string): readonly string[] {
  const routes = [...source.matchAll(/<Route\s+(?:(index)|path="([^"]+)")\s+element=\{/g)]
  const written = source.match(/<Route\b/g)?.length ?? 0
  if (routes.length === 0 || routes.length !== written)
    throw new Error(`the router has ${written} routes, of which ${routes.length} can be read`)
  return routes.flatMap(([, index, path]) => (index ? [''] : path?.startsWith('/') ? [] : [path ?? '']))
}

const isParameter = (part: string) => part.startsWith(':')

/** The screen at an address and what its tab says; undefined where the router knows none. */
export function screenAt(address: string): { readonly screen: string; readonly tab: string } | undefined {
  const parts = address
    .replace(/[?#].*$/, '')
    .split('/')
    .slice(2)
    .filter((part) => part !== '')
  const found = SCREENS.flatMap((screen) => {
    const pattern = screen === '' ? [] : screen.split('/')
    const least = pattern.filter((part) => !part.endsWith('?')).length
    const fits =
      screen !== '*' &&
      parts.length >= least &&
      parts.length <= pattern.length &&
      parts.every((part, at) => isParameter(pattern[at] ?? '') || pattern[at] === part)
    const at = pattern.findIndex((part) => part.startsWith(':tab'))
    return fits
      ? [{ screen, tab: (at === -1 ? '' : parts[at]) ?? '', fixed: pattern.filter((p) => !isParameter(p)).length }]
      : []
  })
  return found.sort((a, b) => b.fixed - a.fixed)[0]
}

/** What is looked at: a screen, one of its tabs, or a form that a button opens. */
export interface Sight {
  readonly screen: string
  readonly address: string
  /** Tabs and forms that were opened after the address. */
  readonly opened: readonly string[]
  /** Where those were clicked. */
  readonly places?: readonly { readonly selector: string; readonly nth: number }[]
}

/**
 * Walks everything a person can open from the menu: follows links and rows, opens tabs and forms. Of a screen with a number in its
 * address one example is opened.
 */
export async function walk(visit: Visit, look: (sight: Sight) => Promise<void>): Promise<ReadonlySet<string>> {
  const { page } = visit
  const seen = new Set<string>()
  const waiting: string[] = []
  const meet = (address: string) => {
    const at = screenAt(address)
    if (at === undefined) throw new Error(`${page.url()} leads to ${address}, which is no screen`)
    const key = `${at.screen} ${at.tab}`
    if (seen.has(key)) return
    seen.add(key)
    waiting.push(address)
  }
  const clicked = new Set<string>()
  const here = () => page.url().replace(/^https?:\/\/[^/]+/, '')
  meet('/app')
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    await visit.go(address)
    const screen = screenAt(address)?.screen ?? ''
    await look({ screen, address, opened: [] })
    for (const link of await page.evaluate(linksOf)) meet(link)
    for (const row of await page.evaluate(rowsThatOpen)) {
      await page.locator('main tr.opens').nth(row).press('Enter')
      await visit.settled()
      meet(here())
      await visit.go(address)
    }
    await lookIntoForms(visit, { screen, address, opened: [] }, clicked, look)

    const tabs = await page.locator(TAB).count()
    for (let at = 0; at < tabs; at += 1) {
      const tab = page.locator(TAB).nth(at)
      const name = (await tab.textContent()) ?? ''
      if ((await tab.getAttribute('aria-selected')) === 'true' || clicked.has(`${screen} ${name}`)) continue
      clicked.add(`${screen} ${name}`)
      await tab.click()
      await visit.settled()
      const moved = screenAt(here())
      if (moved !== undefined && here() !== address && moved.tab !== '') {
        meet(here())
        await visit.go(address)
        continue
      }
      const sight = { screen, address, opened: [name], places: [{ selector: TAB, nth: at }] }
      await look(sight)
      for (const link of await page.evaluate(linksOf)) meet(link)
      await lookIntoForms(visit, sight, clicked, look)
    }
  }
  return new Set([...seen].map((key) => key.split(' ')[0] ?? ''))
}

/** Opens what was seen once more, in whatever language: tabs and forms are found by their places. */
export async function open(visit: Visit, { address, places = [] }: Sight): Promise<void> {
  const { page } = visit
  await closeForm(visit)
  await visit.go(address)
  for (const { selector, nth } of places) {
    await page.locator(selector).nth(nth).click()
    await visit.settled()
  }
}

/** A form that is still open would lie over the next screen. */
async function closeForm({ page }: Visit): Promise<void> {
  if (!(await page.locator('.ant-modal').first().isVisible())) return
  await page.keyboard.press('Escape')
  await page.locator('.ant-modal').first().waitFor({ state: 'hidden' })
}

const TAB = 'main [role=tab]'
const FORM = 'main button[aria-haspopup=dialog]:not([disabled])'

/** Opens every form of a screen once: rows of a table repeat theirs, and so do tabs. */
async function lookIntoForms(visit: Visit, sight: Sight, clicked: Set<string>, look: (sight: Sight) => Promise<void>) {
  const { page, settled } = visit
  const names = await page.locator(FORM).allTextContents()
  for (const [at, name] of names.entries()) {
    const key = `${sight.screen} form ${name}`
    if (clicked.has(key)) continue
    clicked.add(key)
    const button = page.locator(FORM).nth(at)
    await button.click()
    await page.locator('.ant-modal').waitFor()
    await settled()
    await look({
      ...sight,
      opened: [...sight.opened, name],
      places: [...(sight.places ?? []), { selector: FORM, nth: at }],
    })
    await closeForm(visit)
  }
}

interface PageElement {
  getAttribute(name: string): string | null
  querySelector(selector: string): PageElement | null
  closest(selector: string): PageElement | null
}
declare const document: { querySelectorAll(selector: string): Iterable<PageElement> }

/** In the page: addresses of the console that are linked. */
const linksOf = (): string[] =>
  [...document.querySelectorAll('a[href^="/app"]')].map((link) => link.getAttribute('href') ?? '')

/** In the page: of every table the first row that opens something and has no link of its own, by its number among such rows. */
const rowsThatOpen = (): number[] => {
  const tables = new Set<unknown>()
  return [...document.querySelectorAll('main tr.opens')].flatMap((row, at) => {
    const table = row.closest('table')
    if (tables.has(table) || row.querySelector('a[href^="/app"]') !== null) return []
    tables.add(table)
    return [at]
  })
}
