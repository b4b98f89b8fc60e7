import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { launchBrowser, Person } from '../system/browser.ts'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

test('a member chooses, pastes and drops pictures, describes one, posts them and looks at them large', async (t) => {
  const system = await SystemUnderTest.start(t)
  await Member.administrator(system.origin, system.setupLink)
  const browser = await launchBrowser(t)
  const ada = await Person.sitDown(browser, { name: 'pictures', origin: system.origin, viewport: 'desktop' })
  const step = async (title: string, take: () => Promise<void>) => {
    t.diagnostic(title)
    await take().catch(async (error: unknown) => {
      await ada.keepPicture('when-it-failed')
      throw new Error(`${title}: failed`, { cause: error })
    })
  }
  await step('signs in', () => signIn(ada))
  await step('sees how far a picture has come', () => chooseWithProgress(ada))
  await step('adds two more, and removes one', () => pasteAndDrop(ada))
  await step('describes the first', () => describe(ada))
  await step('posts without a word, though one has no description', () => post(ada))
  await step('looks at them large, by keys alone', () => lookLarge(ada))
  await step('becomes a face', () => changeAvatar(ada))
  ada.assertQuiet('nothing is missing')
})

async function signIn({ page }: Person): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('ada@example.org')
  await page.getByLabel('Password', { exact: true }).fill('a lamp in the window')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Write' }).first().waitFor()
}

/** A picture as a camera makes it: drawn in the page, because a browser can. */
async function jpegOf(page: Page, hue: number): Promise<Buffer> {
  const base64: unknown = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1200
    canvas.height = 900
    const pen = canvas.getContext('2d')
    pen.fillStyle = 'hsl(${hue} 60% 80%)'
    pen.fillRect(0, 0, 1200, 900)
    pen.fillStyle = 'hsl(${hue + 120} 40% 35%)'
    pen.fillRect(0, 600, 1200, 300)
    return canvas.toDataURL('image/jpeg').split(',')[1]
  })()`)
  return Buffer.from(String(base64), 'base64')
}

function trayItem(page: Page, number: number): Locator {
  return page
    .getByRole('list', { name: 'Pictures of your post' })
    .getByRole('listitem')
    .nth(number - 1)
}

async function chooseWithProgress(ada: Person): Promise<void> {
  const { page } = ada
  await page.getByRole('button', { name: 'Write' }).first().click()
  await ada.field('Your post').waitFor()
  const held = Promise.withResolvers<void>()
  await page.route('**/uploads/**', async (route) => {
    await held.promise
    await route.continue()
  })
  const file = { name: 'hill.jpg', mimeType: 'image/jpeg', buffer: await jpegOf(page, 200) }
  await page.locator('input[data-role=pictures]').setInputFiles(file)
  await trayItem(page, 1).getByRole('progressbar').waitFor()
  await trayItem(page, 1).locator('img').waitFor()
  await ada.look('sending')
  held.resolve()
  await page.getByText('Picture 1 is ready.').waitFor({ state: 'attached' })
}

/** Puts a file on the clipboard or under the pointer, as the device would. */
async function hand(page: Page, how: 'paste' | 'drop', jpeg: Buffer): Promise<void> {
  await page.evaluate(`(() => {
    const bytes = Uint8Array.from(atob('${jpeg.toString('base64')}'), (character) => character.charCodeAt(0))
    const files = new DataTransfer()
    files.items.add(new File([bytes], '${how}.jpg', { type: 'image/jpeg' }))
    const given = { bubbles: true, cancelable: true, clipboardData: files, dataTransfer: files }
    const event = '${how}' === 'paste' ? new ClipboardEvent('paste', given) : new DragEvent('drop', given)
    document.querySelector('.composer textarea').dispatchEvent(event)
  })()`)
}

async function pasteAndDrop({ page }: Person): Promise<void> {
  await hand(page, 'paste', await jpegOf(page, 30))
  await trayItem(page, 2).waitFor()
  await hand(page, 'drop', await jpegOf(page, 300))
  await trayItem(page, 3).waitFor()
  await page.getByRole('button', { name: /picture 2$/ }).click()
  await trayItem(page, 3).waitFor({ state: 'detached' })
}

async function describe(ada: Person): Promise<void> {
  const { page } = ada
  await page.getByRole('button', { name: 'Picture 1: describe' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('A green hill under a pale sky')
  const point = page.getByRole('slider', { name: 'What must stay in view' })
  await point.press('ArrowLeft')
  assert.equal(await point.getAttribute('aria-valuetext'), '45 percent from the left, 50 percent from the top')
  await ada.look('describe')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Picture 1: change the description' }).waitFor()
}

async function post(ada: Person): Promise<void> {
  const { page } = ada
  await page.getByRole('button', { name: 'Post', exact: true }).click()
  await page.getByText('A picture has no description.').waitFor()
  await page.getByRole('button', { name: 'Post as it is' }).click()
  const pictures = page.getByRole('article').first().getByRole('link').locator('picture img')
  await pictures.nth(1).waitFor()
  // The page's policy lets no text be evaluated within it, which waiting there would do.
  const shown = `[...document.querySelectorAll('article .picture img')].filter((image) => image.naturalWidth > 0).length`
  await eventually('both pictures are shown', 15_000, async () => (await page.evaluate(shown)) === 2)
  await ada.look('posted')
  // What was posted is what everyone gets.
  await page.reload()
  await page.getByRole('img', { name: 'A green hill under a pale sky' }).waitFor()
}

async function lookLarge(ada: Person): Promise<void> {
  const { page } = ada
  await page.getByRole('link', { name: 'A green hill under a pale sky' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Picture' })
  await dialog.getByRole('img', { name: 'A green hill under a pale sky' }).waitFor()
  await ada.look('lightbox')
  await page.keyboard.press('ArrowRight')
  await dialog.getByText('Picture 2 of 2.').waitFor({ state: 'attached' })
  await page.keyboard.press('+')
  await page.waitForFunction(`document.querySelector('.lightbox-stage').hasAttribute('data-zoomed')`)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.waitForFunction(`document.activeElement.matches('article a.picture')`)
}

async function changeAvatar(ada: Person): Promise<void> {
  const { page } = ada
  await page.goto('/settings')
  const buffer = await jpegOf(page, 120)
  await page.locator('input[data-role=avatar]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('slider', { name: 'What must stay in view' }).waitFor()
  await ada.look('avatar')
  await page.getByRole('button', { name: 'Use it' }).click()
  await page.getByText('Your picture is changed.').first().waitFor()
  await page.locator('.portrait .avatar img').waitFor()
}
