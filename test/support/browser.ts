import { existsSync } from 'node:fs'
import { env, getuid } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'
import type { Test } from 'tap'
import type { RunningBank } from './console.js'

const CHROMIUM =
  env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Why the tests in a browser cannot run here; false where they can. */
export const WITHOUT_BROWSER: string | false =
  CHROMIUM === undefined ? 'no Chromium on this machine: the tests in the browser were skipped' : false

export type LanguageCode = 'zh' | 'en'

export async function openBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    args: [
      ...(getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      // Whatever asks for another machine is told that there is none.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
  t.teardown(() => browser.close())
  return browser
}

/** A person at the console. Everything that goes wrong in the page is kept until `faults` is asked. */
export interface Visit {
  readonly page: Page
  readonly context: BrowserContext
  readonly user: string | null
  /** Resolves when the screen has read all it needs and shows it. */
  settled(): Promise<void>
  /** Goes to an address of the console as a link would, without loading the page anew. */
  go(address: string): Promise<void>
  /** An answer that belongs to the test, such as a refusal; counted once for every time it is said. */
  expect(status: number, path: string | RegExp): void
  /** The files of the console that were loaded, with the bytes they took on their way. */
  loaded(): Promise<readonly { readonly url: string; readonly bytes: number; readonly encoding: string | null }[]>
  /** What went wrong since it was asked last: errors, failed and foreign requests, breaches of the content policy. */
  faults(): readonly string[]
}

export interface VisitOptions {
  readonly language?: LanguageCode
  readonly viewport?: { readonly width: number; readonly height: number }
  /** Runs in every page before the page's own code; the content policy does not apply to it. */
  readonly script?: string
}

/** Opens the console at /app as a user who is signed in; null is nobody. */
export async function visit(
  browser: Browser,
  bank: RunningBank,
  user: string | null,
  { language = 'zh', viewport = { width: 1280, height: 900 }, script }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    baseURL: bank.address,
  })
  context.setDefaultTimeout(30_000)
  if (user !== null)
    await context.addCookies([
      {
        name: 'tandai_session',
        value: await bank.tokenOf(user),
        url: bank.address,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ])
  await context.addInitScript(
    `if (localStorage.getItem('tandai.language') === null) localStorage.setItem('tandai.language', '${language}')`,
  )
  if (script !== undefined) await context.addInitScript(script)
  const page = await context.newPage()

  let found: string[] = []
  let expected: { status: number; path: string | RegExp }[] = []
  const underWay = new Set<unknown>()
  const files: Request[] = []
  page.on('pageerror', (error) => found.push(`error in the page: ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    // Answers that are refused are looked at below, where the test can say which it expects.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(`console: ${message.text()}`)
    if (message.type() === 'warning' && /warning|deprecated/i.test(message.text()))
      found.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') underWay.add(request)
    const url = new URL(request.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== bank.address)
      found.push(`request to another host: ${url}`)
  })
  page.on('requestfinished', (request) => {
    underWay.delete(request)
    if (!new URL(request.url()).pathname.startsWith('/v1/')) files.push(request)
  })
  page.on('requestfailed', (request) => {
    underWay.delete(request)
    const reason = request.failure()?.errorText ?? ''
    // A question that nobody waits for any more is dropped by the page itself.
    if (reason !== 'net::ERR_ABORTED') found.push(`request failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() < 400) return
    const { pathname, search } = new URL(response.url())
    const at = expected.findIndex(
      ({ status, path }) =>
        status === response.status() && (typeof path === 'string' ? path === pathname : path.test(pathname)),
    )
    if (at === -1)
      found.push(`answered ${response.status()}: ${response.request().method()} ${pathname}${search} on ${page.url()}`)
    else expected = expected.filter((_, index) => index !== at)
  })

  const settled = async () => {
    const until = Date.now() + 15_000
    for (let quiet = 0; quiet < 2; ) {
      if (Date.now() > until) throw new Error(`${page.url()} is still loading: ${[...underWay].length} requests`)
      const isIdle = await page.evaluate(isQuiet)
      quiet = isIdle && underWay.size === 0 ? quiet + 1 : 0
      if (quiet === 0) await sleep(15)
    }
  }
  const self: Visit = {
    page,
    context,
    user,
    settled,
    go: async (address) => {
      await page.evaluate(wander, address)
      await settled()
    },
    loaded: () =>
      Promise.all(
        files.map(async (request) => ({
          url: request.url(),
          bytes: (await request.sizes()).responseBodySize,
          encoding: (await (await request.response())?.headerValue('content-encoding')) ?? null,
        })),
      ),
    expect: (status, path) => void expected.push({ status, path }),
    faults: () => {
      const told = found
      found = []
      return told
    },
  }
  if (user === null) self.expect(401, '/v1/sessions/current')
  await page.goto('/app')
  await settled()
  return self
}

declare const document: { querySelector(selector: string): unknown }
declare const window: {
  history: { pushState(state: unknown, unused: string, address: string): void }
  dispatchEvent(event: unknown): boolean
}
declare const PopStateEvent: new (type: string, init: object) => unknown
declare const requestIdleCallback: (idle: () => void, options: { timeout: number }) => void

/** In the page: whether everything that was read is shown. */
const isQuiet = () =>
  new Promise<boolean>((resolve) => {
    requestIdleCallback(
      () =>
        resolve(document.querySelector('.ant-skeleton') === null && document.querySelector('h1, .ant-result') !== null),
      { timeout: 500 },
    )
  })

/** In the page: what a link of the router does. */
const wander = (address: string) => {
  const state = { key: address }
  window.history.pushState(state, '', address)
  window.dispatchEvent(new PopStateEvent('popstate', { state }))
}
