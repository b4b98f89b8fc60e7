import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { Dice, rawRequest } from '../testing/raw-request-generator.ts'
import { type Arrival, RecordedEdge } from '../testing/recording-target.ts'
import { parseRequestTarget } from './request-target.ts'

const seed = 20_261_124
const rounds = 25
const atATime = 40
const patienceMs = 100

/** What came back until the connection closed; the client stops sending once it was answered, or waited long enough. */
function exchangeBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    const patience = setTimeout(() => socket.end(), patienceMs)
    let answer = ''
    socket.setTimeout(20_000, () => reject(new Error(`Left open after ${JSON.stringify(bytes)}`)))
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(patience)
      resolve(answer)
    })
    socket.write(bytes, 'latin1')
  })
}

function assertWellFormed({ request, headers, names }: Arrival): void {
  const [method = '', url = '', ...rest] = request.split(' ')
  assert.match(method, /^[A-Z-]+$/)
  assert.deepEqual(rest, [], request)
  const target = parseRequestTarget(url)
  assert.equal(target.kind, 'target', request)
  if (target.kind === 'target') assert.equal(target.path + target.search, url)
  assert.equal(headers.host?.toLowerCase().replace(/:80$/, ''), 'localhost', request)
  assert.equal(headers['x-forwarded-for'], '127.0.0.1', request)
  assert.ok(headers['transfer-encoding'] === undefined || headers['content-length'] === undefined, request)
  for (const name of names) assert.match(name, /^[-a-z0-9]+$/, request)
  for (const once of ['host', 'content-length', 'transfer-encoding', 'x-forwarded-for']) {
    assert.ok(names.filter((name) => name === once).length <= 1, `${request}: ${once}`)
  }
}

test('whatever bytes come, the edge answers or hangs up, lives on, and targets see well-formed requests only', async (context) => {
  const recorded = await RecordedEdge.start(context)
  const dice = new Dice(seed)
  const statuses = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    const requests = Array.from({ length: atATime }, () => rawRequest(dice))
    const answers = await Promise.all(requests.map((bytes) => exchangeBytes(recorded.under.port, bytes)))
    for (const [index, answer] of answers.entries()) {
      assert.match(answer, /^(?:HTTP\/1\.1 [1-5]\d\d |$)/, JSON.stringify(requests[index]))
      assert.doesNotMatch(answer, /^HTTP\/1\.1 500 /, JSON.stringify(requests[index]))
      const status = answer.slice(9, 12)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  for (const arrival of recorded.arrivals) assertWellFormed(arrival)
  assert.equal((await recorded.under.ask({ path: '/' })).status, 200)
  // Not everything was refused, and not everything let through.
  assert.ok(recorded.arrivals.length > 100, `${recorded.arrivals.length} arrived`)
  assert.ok((statuses.get('400') ?? 0) > 100, JSON.stringify([...statuses]))
})
