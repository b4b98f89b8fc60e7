import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { FirewallLogRecord } from '@porchlight/contract/firewall-log'
import { applyOverlay } from '@porchlight/system/web-acl/apply-overlay'
import { emptyOverlay } from '@porchlight/system/web-acl/overlay'
import { firewall } from '@porchlight/system/web-acl/porchlight'
import type { Statement } from '@porchlight/system/web-acl/statements'
import type { Firewall, Rule } from '@porchlight/system/web-acl/web-acl'
import { EdgeUnderTest } from '../testing/edge-under-test.ts'
import { firewallOf, matching, rule } from '../testing/firewalls.ts'
import { compileFirewall } from './compile.ts'
import type { Evaluator } from './evaluator.ts'
import { FirewallGate } from './gate.ts'
import { bareSources } from './sources.ts'

const only = (...rules: readonly Rule[]) => firewallOf(rules)

const bodyContains = (SearchString: string): Statement => ({
  ByteMatchStatement: {
    ...matching({ Body: {} }),
    PositionalConstraint: 'CONTAINS',
    SearchString,
  },
})

const oversizeBody: Statement = {
  SizeConstraintStatement: {
    ...matching({ Body: { OversizeHandling: 'MATCH' } }),
    ComparisonOperator: 'GT',
    Size: 8_192,
  },
}

async function startWith(context: TestContext, chosen: Firewall | Evaluator) {
  const records: FirewallLogRecord[] = []
  const evaluator = 'judge' in chosen ? chosen : compileFirewall(chosen, bareSources())
  const gate = new FirewallGate(evaluator, (record) => records.push(record))
  const under = await EdgeUnderTest.start(context, { firewall: gate })
  const echo = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('latin1')
      response.end(JSON.stringify({ headers: request.headers, body }))
    })
  }
  await under.replica(context, 'api.1', echo)
  return { under, gate, records }
}

const post = { method: 'POST', path: '/api/hooks/x', headers: { 'content-type': 'application/json' } } as const

test('a blocked program gets a problem document, a blocked person a page, and both the request id', async (context) => {
  const { under, records } = await startWith(context, only(rule('no-evil', bodyContains('evil'))))
  const program = await under.ask({ ...post, body: 'evil' })
  assert.equal(program.status, 403)
  const { detail, instance } = JSON.parse(program.body)
  assert.match(detail, /firewall of this place stopped/)
  assert.equal(instance, records[0]?.httpRequest.requestId)
  const page = await under.ask({ method: 'POST', path: '/x', headers: { accept: 'text/html' }, body: 'evil' })
  assert.match(page.body, /<h1>The firewall of this place stopped/)
  assert.equal(records[1]?.terminatingRuleId, 'no-evil')
})

test('a body that passes arrives whole, however it was cut into chunks and whatever its size', async (context) => {
  const { under } = await startWith(context, firewall)
  for (const size of [0, 1, 8_191, 8_192, 8_193, 70_000]) {
    const body = 'a'.repeat(size)
    const whole = JSON.parse((await under.ask({ ...post, body })).body)
    assert.equal(whole.body.length, size)
    const chunked = httpRequest({
      port: under.port,
      method: 'POST',
      path: '/api/hooks/x',
      headers: { Host: 'localhost' },
      agent: false,
    })
    for (let at = 0; at < size; at += 5_000) chunked.write(body.slice(at, at + 5_000))
    chunked.end()
    const [response] = await once(chunked, 'response')
    const echoed = JSON.parse((await response.toArray()).join(''))
    assert.equal(echoed.body.length, size)
  }
})

test('a body cut into many chunks is judged as one', async (context) => {
  const { under } = await startWith(context, only(rule('no-evil', bodyContains('evil'))))
  const outgoing = httpRequest({
    port: under.port,
    method: 'POST',
    path: '/api/hooks/x',
    headers: { Host: 'localhost' },
    agent: false,
  })
  for (const character of 'so evil a thing') outgoing.write(character)
  outgoing.end()
  const [response] = await once(outgoing, 'response')
  response.resume()
  assert.equal(response.statusCode, 403)
})

