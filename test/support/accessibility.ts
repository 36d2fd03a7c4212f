import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const require = createRequire(import.meta.url)

/** axe-core, to be run before a page's own code: a script added later would be refused by the content policy, as it should be. */
export const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2, levels A and AA, as axe names them. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

interface Result {
  readonly id: string
  readonly help: string
  readonly nodes: readonly {
    readonly html: string
    readonly target: readonly unknown[]
    readonly failureSummary: string
  }[]
}
declare const axe: {
  run(context: unknown, options: unknown): Promise<{ violations: readonly Result[]; passes: readonly Result[] }>
}
declare const document: { documentElement: unknown }

export interface Checked {
  /** Rules that found something to hold true. */
  readonly passed: number
  /** One line for every element that breaks a rule. */
  readonly violations: readonly string[]
}

/** Holds the page against WCAG 2.2 AA. */
export async function checkAccessibility(page: Page): Promise<Checked> {
  const { violations, passed } = await page.evaluate(
    async (tags) => {
      const { violations, passes } = await axe.run(document.documentElement, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
      })
      return { violations, passed: passes.length }
    },
    [...WCAG],
  )
  return {
    passed,
    violations: violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, target, failureSummary }) =>
        [
          `${id}: ${help}`,
          target.join(' '),
          html.slice(0, 200),
          failureSummary.split('\n').slice(1).join('; ').trim(),
        ].join(' | '),
      ),
    ),
  }
}
