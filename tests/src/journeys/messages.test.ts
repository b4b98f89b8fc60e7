import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { launchBrowser, Person } from '../system/browser.ts'
import { eventually } from '../system/eventually.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

/** Ends what goes nowhere; it says nothing about speed. */
const limitMs = 15_000

interface Pair {
  readonly robin: Person
  readonly mira: Person
}

test('two members talk in private: in real time, with pictures, across a lost network, and in a group', async (t) => {
  const system = await SystemUnderTest.start(t, { args: ['--demo'] })
  const browser = await launchBrowser(t)
  const { origin } = system
  const robin = await Person.sitDown(browser, { name: 'messages', origin, viewport: 'desktop' })
  const mira = await Person.sitDown(browser, { name: 'messages', origin, viewport: 'phone' })
  const pair = { robin, mira }
  const step = async (title: string, take: (pair: Pair) => Promise<void>) => {
    t.diagnostic(title)
    await take(pair).catch(async (error: unknown) => {
      await Promise.all([robin.keepPicture('when-it-failed'), mira.keepPicture('when-it-failed')])
      throw new Error(`${title}: failed`, { cause: error })
    })
  }
  await step('both sign in', async () => {
    await Promise.all([signIn(robin, system.output, 'Robin'), signIn(mira, system.output, 'Mira')])
  })
  await step('what one does the other is told, on a page that is open, until it is taken back', notify)
  await step('one writes from the other’s profile', writeFirst)
  await step('the other sees that something is new, reads it, and that is said', read)
  await step('who is writing is seen, and the answer quotes what it answers', answer)
  await step('a reaction, other words, and a message taken back reach the other page', change)
  await step('a picture is seen by the other alone', sendPicture)
  await step('what was written without a network is sent when there is one', loseTheNetwork)
  await step('a group begins', beginGroup)
  robin.assertQuiet('nothing is missing')
  mira.assertQuiet('ERR_INTERNET_DISCONNECTED')
})

async function signIn({ page }: Person, output: string, name: string): Promise<void> {
  const printed = new RegExp(`${name} \\w+: (?<email>\\S+@\\S+) {2}password (?<password>\\S+)`).exec(output)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(printed?.groups?.email ?? '')
  await page.getByLabel('Password', { exact: true }).fill(printed?.groups?.password ?? '')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Write' }).first().waitFor()
}

/** The message that says so, in the open conversation. */
function said({ page }: Person, text: string): Locator {
  return page.getByRole('log').getByRole('article').filter({ hasText: text })
}

async function say(person: Person, text: string): Promise<void> {
  const field = person.page.getByRole('textbox', { name: 'Message' })
  await field.fill(text)
  // Under a thumb, Enter begins a line.
  if (person.page.viewportSize()?.width === 390) await person.button('Send').click()
  else await field.press('Enter')
  await said(person, text).waitFor()
}

async function hasArrived(person: Person, text: string): Promise<void> {
  await said(person, text)
    .getByText(/Delivered|Read/)
    .waitFor()
}

async function notify({ robin, mira }: Pair): Promise<void> {
  const bell = (count: string) => mira.page.getByRole('link', { name: `Notifications${count}`, exact: true })
  await bell(', 1 new notification').waitFor()
  await likeEarly(robin)
  await bell(', 2 new notifications').click()
  const line = mira.page.getByRole('listitem').filter({ hasText: 'Brombeeren' })
  await line.getByText('liked your post').waitFor()
  await mira.look('notifications')
  await bell('').waitFor()
  await robin
    .post(/Brombeeren/)
    .getByRole('button', { name: /^Like/, pressed: true })
    .click()
  await line.waitFor({ state: 'detached' })
}

/** Before the page's own script has come: the like is given when it does. */
async function likeEarly({ page }: Person): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route('**/assets/*.js', async (route) => {
    await promise
    await route.continue()
  })
  await page.goto('/@mira', { waitUntil: 'commit' })
  await page.getByRole('article').filter({ hasText: 'Brombeeren' }).getByRole('button', { name: /^Like/ }).click()
  resolve()
}

async function writeFirst({ robin }: Pair): Promise<void> {
  await robin.page.goto('/@mira')
  await robin.button('Message: Mira Sontag').click()
  await robin.page.getByRole('log').waitFor()
  await say(robin, 'Is the kettle on?')
  await hasArrived(robin, 'Is the kettle on?')
}

