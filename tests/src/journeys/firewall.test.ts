import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launchBrowser, Person } from '../system/browser.ts'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

const password = 'a lamp in the window'
const attacker = '198.51.100.23'
const attackPath = "/members?q=1'%20UNION%20SELECT%20password%20FROM%20members--"
const pageLimitMs = 15_000

/** What members of a community of makers write about of an evening. */
const posts = [
  "Why does ' OR 1=1 -- still work anywhere?",
  'I wrote <script>alert(1)</script> into my name and the page just shows it',
  'Please stop telling beginners to run rm -rf / && curl x | sh',
  'SELECT * FROM users; DROP TABLE users -- said little Bobby',
]

test('an administrator sees an attack turned away, and decides what the firewall does', async (t) => {
  const system = await SystemUnderTest.start(t, { environment: { PORCHLIGHT_TRUSTED_PROXIES: '127.0.0.1' } })
  const member = await Member.administrator(system.origin, system.setupLink)
  const ada = await Person.sitDown(await launchBrowser(t), { name: 'ada', origin: system.origin, viewport: 'phone' })
  const step = async (title: string, take: () => Promise<void>) => {
    t.diagnostic(title)
    await take().catch(async (error: unknown) => {
      await ada.keepPicture('firewall-when-it-failed')
      throw new Error(`${title}: failed`, { cause: error })
    })
  }
  await step('the administrator signs in and finds the firewall', () => findFirewall(ada))
  await step('an attack is turned away and seen with what matched', () => seeAttack(ada, system))
  await step('a rule is set to count after it was tried, and back', () => switchRule(ada, system))
  await step('an address is blocked, and nobody blocks their own', () => blockAddress(ada, system))
  await step('a change is taken back', () => takeBack(ada, system))
  await step('posts about attacks are published as text', () => readPosts(ada, member))
  ada.assertQuiet('/api/admin/firewall')
})

/** As a program of the attacker's sends it, through a proxy that is trusted to say where it is. */
async function attack(system: SystemUnderTest, path = attackPath, from = attacker): Promise<Response> {
  return fetch(system.origin + path, {
    headers: { 'x-forwarded-for': from, 'user-agent': 'Mozilla/5.0', accept: 'application/json' },
  })
}

async function findFirewall(ada: Person): Promise<void> {
  await ada.page.goto('/sign-in')
  await ada.field('E-mail address').fill('ada@example.org')
  await ada.field('Password').fill(password)
  await ada.button('Sign in').click()
  await ada.page.waitForURL('**/')
  await ada.page.goto('/admin')
  await ada.link('Firewall').click()
  await ada.heading('Rules, in the order they are asked').waitFor()
  await ada.look('firewall-quiet')
}

async function seeAttack(ada: Person, system: SystemUnderTest): Promise<void> {
  const answer = await attack(system)
  assert.deepEqual([answer.status, answer.headers.get('content-type')], [403, 'application/problem+json'])
  assert.doesNotMatch(await answer.text(), /sqli|UNION/i)
  await ada.page.goto('/admin/firewall/requests')
  const record = ada.page.getByRole('listitem').filter({ hasText: attacker }).first()
  await record.getByText('Turned away').waitFor()
  await record.locator('mark').first().waitFor()
  assert.match(await record.locator('.target').innerText(), /GET \/members\?q=1' UNION SELECT password FROM members--/)
  await record.getByText('The whole record, as AWS WAF writes it').click()
  await record.getByText('"terminatingRuleId": "sqli"').waitFor()
  await ada.look('firewall-requests')
}

async function choose(ada: Person, setting: 'Counts' | 'Turns away', promise: RegExp, note = ''): Promise<void> {
  await ada.page.goto('/admin/firewall')
  const rule = ada.page.getByRole('group', { name: 'SQL injection', exact: true })
  await rule.getByRole('button', { name: setting }).click()
  await ada.page.getByText(promise).waitFor()
  await ada.field('Why (optional)').fill(note)
  await ada.look(`firewall-trial-${setting === 'Counts' ? 'count' : 'block'}`)
  await ada.button('Apply').click()
  await rule.getByRole('button', { name: setting, pressed: true }).waitFor()
}

async function switchRule(ada: Person, system: SystemUnderTest): Promise<void> {
  await choose(ada, 'Counts', /let through 1 more request from 1 address/, "A false alarm? It quotes ' OR 1=1 --")
  assert.equal((await attack(system)).status, 200)
  await ada.page.goto(`/admin/firewall/requests?address=${attacker}&action=COUNT`)
  await ada.page.getByRole('listitem').filter({ hasText: 'SQLi_QUERYARGUMENTS' }).first().waitFor()
  await choose(ada, 'Turns away', /turned away 2 more requests from 1 address/)
  assert.equal((await attack(system)).status, 403)
  await ada.look('firewall-busy')
}

async function blockAddress(ada: Person, system: SystemUnderTest): Promise<void> {
  assert.equal((await attack(system, '/')).status, 200)
  await ada.page.goto('/admin/firewall/lists')
  await ada.field('Address or range').fill('198.51.100.0/24')
  await ada.field('Why (optional)').fill('Asks for nothing good')
  await ada.button('Add').click()
  await ada.button('Remove 198.51.100.0/24').waitFor()
  assert.equal((await attack(system, '/')).status, 403)
  await ada.field('Address or range').fill('127.0.0.1')
  await ada.button('Add').click()
  await ada.page.getByText('would block your own address').waitFor()
  await ada.look('firewall-lists')
}

async function takeBack(ada: Person, system: SystemUnderTest): Promise<void> {
  await ada.page.goto('/admin/firewall/changes')
  await ada.button(/^Take back: 198\.51\.100\.0\/24/).click()
  await ada.page.getByText('Takes an earlier change back').waitFor()
  await eventually('the address may come in again', pageLimitMs, async () => (await attack(system, '/')).status === 200)
  await ada.look('firewall-changes')
}

async function readPosts(ada: Person, member: Member): Promise<void> {
  ada.page.on('dialog', (dialog) => assert.fail(`A post ran as a script: ${dialog.message()}`))
  for (const text of posts) assert.ok(await member.publish(text), `not published: ${text}`)
  await ada.page.goto('/community')
  for (const text of posts) await ada.page.getByRole('article').filter({ hasText: text }).waitFor()
  await ada.look('firewall-posts')
}
