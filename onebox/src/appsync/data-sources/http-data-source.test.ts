import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { caller, startExecutor } from '../testing/running-api.ts'
import { type HttpDataSource, httpDataSource } from './http-data-source.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

async function start(context: TestContext, answer: Answer): Promise<{ source: HttpDataSource; faults: unknown[] }> {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => answer(request, response, body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const faults: unknown[] = []
  const source = httpDataSource({
    endpoint: { kind: 'origin', origin: `http://127.0.0.1:${port}` },
    onFault: (error) => faults.push(error),
  })
  context.after(() => {
    source.close()
    server.closeAllConnections()
    server.close()
  })
  return { source, faults }
}

const mirror: Answer = ({ method, url, headers }, response, body) => {
  response.writeHead(418, { 'content-type': 'application/json', seen: 'yes' })
  response.end(JSON.stringify({ method, url, headers, body }))
}

test('a request goes to the endpoint as it was asked, and whatever it answers is the result', async (context) => {
  const { source } = await start(context, mirror)
  const { result, error } = await source.invoke({
    method: 'PUT',
    resourcePath: '/api/members',
    params: { query: { ids: 'a,b', q: 'é &' }, headers: { 'x-a': '1', host: 'elsewhere' }, body: 'text' },
  })
  assert.equal(error, undefined)
  assert.ok(typeof result === 'object' && result !== null)
  const { statusCode, headers, body } = Object.fromEntries(Object.entries(result))
  assert.deepEqual([statusCode, headers.seen], [418, 'yes'])
  const seen = JSON.parse(body)
  assert.deepEqual([seen.method, seen.url, seen.body], ['PUT', '/api/members?ids=a%2Cb&q=%C3%A9+%26', 'text'])
  assert.deepEqual([seen.headers['x-a'], seen.headers.host.split(':')[0]], ['1', '127.0.0.1'])
})

const elsewhere = [
  'api/members',
  '//elsewhere/',
  'http://elsewhere/',
  '/a?b=c',
  '/a b',
  '/a\r\nhost: b',
  '/a#b',
  '',
  undefined,
]

for (const resourcePath of elsewhere) {
  test(`no request goes to ${JSON.stringify(resourcePath)}`, async (context) => {
    const { source } = await start(context, mirror)
    const { error } = await source.invoke({ method: 'GET', resourcePath })
    assert.equal(error?.type, 'BadRequestException')
  })
}

test('an endpoint that hangs up is an error, whose cause is for the operator', async (context) => {
  const { source, faults } = await start(context, (request) => request.destroy())
  const { result, error } = await source.invoke({ method: 'GET', resourcePath: '/' })
  assert.deepEqual([result, error?.type, faults.length], [null, 'HttpException', 1])
})

test('an answer that is far too long is an error', async (context) => {
  const { source } = await start(context, (_request, response) => response.end('x'.repeat(1_100_000)))
  assert.equal((await source.invoke({ method: 'GET', resourcePath: '/' })).error?.type, 'HttpException')
})

test('a resolver asks with its caller’s token, and with a body as JSON', async (context) => {
  const { source: members } = await start(context, mirror)
  const { executor } = await startExecutor({ members })
  const { data } = await executor.execute({ query: '{ asked(path: "/api/pictures/claims") }' }, caller)
  const { statusCode, body } = JSON.parse(String(data?.asked))
  assert.deepEqual([statusCode, body.headers.authorization, body.body], [418, 'Bearer a.b.c', '{"n":1}'])
})