async function read({ robin, mira }: Pair): Promise<void> {
  const link = mira.page.getByRole('link', { name: /^Messages/ })
  await link.getByText('1 conversation with something new').waitFor({ state: 'attached' })
  await eventually('the tab counts it', limitMs, async () => (await mira.page.title()).startsWith('(1)'))
  await link.click()
  await mira.look('list')
  await mira.page.getByRole('link', { name: /^Robin Ashdown/ }).click()
  await said(mira, 'Is the kettle on?').waitFor()
  await said(robin, 'Is the kettle on?').getByText('Read').waitFor()
  await link.getByText('1 conversation with something new').waitFor({ state: 'detached' })
}

async function answer({ robin, mira }: Pair): Promise<void> {
  await said(mira, 'Is the kettle on?').tap()
  await mira.button('Reply').click()
  await mira.page.getByRole('textbox', { name: 'Message' }).pressSequentially('Nearly')
  await robin.page.getByText('Mira Sontag is writing').waitFor()
  await say(mira, 'Nearly, come over')
  await said(robin, 'Nearly, come over')
    .getByRole('button', { name: /In answer to/ })
    .waitFor()
  await robin.look('talk')
}

async function change({ robin, mira }: Pair): Promise<void> {
  await said(robin, 'Nearly, come over').hover()
  await robin.button('React with ❤️').click()
  await said(mira, 'Nearly, come over').getByRole('button', { name: '❤️ from Robin Ashdown' }).waitFor()
  await say(robin, 'On my wey')
  await hasArrived(robin, 'On my wey')
  // By keys alone: up to the message, and E for other words.
  await robin.page.getByRole('textbox', { name: 'Message' }).press('ArrowUp')
  await robin.page.keyboard.press('e')
  const field = robin.page.getByRole('textbox', { name: 'Message' })
  await field.fill('On my way')
  await field.press('Enter')
  await said(mira, 'On my way').getByText('edited').waitFor()
  await say(robin, 'This was for somebody else')
  await hasArrived(robin, 'This was for somebody else')
  await said(robin, 'This was for somebody else').hover()
  await robin.button('Delete').click()
  await robin.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await said(mira, 'Deleted').waitFor()
  assert.equal(await said(mira, 'This was for somebody else').count(), 0)
}

async function sendPicture({ robin, mira }: Pair): Promise<void> {
  const base64: unknown = await robin.page.evaluate(`(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 800
    canvas.height = 600
    const pen = canvas.getContext('2d')
    pen.fillStyle = 'hsl(150 40% 70%)'
    pen.fillRect(0, 0, 800, 600)
    return canvas.toDataURL('image/jpeg').split(',')[1]
  })()`)
  const file = { name: 'gate.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(String(base64), 'base64') }
  await robin.page.locator('input[data-role=pictures]').setInputFiles(file)
  await say(robin, 'The gate is open')
  await said(mira, 'The gate is open').locator('picture img').waitFor()
  await eventually('the picture is drawn', limitMs, async () => {
    const widths = await mira.page.evaluate(
      `[...document.querySelectorAll('.bubble picture img')].map((image) => image.naturalWidth)`,
    )
    return Number(widths) > 0
  })
}

async function loseTheNetwork({ robin, mira }: Pair): Promise<void> {
  await mira.context.setOffline(true)
  await say(mira, 'I wait at the gate')
  await said(mira, 'I wait at the gate').getByText('Waiting').waitFor()
  await say(robin, 'Two minutes')
  await mira.page.getByText('You are offline.').waitFor()
  await mira.context.setOffline(false)
  await said(mira, 'Two minutes').waitFor()
  await said(robin, 'I wait at the gate').waitFor()
  assert.equal(await said(robin, 'I wait at the gate').count(), 1)
  await mira.look('talk')
}

async function beginGroup({ robin, mira }: Pair): Promise<void> {
  await robin.button('New message').click()
  for (const name of ['Mira Sontag', 'Hedda Moss']) {
    await robin.page.getByRole('searchbox', { name: 'Search people' }).fill(name)
    await robin.page.getByRole('checkbox', { name: new RegExp(name) }).check()
  }
  await robin.field('Name of the group').fill('Draughts on Sundays')
  await robin.look('new-group')
  await robin.button('Begin the group').click()
  await robin.page.getByRole('heading', { name: 'Draughts on Sundays' }).waitFor()
  await say(robin, 'Bring the button')
  await mira.page.goto('/messages')
  await mira.page.getByRole('link', { name: /^Draughts on Sundays/ }).click()
  await said(mira, 'Bring the button').waitFor()
}
