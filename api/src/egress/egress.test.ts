import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { EgressFault } from '@porchlight/contract/webhooks'
import { testCertificate } from '@porchlight/runtime/testing/test-certificate'
import { type EgressRequest, type EgressSettings, openEgress } from './egress.ts'
import type { Resolve } from './resolve.ts'

/** Loopback stands for what may be called, and its other addresses for what may not. */
const callable = '127.0.0.1'
const forbidden = '127.0.0.2'

interface Rig {
  readonly port: number
  readonly asked: string[]
  send(url: string, request?: Partial<EgressRequest>): ReturnType<ReturnType<typeof openEgress>['send']>
  fault(url: string, request?: Partial<EgressRequest>): Promise<EgressFault>
}

async function rig(
  context: TestContext,
  { server, ...settings }: { server: TcpServer } & Partial<EgressSettings>,
): Promise<Rig> {
  server.listen(0, callable)
  context.after(() => server.close())
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  const asked: string[] = []
  const { resolve = always(callable) } = settings
  const egress = openEgress({
    ownNetworks: [callable],
    ...settings,
    async resolve(name) {
      asked.push(name)
      return await resolve(name)
    },
  })
  const send: Rig['send'] = (url, request = {}) =>
    egress.send({ method: 'GET', url, headers: {}, maxAnswerBytes: 100, ...request })
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    send,
    async fault(url, request) {
      const error = await send(url, request).then(
        () => assert.fail(`${url} was answered`),
        (reason) => reason,
      )
      return error.fault ?? error
    },
  }
}

const always =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses

/** A server that keeps the names it was called by. */
function answering(handle: RequestListener = (_request, response) => response.end('ok')): Server & { hosts: string[] } {
  const hosts: string[] = []
  const server = createServer((request, response) => {
    hosts.push(request.headers.host ?? '')
    handle(request, response)
  })
  return Object.assign(server, { hosts })
}

test('a name is asked for once, and a later answer cannot move the request', async (context) => {
  const server = answering()
  let answers = 0
  const resolve: Resolve = async () => (answers++ === 0 ? [callable] : [forbidden])
  const { port, asked, send, fault } = await rig(context, { server, resolve })
  const answer = await send(`http://rebinding.test:${port}/hook`)
  assert.deepEqual([answer.status, answer.body.toString(), asked], [200, 'ok', ['rebinding.test']])
  assert.deepEqual(server.hosts, [`rebinding.test:${port}`])
  assert.equal(await fault(`http://rebinding.test:${port}/hook`), 'address_refused')
  assert.equal(server.hosts.length, 1)
})

test('one forbidden address refuses a name, wherever it stands', async (context) => {
  for (const addresses of [
    [callable, forbidden],
    [forbidden, callable],
    ['1.1.1.1', '10.0.0.1'],
    ['2606:4700::1111', '::ffff:169.254.169.254'],
  ]) {
    const server = answering()
    const { port, fault } = await rig(context, { server, resolve: always(...addresses) })
    assert.equal(await fault(`http://several.test:${port}/`), 'address_refused')
    assert.deepEqual(server.hosts, [])
  }
})

test('an address is seen through every way of writing it', async (context) => {
  const { port, fault, asked } = await rig(context, { server: answering(), ownNetworks: [] })
  const hosts = ['2130706433', '0x7f000001', '017700000001', '0x7f.1', '127.1', '0177.0.0.1', '127.0.0.1.', '[::1]']
  const others = ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '①②⑦.0.0.1', '0']
  for (const host of [...hosts, ...others, '%31%32%37.0.0.1', '169.254.169.254', '[fd00:ec2::254]'])
    assert.equal(await fault(`https://${host}:443/`), 'address_refused', host)
  assert.equal(await fault(`https://127.0.0.1:${port}/`), 'address_refused')
  assert.deepEqual(asked, [])
})

test('only https, usual ports and addresses without a password reach the public', async (context) => {
  const { fault } = await rig(context, { server: answering(), resolve: always('1.1.1.1') })
  assert.equal(await fault('http://public.test/'), 'scheme_refused')
  assert.equal(await fault('https://public.test:22/'), 'port_refused')
  assert.equal(await fault('https://public.test:6379/'), 'port_refused')
  assert.equal(await fault('https://me:secret@public.test/'), 'credentials_refused')
  for (const url of ['ftp://public.test/', 'file:///etc/passwd', 'gopher://public.test/', 'data:,x'])
    assert.match(await fault(url), /^(scheme_refused|address_malformed)$/, url)
  for (const url of ['', 'public.test', 'https://', 'https://[::1', 'https://a b/', 'https://1.2.3.4.5/'])
    assert.equal(await fault(url), 'address_malformed', url)
})

