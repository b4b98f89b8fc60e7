import assert from 'node:assert/strict'
import { createServer as createHttpServer, type RequestListener, request } from 'node:http'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { EdgeProcess } from './testing/edge-process.ts'
import { until } from './testing/edge-under-test.ts'

function http(answer: RequestListener): Server {
  return createHttpServer((request, response) => {
    if (request.url === '/readyz') response.end()
    else answer(request, response)
  })
}

/** Healthy by its checks; any other request it answers with these bytes and closes. */
function raw(bytes: string): Server {
  return createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      if (chunk.includes('/readyz')) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      else socket.end(bytes)
    })
  })
}

const largeHead = `HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(33_000)}\r\nContent-Length: 0\r\n\r\n`

const faults: readonly [string, Server | undefined, { status: number; errorReason: string; targetStatus?: number }][] =
  [
    ['no target', undefined, { status: 503, errorReason: 'NoTarget' }],
    ['a target that closes', raw(''), { status: 502, errorReason: 'TargetClosed' }],
    ['a target that answers garbage', raw('garbage\r\n\r\n'), { status: 502, errorReason: 'TargetResponseInvalid' }],
    ['a head over 32 KB', raw(largeHead), { status: 502, errorReason: 'TargetResponseHeadTooLarge' }],
    ['a target that never answers', http(() => undefined), { status: 504, errorReason: 'TargetTimeout' }],
    [
      'a target that dies in the middle',
      http((request, response) => {
        response.writeHead(200)
        response.write('half', () => request.socket.destroy())
      }),
      { status: 200, errorReason: 'TargetClosed', targetStatus: 200 },
    ],
  ]

async function start(context: TestContext, server: Server | undefined): Promise<EdgeProcess> {
  const edge = await EdgeProcess.start(context, { PORCHLIGHT_TARGET_IDLE_TIMEOUT_MS: '300' })
  await until(() => edge.output.split('"listening"').length > 2)
  if (server === undefined) return edge
  await new Promise<void>((resolve) => server.listen(join(edge.folder, 'api.1.sock'), resolve))
  context.after(() => server.close())
  await edge.writes('"state":"healthy"')
  return edge
}

for (const [what, server, expected] of faults) {
  test(`the log says of ${what}: ${expected.status}, ${expected.errorReason}`, async (context) => {
    const edge = await start(context, server)
    const outgoing = request({ ...edge.internal, path: '/api/x', headers: { Host: 'localhost' }, agent: false })
    outgoing.on('response', (response) => response.on('error', () => undefined).resume())
    outgoing.on('error', () => undefined).end()
    await edge.writes('"path":"/api/x"')
    const { status, errorReason, targetStatus } = JSON.parse(edge.lineWith('"path":"/api/x"') ?? '{}')
    assert.deepEqual({ status, errorReason, targetStatus }, { targetStatus: undefined, ...expected })
  })
}
