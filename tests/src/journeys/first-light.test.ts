import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launchBrowser, Person } from '../system/browser.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

const password = 'a lamp in the window'
const missingHandle = 'nobody_here'
const family = '👨‍👩‍👧‍👦'

test('at a desk an administrator opens the place, on a phone a visitor joins, and they meet', async (t) => {
  const system = await SystemUnderTest.start(t)
  const browser = await launchBrowser(t)
  const ada = await Person.sitDown(browser, { name: 'ada', origin: system.origin, viewport: 'desktop' })
  const sam = await Person.sitDown(browser, { name: 'sam', origin: system.origin, viewport: 'phone' })

  const step = async (title: string, take: () => Promise<void>) => {
    t.diagnostic(title)
    await take().catch(async (error: unknown) => {
      for (const person of [ada, sam]) await person.keepPicture('when-it-failed')
      throw new Error(`${title}: failed`, { cause: error })
    })
  }
  await step('before there is an administrator, nobody can join', () => findDoorClosed(sam))
  await step('the one-time link makes the administrator, who fills the place', () =>
    openThePlace(ada, system.setupLink),
  )
  await step('the link works once', () => findLinkUsed(browser, system))
  await step('a visitor reads, and joins', () => join(sam))
  await step('a member writes, and a draft survives a reload', () => write(sam))
  await step('a member likes, replies and follows', () => takePart(sam))
  await step('a member changes their profile and their theme', () => changeProfile(sam))
  await step('a member deletes a post', () => deletePost(sam))
  await step('the administrator finds every page of theirs in order', () => administer(ada))
  await step('one click removes exactly the samples', () => removeSamples(ada))
  await step('a member signs out and in again', () => signOutAndIn(sam))
  ada.assertQuiet(missingHandle)
  sam.assertQuiet(missingHandle)
})

async function findDoorClosed(sam: Person): Promise<void> {
  await sam.page.goto('/')
  await sam.heading('This porch is still being built').waitFor()
  await sam.look('closed')
  await sam.page.goto('/join')
  await sam.page.getByText('This community is not set up yet').waitFor()
}

async function openThePlace(ada: Person, setupLink: string): Promise<void> {
  await ada.page.goto(setupLink)
  await ada.heading('Turn the light on').waitFor()
  await ada.page.waitForURL((url) => url.hash === '')
  await ada.look('setup')
  await ada.button('Make my account').click()
  await ada.page.getByText('This does not look like an e-mail address.').waitFor()
  await ada.look('setup-faults')
  await fillAccount(ada, { name: 'Ada Lindqvist', handle: 'ada' })
  await ada.button('Make my account').click()

  await ada.heading('Your porch').waitFor()
  await ada.field('Name of the community').fill('Lantern Street')
  await ada.look('community')
  await ada.button('Go on').click()
  await ada.heading('Shall we put some chairs out?').waitFor()
  await ada.look('samples')
  await ada.button('Fill it with samples').click()
  await ada.page.getByRole('article').first().waitFor()
  await ada.look('filled')
}

async function findLinkUsed(browser: Parameters<typeof Person.sitDown>[0], system: SystemUnderTest): Promise<void> {
  const stranger = await Person.sitDown(browser, { name: 'stranger', origin: system.origin, viewport: 'phone' })
  await stranger.page.goto(system.setupLink)
  await fillAccount(stranger, { name: 'Stranger', handle: 'stranger' })
  await stranger.button('Make my account').click()
  await stranger.page.getByText('The set-up link has expired or was used.').waitFor()
  await stranger.look('link-used')
  await stranger.context.close()
}

async function join(sam: Person): Promise<void> {
  await sam.page.goto('/')
  await sam.page.getByRole('article').first().waitFor()
  assert.match(await sam.page.title(), /Lantern Street/)
  await sam.look('visitor')
  await sam.page.goto(`/@${missingHandle}`)
  await sam.page.getByText('Nobody here goes by that handle.').waitFor()
  await sam.look('not-found')
  await sam.page.goto('/sign-in')
  await sam.look('sign-in')
  await sam.page.goto('/join')
  await sam.look('join')
  await fillAccount(sam, { name: 'Sam Okafor', handle: 'sam' })
  await sam.button('Join').click()
  await sam.heading('Quiet out here tonight').waitFor()
  await sam.look('empty-home')
}

async function write(sam: Person): Promise<void> {
  const { page } = sam
  const box = await openComposer(sam)
  await box.fill('Half a thought')
  await page.reload()
  const again = await openComposer(sam)
  assert.equal(await again.inputValue(), 'Half a thought')
  await again.fill(family.repeat(501))
  await page.getByText('1 character too many').first().waitFor()
  await sam.look('too-long')
  await again.fill(`Good evening, Lantern Street ${family}`)
  await sam.look('composer')
  await again.press('Control+Enter')
  await sam.post('Good evening, Lantern Street').getByRole('button', { name: 'Like' }).waitFor()
  await page.reload()
  await sam.post('Good evening, Lantern Street').waitFor()
  await sam.look('home')
}