test('without a list, what is refused anyway is told before any name is asked for', () => {
  const egress = openEgress({ ownNetworks: [], resolve: () => assert.fail('a name was asked for') })
  assert.equal(egress.refusalOf('http://hooks.example.org/'), 'scheme_refused')
  assert.equal(egress.refusalOf('https://hooks.example.org:22/'), 'port_refused')
  assert.equal(egress.refusalOf('https://10.0.0.1/'), 'address_refused')
  assert.equal(egress.refusalOf('https://hooks.example.org:8443/in?key=1'), undefined)
})

test('a redirect is an answer, and nothing follows it', async (context) => {
  const server = answering((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end())
  const { port, send } = await rig(context, { server })
  const { status } = await send(`http://redirect.test:${port}/`)
  assert.deepEqual([status, server.hosts.length], [302, 1])
})

test('of an endless answer the first bytes are read, and its connection ends', async (context) => {
  const gone = Promise.withResolvers<void>()
  const server = answering((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(1_000)));
    }
    response.on('drain', more).on('close', gone.resolve)
    more()
  })
  const { port, send } = await rig(context, { server })
  const { body, truncated } = await send(`http://endless.test:${port}/`)
  assert.deepEqual([body.toString(), truncated], ['x'.repeat(100), true])
  await gone.promise
})

test('an answer that drips, or never begins, ends in time', async (context) => {
  const dripping = answering((_request, response) => {
    const timer = setInterval(() => response.write('.'), 10)
    response.on('close', () => clearInterval(timer))
  })
  const silent = answering(() => {})
  for (const server of [dripping, silent]) {
    const { port, fault } = await rig(context, { server, timeoutMs: 300 })
    assert.equal(await fault(`http://slow.test:${port}/`, { maxAnswerBytes: 1_000_000 }), 'timed_out')
  }
})

test('a name that is never answered ends in time, and one that is not there says so', async (context) => {
  const server = answering()
  const never = await rig(context, { server, timeoutMs: 100, resolve: () => new Promise(() => {}) })
  assert.equal(await never.fault('https://never.test/'), 'timed_out')
  const nowhere = await rig(context, { server: answering(), resolve: always() })
  assert.equal(await nowhere.fault('https://nowhere.test/'), 'name_unknown')
})

test('a server that is not there, or speaks no HTTP, is told apart', async (context) => {
  const nonsense = createTcpServer((socket) =>
    socket.on('error', () => {}).once('data', () => socket.end('-ERR what\r\n')),
  )
  const { port, fault } = await rig(context, { server: nonsense })
  assert.equal(await fault(`http://nonsense.test:${port}/`), 'answer_malformed')
  nonsense.close()
  await once(nonsense, 'close')
  assert.equal(await fault(`http://nonsense.test:${port}/`), 'connection_failed')
})

test('whoever asks may end it, with their own reason', async (context) => {
  const { port, fault } = await rig(context, { server: answering(() => {}) })
  const reason = new Error('stopping')
  assert.equal(
    await fault(`http://silent.test:${port}/`, { signal: AbortSignal.timeout(50) }).then(String),
    'TimeoutError: The operation was aborted due to timeout',
  )
  assert.equal(await fault(`http://silent.test:${port}/`, { signal: AbortSignal.abort(reason) }), reason)
})

test('a certificate must be trusted and carry the name that was asked for', async (context) => {
  const files = testCertificate(context)
  const [key, cert] = [readFileSync(files.key, 'utf8'), readFileSync(files.certificate, 'utf8')]
  const servernames: unknown[] = []
  const start = () =>
    createSecureServer({ key, cert }, (request, response) => {
      servernames.push(Reflect.get(request.socket, 'servername'), request.headers.host)
      response.end('ok')
    })
  const trusting = await rig(context, { server: start(), certificateAuthority: cert })
  const { status } = await trusting.send(`https://localhost:${trusting.port}/`)
  assert.deepEqual([status, servernames], [200, ['localhost', `localhost:${trusting.port}`]])
  assert.equal(await trusting.fault(`https://other.test:${trusting.port}/`), 'tls_failed')
  assert.equal(await trusting.fault(`https://127.0.0.1:${trusting.port}/`), 'tls_failed')
  const strange = await rig(context, { server: start() })
  assert.equal(await strange.fault(`https://localhost:${strange.port}/`), 'tls_failed')
  const plain = await rig(context, { server: answering(), certificateAuthority: cert })
  assert.equal(await plain.fault(`https://localhost:${plain.port}/`), 'tls_failed')
})

test('a body arrives with its headers', async (context) => {
  const received = Promise.withResolvers<unknown>()
  const server = answering(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.resolve([request.method, request.url, request.headers['webhook-id'], Buffer.concat(chunks).toString()])
    response.end()
  })
  const { port, send } = await rig(context, { server })
  await send(`http://body.test:${port}/in?key=1#part`, {
    method: 'POST',
    headers: { 'webhook-id': '7' },
    body: '{"ä":1}',
  })
  assert.deepEqual(await received.promise, ['POST', '/in?key=1', '7', '{"ä":1}'])
})
