import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumArguments, requireChromium } from '../chromium.ts'
import { repository } from '../command.ts'

export const viewports = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 900 },
} as const
export type Viewport = keyof typeof viewports

/** Of axe-core's rules, those that depend on colours, and those that depend on how much room there is. */
const someRules = {
  colours: ['color-contrast', 'link-in-text-block'],
  layout: ['target-size', 'scrollable-region-focusable', 'meta-viewport'],
} as const

/** Ends a journey that goes nowhere; it says nothing about speed. */
const stepLimitMs = 15_000

const artefacts = join(repository, 'artefacts/journeys')
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function launchBrowser(t: TestContext): Promise<Browser> {
  await mkdir(artefacts, { recursive: true })
  const browser = await chromium.launch({ executablePath: await requireChromium(), args: chromiumArguments })
  t.after(() => browser.close())
  return browser
}

/** Someone at a screen of their own: what they see is checked, and kept as a picture. */
export class Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly #name: string
  readonly #viewport: Viewport
  readonly #faults: string[] = []

  private constructor(page: Page, context: BrowserContext, { name, viewport }: { name: string; viewport: Viewport }) {
    this.page = page
    this.context = context
    this.#name = name
    this.#viewport = viewport
    page.on('pageerror', (error) => this.#faults.push(`uncaught at ${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') this.#faults.push(`console: ${message.text()} (${message.location().url})`)
    })
  }

  static async sitDown(
    browser: Browser,
    options: { name: string; origin: string; viewport: Viewport },
  ): Promise<Person> {
    const { name, origin, viewport } = options
    const context = await browser.newContext({
      baseURL: origin,
      viewport: viewports[viewport],
      hasTouch: viewport === 'phone',
      isMobile: viewport === 'phone',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(stepLimitMs)
    return new Person(await context.newPage(), context, { name, viewport })
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: true })
  }

  link(name: string | RegExp) {
    return this.page.getByRole('link', { name, exact: true })
  }

  field(name: string) {
    return this.page.getByLabel(name, { exact: true })
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { name })
  }

  /** The post that holds the text. */
  post(text: string | RegExp) {
    return this.page.getByRole('article').filter({ hasText: text })
  }

  /** On both screens, by day and by night: axe-core finds nothing, nothing overflows sideways, and a picture is kept. */
  async look(what: string): Promise<void> {
    const other = this.#viewport === 'phone' ? 'desktop' : 'phone'
    await this.#lookOn(other, what)
    await this.#lookOn(this.#viewport, what)
  }

  async keepPicture(what: string): Promise<void> {
    await this.#keepPictureOf(this.#viewport, what)
  }

  async #lookOn(viewport: Viewport, what: string): Promise<void> {
    await this.page.setViewportSize(viewports[viewport])
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme })
      await this.#keepPictureOf(viewport, `${what}-${colorScheme}`)
      // Each rule is asked where its answer may be another: colours by night, room on the other screen.
      if (colorScheme === 'dark' && viewport !== this.#viewport) continue
      const rules = viewport !== this.#viewport ? 'layout' : colorScheme === 'light' ? 'all' : 'colours'
      assert.deepEqual(await this.#violations(rules), [], `axe-core on ${what}, ${viewport}, ${colorScheme}`)
    }
    await this.page.emulateMedia({ colorScheme: 'light' })
    const sideways = await this.page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
    assert.ok(Number(sideways) <= 0, `${what} is ${sideways} px wider than a ${viewport}`)
  }

  async #keepPictureOf(viewport: Viewport, what: string): Promise<void> {
    await this.page.screenshot({ path: join(artefacts, `${viewport}-${this.#name}-${what}.png`) })
  }

  /**
   * The page made no complaint: no uncaught error, no refused request, no breach of its own policy.
   *
   * @param missing the address that was asked for on purpose though nothing is there.
   */
  assertQuiet(missing: string): void {
    const unexpected = this.#faults.filter((fault) => !fault.includes(missing))
    assert.deepEqual(unexpected, [])
  }

  /** While a dialog is open the page behind it is not there, so the dialog is looked at by itself. */
  async #violations(rules: 'all' | keyof typeof someRules): Promise<unknown> {
    const isThere = await this.page.evaluate('window.axe !== undefined')
    if (isThere !== true) await this.page.evaluate(axeSource)
    const options = {
      resultTypes: ['violations'],
      preload: false,
      ...(rules !== 'all' && { runOnly: someRules[rules] }),
    }
    return this.page.evaluate(
      `axe.run(document.querySelector('[role=dialog], [role=alertdialog]') ?? document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => html.slice(0, 200) + ' | ' + failureSummary) })))`,
    )
  }
}