async function takePart(sam: Person): Promise<void> {
  const { page } = sam
  await page.goto('/community')
  // The page comes drawn; it listens once it knows who reads.
  await page.getByText('What is on your mind?').waitFor()
  const post = page.getByRole('article').filter({ hasNotText: 'Good evening' }).first()
  const like = post.getByRole('button', { name: /^Like/ })
  await like.click()
  await post.getByRole('button', { name: /^Like/, pressed: true }).waitFor()
  await post.locator('time').click()
  await page.waitForURL(/\/posts\//)
  await page.getByRole('button', { name: /^Like/, pressed: true }).first().waitFor()

  await page.getByRole('button', { name: 'Write a reply' }).first().click()
  await sam.field('Your reply').fill('That made my evening.')
  await sam.look('reply')
  await sam.field('Your reply').press('Control+Enter')
  await sam.post('That made my evening.').waitFor()
  await sam.look('thread')

  await page.goto('/members')
  await page
    .getByRole('button', { name: /^Follow: / })
    .first()
    .waitFor()
  await sam.look('members')
  await page
    .getByRole('button', { name: /^Follow: / })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^Following: /, pressed: true })
    .first()
    .waitFor()
  await page.goto('/@ada')
  await sam.heading('Ada Lindqvist').first().waitFor()
  await sam.look('profile')
}

async function changeProfile(sam: Person): Promise<void> {
  const { page } = sam
  await page.goto('/settings')
  await sam.field('Name').fill('Sam Okafor-Nakamura')
  await page.getByLabel('About you').fill('Bakes on Saturdays.')
  await sam.look('settings')
  await sam.button('Save').first().click()
  await page.getByText('Saved.').first().waitFor()
  await page.getByRole('radio', { name: /^Night/ }).check()
  await page.waitForFunction("document.documentElement.dataset.theme === 'dark'")
  await page.getByRole('radio', { name: /^High contrast/ }).check()
  await sam.look('contrast')
  await page.getByRole('radio', { name: /^Automatic/ }).check()
  await page.goto('/@sam')
  await page.getByText('Bakes on Saturdays.').waitFor()
  await sam.heading('Sam Okafor-Nakamura').first().waitFor()
  await sam.look('own-profile')
}

async function deletePost(sam: Person): Promise<void> {
  const { page } = sam
  await page.goto('/@sam')
  await sam.post('Good evening, Lantern Street').getByRole('button', { name: 'Delete' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete this post?' })
  await dialog.waitFor()
  await sam.look('delete')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await page.getByText('You have not written anything yet.').waitFor()
}

async function administer(ada: Person): Promise<void> {
  for (const section of ['', '/applicants', '/invitations', '/samples', '/mails']) {
    await ada.page.goto(`/admin${section}`)
    await ada.page.getByRole('main').getByRole('heading').first().waitFor()
    await ada.look(`admin${section.replace('/', '-')}`)
  }
  await ada.page.goto('/admin/invitations')
  await ada.button('Make a link').click()
  await ada.page.getByText('This link is shown once.').waitFor()
  await ada.look('invitation')
}

async function removeSamples(ada: Person): Promise<void> {
  await ada.page.goto('/admin/samples')
  await ada.button('Remove samples').click()
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Remove samples' }).click()
  await ada.page.getByText('No sample content is here.').waitFor()
  await ada.page.goto('/members')
  await ada.page.getByText('Sam Okafor-Nakamura').waitFor()
  const handles = await ada.page
    .getByRole('main')
    .getByText(/^@\w+$/)
    .allTextContents()
  assert.deepEqual(handles.sort(), ['@ada', '@sam'])
}

async function signOutAndIn(sam: Person): Promise<void> {
  const { page } = sam
  await page.goto('/settings')
  await sam.button('Sign out').click()
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor()
  await page.goto('/sign-in')
  await sam.field('E-mail address').fill('sam@example.org')
  await sam.field('Password').fill(password)
  await sam.button('Sign in').click()
  await page.getByRole('link', { name: 'You', exact: true }).first().waitFor()
}

async function fillAccount(person: Person, { name, handle }: { name: string; handle: string }): Promise<void> {
  await person.field('Name').fill(name)
  await person.field('Handle').fill(handle)
  await person.field('E-mail address').fill(`${handle}@example.org`)
  await person.field('Password').fill(password)
}

async function openComposer({ page }: Person) {
  const box = page.getByLabel('Your post', { exact: true })
  await page
    .getByRole('button', { name: /^(Write|What is on your mind)/ })
    .first()
    .click()
  await box.waitFor()
  return box
}