test('of a large body the first 8,192 bytes are inspected, and a rule may refuse it for its size', async (context) => {
  const { under, gate } = await startWith(context, only(rule('no-evil', bodyContains('evil'))))
  const late = `${'a'.repeat(8_192)}evil`
  assert.equal((await under.ask({ ...post, body: late })).status, 200)
  assert.equal((await under.ask({ ...post, body: late.slice(4) })).status, 403)
  gate.replace(compileFirewall(only(rule('not-large', oversizeBody)), bareSources()))
  assert.equal((await under.ask({ ...post, body: 'a'.repeat(8_193) })).status, 403)
  assert.equal((await under.ask({ ...post, body: 'a'.repeat(8_192) })).status, 200)
})

test('a compressed body is inspected as it is', async (context) => {
  const { under } = await startWith(context, only(rule('no-evil', bodyContains('evil'))))
  const outgoing = httpRequest({
    port: under.port,
    method: 'POST',
    path: '/api/hooks/x',
    headers: { Host: 'localhost', 'content-encoding': 'gzip' },
    agent: false,
  })
  outgoing.end(gzipSync('evil'.repeat(1_000)))
  const [response] = await once(outgoing, 'response')
  response.resume()
  assert.equal(response.statusCode, 200)
})

test('a client that asks first is told to go on, and refused for what it then sends', async (context) => {
  const { under } = await startWith(context, only(rule('no-evil', bodyContains('evil'))))
  const headers = { Host: 'localhost', expect: '100-continue', 'content-length': '4' }
  const outgoing = httpRequest({ port: under.port, method: 'POST', path: '/api/hooks/x', headers, agent: false })
  outgoing.flushHeaders()
  await once(outgoing, 'continue')
  outgoing.end('evil')
  const [response] = await once(outgoing, 'response')
  response.resume()
  assert.equal(response.statusCode, 403)
})

test('a client that asks first is not told to go on where its head, its token or the lack of a target refuses it', async (context) => {
  const { under, records } = await startWith(context, firewall)
  const answer = async (path: string, headers: Record<string, string> = {}) => {
    const asking = {
      Host: 'localhost',
      'user-agent': 'test',
      expect: '100-continue',
      'content-length': '4',
      ...headers,
    }
    const outgoing = httpRequest({ port: under.port, method: 'POST', path, headers: asking, agent: false })
    const answered = once(
      outgoing.on('error', () => undefined),
      'response',
    )
    const told = once(outgoing, 'continue').then(() => ['told'])
    outgoing.flushHeaders()
    const [first] = await Promise.race([answered, told])
    outgoing.destroy()
    return first.statusCode ?? first
  }
  assert.equal(await answer('/api/hooks/x?q=<script>alert(1)</script>'), 403)
  assert.equal(records.at(-1)?.terminatingRuleId, 'common')
  assert.equal(await answer('/api/posts'), 401)
  assert.equal(await answer('/api/posts', { authorization: 'Bearer a.b.c' }), 401)
  assert.equal(await answer('/page'), 503)
  assert.equal(await answer('/api/hooks/x'), 'told')
})

test('a custom response replaces status, headers and words', async (context) => {
  const CustomResponse = {
    ResponseCode: 451,
    CustomResponseBodyKey: 'why',
    ResponseHeaders: [{ Name: 'x-why', Value: 'law' }],
  }
  const document = only(rule('custom', bodyContains('evil'), { Action: { Block: { CustomResponse } } }))
  const CustomResponseBodies = { why: { ContentType: 'TEXT_PLAIN', Content: 'Because.' } } as const
  const { under } = await startWith(context, { ...document, webAcl: { ...document.webAcl, CustomResponseBodies } })
  const { status, headers, body } = await under.ask({ ...post, body: 'evil' })
  assert.deepEqual(
    [status, headers['x-why'], headers['content-type'], body],
    [451, 'law', 'text/plain; charset=utf-8', 'Because.'],
  )
})

