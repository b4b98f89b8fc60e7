import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { launchBrowser, Person } from '../system/browser.ts'
import { eventually } from '../system/eventually.ts'
import { Member } from '../system/member.ts'
import { SystemUnderTest } from '../system/system-under-test.ts'

const password = 'a lamp in the window'
const limitMs = 15_000

test('an administrator has a program told what happens, delivers again what failed, and sees what is taken', async (t) => {
  const receiver = await startReceiver(t)
  const system = await SystemUnderTest.start(t, { environment: { PORCHLIGHT_EGRESS_NETWORKS: '127.0.0.1' } })
  const member = await Member.administrator(system.origin, system.setupLink)
  const ada = await Person.sitDown(await launchBrowser(t), { name: 'ada', origin: system.origin, viewport: 'desktop' })
  await journey(ada, { member, receiver, name: 'Archive of the street' }).catch(async (error: unknown) => {
    await ada.keepPicture('webhooks-when-it-failed')
    throw error
  })
  ada.assertQuiet('/api/admin/webhooks)')
})

async function journey(ada: Person, { member, receiver, name }: Delivering & { name: string }): Promise<void> {
  await signIn(ada)
  const secret = await register(ada, receiver, name)
  await sendTest(ada, receiver)
  await seeDelivered(ada, { member, receiver, secret })
  await deliverAgain(ada, { member, receiver })
  await remove(ada)
  await seeStorage(ada)
}

interface Receiver {
  readonly url: string
  readonly received: { headers: IncomingHttpHeaders; body: string }[]
  status: number
}

async function startReceiver(t: TestContext): Promise<Receiver> {
  const server = createServer(async (request, response) => {
    receiver.received.push({ headers: request.headers, body: await text(request) })
    response.writeHead(receiver.status).end(receiver.status < 300 ? 'Thank you' : 'The archive is closed on Tuesdays')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : address
  const receiver: Receiver = { url: `http://127.0.0.1:${port}/hooks`, received: [], status: 200 }
  return receiver
}

async function signIn(ada: Person): Promise<void> {
  await ada.page.goto('/sign-in')
  await ada.field('E-mail address').fill('ada@example.org')
  await ada.field('Password').fill(password)
  await ada.button('Sign in').click()
  await ada.page.waitForURL('**/')
}

async function register(ada: Person, receiver: Receiver, name: string): Promise<string> {
  await ada.page.goto('/admin')
  await ada.link('Webhooks').click()
  await ada.page.getByText('Nobody is told yet.').waitFor()
  await ada.field('Address').fill('http://10.0.0.1/')
  await ada.button('Add').click()
  await ada.page.getByText('This address is not called from here').waitFor()
  await ada.look('webhooks-refused')
  await ada.field('Address').fill(receiver.url)
  await ada.field('What it is for (optional)').fill(name)
  await ada.button('Add').click()
  const secret = await ada.field('Secret').inputValue()
  await ada.link(name).waitFor()
  await ada.look('webhooks-secret')
  await ada.link(name).click()
  await ada.heading(name).waitFor()
  return secret
}

async function sendTest(ada: Person, receiver: Receiver): Promise<void> {
  await ada.button('Send a test').click()
  await ada.page.getByText('The test arrived.').first().waitFor()
  assert.equal(JSON.parse(receiver.received.at(-1)?.body ?? '').type, 'webhook.test')
}

interface Delivering {
  readonly member: Member
  readonly receiver: Receiver
}

async function seeDelivered(ada: Person, { member, receiver, secret }: Delivering & { secret: string }): Promise<void> {
  const post = await member.publish('The bread is ready')
  await eventually(
    'the post is told',
    limitMs,
    async () => receiver.received.at(-1)?.body.includes(post?.id ?? '-') === true,
  )
  const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' }
  const named = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(headers[name])])
  new Webhook(secret).verify(body, Object.fromEntries(named))
  await ada.page.getByRole('listitem').filter({ hasText: 'A post was published' }).getByText('answered 200').waitFor()
}

async function deliverAgain(ada: Person, { member, receiver }: Delivering): Promise<void> {
  receiver.status = 500
  await member.publish('It is Tuesday')
  const delivery = ada.page.getByRole('listitem').filter({ hasText: 'answered 500' })
  await delivery.getByText('Failed, is tried again').click()
  await delivery.getByText('The archive is closed on Tuesdays').waitFor()
  await ada.look('webhook-deliveries')
  receiver.status = 200
  await delivery.getByRole('button', { name: 'Deliver again' }).click()
  await delivery.waitFor({ state: 'detached' })
}

async function remove(ada: Person): Promise<void> {
  await ada.button('Delete').click()
  await ada.look('webhook-delete')
  await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await ada.page.getByText('Nobody is told yet.').waitFor()
}

async function seeStorage(ada: Person): Promise<void> {
  await ada.link('Storage').click()
  await ada.page.getByText('Originals', { exact: true }).waitFor()
  await ada.page.getByText('Making the sizes that are shown').waitFor()
  await ada.page.getByText('Nothing was given up.').waitFor()
  await ada.look('storage')
}
