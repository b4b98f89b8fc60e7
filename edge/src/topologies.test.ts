import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { type Topology, topologies } from '@porchlight/system/topology'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import { Firewall } from '@porchlight/system/web-acl/web-acl'
import { compileFirewall } from './firewall/compile.ts'
import { FirewallGate } from './firewall/gate.ts'
import { bareSources } from './firewall/sources.ts'
import { ask, EdgeUnderTest } from './testing/edge-under-test.ts'

const web = 'porch.example'
const api = 'api.porch.example'
const pages = `http://${web}`

async function startEdge(context: TestContext, topology: Topology, gate?: FirewallGate): Promise<EdgeUnderTest> {
  const origin = new URL(pages)
  const under = await EdgeUnderTest.start(context, { topology, origin, ...(gate && { firewall: gate }) })
  for (const name of ['api', 'web']) {
    await under.replica(context, `${name}.1`, (_request, response: ServerResponse) => response.end(name))
  }
  return under
}

/** Who answers: a service by its name, or the edge with a status. */
type Answerer = 'api' | 'web' | 301 | 401 | 404 | 421

const expected: Readonly<Record<Topology, readonly (readonly [request: string, Answerer])[]>> = {
  path: [
    [`GET ${web}/`, 'web'],
    [`GET ${web}/api/posts`, 'api'],
    [`POST ${web}/api/posts`, 401],
    [`GET ${api}/api/posts`, 301],
    [`POST ${api}/api/posts`, 421],
  ],
  split: [
    [`GET ${web}/`, 'web'],
    [`GET ${web}/api/posts`, 'web'],
    [`POST ${web}/api/auth/session`, 'web'],
    [`GET ${web}/api/auth/jwks`, 'api'],
    [`GET ${web}/api/auth/.well-known/openid-configuration`, 'api'],
    [`POST ${web}/api/auth/jwks`, 'web'],
    [`GET ${api}/api/posts`, 'api'],
    [`POST ${api}/api/posts`, 401],
    [`OPTIONS ${api}/api/posts`, 'api'],
    [`OPTIONS ${api}/api/auth/session`, 'api'],
    [`GET ${api}/`, 404],
    [`GET ${api}/sign-in`, 404],
  ],
  proxy: [
    [`GET ${web}/`, 'web'],
    [`GET ${web}/api/posts`, 'web'],
    [`POST ${web}/api/posts`, 'web'],
    [`GET ${api}/api/posts`, 301],
    [`POST ${api}/api/posts`, 421],
  ],
}

/** The key set is answered by every replica of `api` under test, and by no other. */
function whoAnswered(body: string): string {
  return body.startsWith('{"keys"') ? 'api' : body
}

for (const topology of topologies) {
  test(`${topology}: every public name leads where it should and no further`, async (context) => {
    const under = await startEdge(context, topology)
    for (const [request, answerer] of expected[topology]) {
      const [, method = '', host = '', path = ''] = /^(\S+) ([^/]+)(\/.*)$/.exec(request) ?? []
      const { status, body } = await under.ask({ method, path, headers: { Host: host } })
      assert.equal(status === 200 ? whoAnswered(body) : status, answerer, request)
    }
  })

  test(`${topology}: inside, services reach api and nothing else`, async (context) => {
    const under = await startEdge(context, topology)
    const inside = { socketPath: under.internalSocket }
    assert.equal((await ask(inside, { path: '/api/posts' })).body, 'api')
    assert.equal((await ask(inside, { path: '/' })).status, 404)
  })
}

test('split: the pages, and they alone, can read what the edge answers in place of api', async (context) => {
  const under = await EdgeUnderTest.start(context, { topology: 'split', origin: new URL(pages) })
  const asked = (Host: string, Origin: string) => under.ask({ path: '/api/posts', headers: { Host, Origin } })
  const { status, headers } = await asked(api, pages)
  assert.equal(status, 503)
  assert.equal(headers['access-control-allow-origin'], pages)
  assert.equal(headers['access-control-allow-credentials'], 'true')
  assert.match(headers['access-control-expose-headers'] ?? '', /retry-after/)
  assert.equal(headers.vary, 'origin')
  for (const stranger of ['null', 'http://elsewhere.example', `http://${api}`]) {
    const refused = (await asked(api, stranger)).headers
    assert.equal(refused['access-control-allow-origin'], undefined, stranger)
    assert.equal(refused.vary, 'origin')
  }
  assert.equal((await asked(web, pages)).headers['access-control-allow-origin'], undefined)
})

/** A web ACL that lets ten requests of an address through. */
function tenRequests(): FirewallGate {
  const rule = {
    Name: 'ten-requests',
    Priority: 0,
    Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 10, EvaluationWindowSec: 600 } },
    Action: { Block: {} },
    VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: false, MetricName: 'test' },
  }
  const document = Firewall.parse({ ...firewall, webAcl: { ...firewall.webAcl, Rules: [rule] } })
  return new FirewallGate(compileFirewall(document, bareSources()))
}

test('split: the web ACL of each name counts for itself, and the pages can read that it blocks', async (context) => {
  const under = await startEdge(context, 'split', tenRequests())
  const asked = (Host: string) => under.ask({ path: '/api/posts', headers: { Host, Origin: pages } })
  for (let count = 0; count < 10; count += 1) assert.equal((await asked(web)).status, 200)
  assert.equal((await asked(web)).status, 403)
  for (let count = 0; count < 10; count += 1) assert.equal((await asked(api)).status, 200)
  const blocked = await asked(api)
  assert.deepEqual([blocked.status, blocked.headers['access-control-allow-origin']], [403, pages])
})