test('captcha and challenge answer as AWS does whoever has no token', async (context) => {
  const { under, gate, records } = await startWith(
    context,
    only(rule('puzzle', bodyContains('evil'), { Action: { Captcha: {} } })),
  )
  const puzzle = await under.ask({ ...post, body: 'evil' })
  assert.deepEqual([puzzle.status, puzzle.headers['x-amzn-waf-action']], [405, 'captcha'])
  gate.replace(
    compileFirewall(only(rule('silent', bodyContains('evil'), { Action: { Challenge: {} } })), bareSources()),
  )
  const silent = await under.ask({ ...post, body: 'evil' })
  assert.deepEqual([silent.status, silent.headers['x-amzn-waf-action']], [202, 'challenge'])
  assert.deepEqual(
    records.map(({ action }) => action),
    ['CAPTCHA', 'CHALLENGE'],
  )
})

test('a counted request goes on with the headers that rules insert, which no client can forge', async (context) => {
  const insert = (Name: string, Value: string) => ({ CustomRequestHandling: { InsertHeaders: [{ Name, Value }] } })
  const { under, records } = await startWith(
    context,
    only(
      rule('count', bodyContains('evil'), { Action: { Count: insert('Seen', 'yes') }, RuleLabels: [{ Name: 'seen' }] }),
      rule(
        'allow',
        { LabelMatchStatement: { Scope: 'LABEL', Key: 'seen' } },
        { Action: { Allow: insert('By', 'label') } },
      ),
      rule('never', bodyContains('evil')),
    ),
  )
  const forged = { 'x-amzn-waf-seen': 'forged', 'x-amzn-waf-by': 'forged' }
  const { status, body } = await under.ask({ ...post, headers: { ...post.headers, ...forged }, body: 'evil' })
  assert.equal(status, 200)
  const { headers } = JSON.parse(body)
  assert.deepEqual([headers['x-amzn-waf-seen'], headers['x-amzn-waf-by']], ['yes', 'label'])
  const [record] = records
  assert.deepEqual([record?.action, record?.terminatingRuleId], ['ALLOW', 'allow'])
  assert.deepEqual(
    record?.nonTerminatingMatchingRules.map(({ ruleId }) => ruleId),
    ['count'],
  )
  assert.deepEqual(
    record?.labels.map(({ name }) => name),
    ['awswaf:000000000000:webacl:test:seen'],
  )
})

test('a changed web ACL judges the next request on the same connection', async (context) => {
  const { under, gate } = await startWith(context, firewall)
  assert.equal((await under.ask({ path: '/api/x' })).status, 200)
  const addresses = { 'blocked-v4': ['127.0.0.1'] }
  gate.replace(compileFirewall(applyOverlay(firewall, { ...emptyOverlay, addresses }), bareSources()))
  assert.equal((await under.ask({ path: '/api/x' })).status, 403)
})

test('a web ACL that fails lets nothing pass', async (context) => {
  const failing: Evaluator = {
    notices: [],
    refusesHead: () => false,
    judge: () => {
      throw new Error('a fault of ours')
    },
  }
  const { under } = await startWith(context, failing)
  const read = await under.ask({ path: '/api/x' })
  const write = await under.ask({ ...post, body: 'x' })
  assert.deepEqual([read.status, write.status], [500, 500])
  assert.doesNotMatch(read.body, /a fault of ours/)
})

test('a request to change protocols is judged like any other', async (context) => {
  const { under } = await startWith(
    context,
    applyOverlay(firewall, { ...emptyOverlay, addresses: { 'blocked-v4': ['127.0.0.1'] } }),
  )
  const answer = await under.raw(
    'GET /socket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  )
  assert.match(answer, /^HTTP\/1\.1 403 /)
})
